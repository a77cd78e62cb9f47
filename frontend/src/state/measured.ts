import type { Codec } from './codec';

/** An instrument that is asked for, and how often it measures; `null` for as often as is usual. */
export interface Measured {
  name: string;
  every: number | null;
}

/** `sharpness`, or `sharpness*100` for every hundredth step. */
export const measured: Codec<Measured> = {
  encode: ({ name, every }) => (every === null ? name : `${name}*${every}`),
  decode(text) {
    const [name = '', given, ...more] = text.split('*');
    const every = given === undefined ? null : Number(given);
    if (name === '' || more.length > 0 || (every !== null && !(Number.isInteger(every) && every > 0))) return undefined;
    return { name, every };
  },
};
