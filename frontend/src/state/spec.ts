import type { Codec } from './codec';

export type ParameterValue = number | boolean | string | number[];

/** A catalog entry's name with the parameters that were set; the rest keep their defaults. */
export interface Spec {
  name: string;
  params: Record<string, ParameterValue>;
}

const NAME = /^[A-Za-z_][\w.-]*$/;
const MARKS: Record<string, string> = { '~': '~0', ',': '~1', ':': '~2', '@': '~3', ';': '~4', '=': '~5', '!': '~6' };
const MEANT = Object.fromEntries(Object.entries(MARKS).map(([mark, code]) => [code, mark]));

/** Hide the marks that part a spec's text, so that a label may contain any of them. */
export function escapeMarks(text: string): string {
  return text.replace(/[~,:@;=!]/g, (mark) => MARKS[mark] ?? mark);
}

export function unescapeMarks(text: string): string {
  return text.replace(/~[0-6]/g, (code) => MEANT[code] ?? code);
}

function encodeValue(value: ParameterValue): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.length > 1 ? value.join('x') : `${value.join('')}x`;
  return escapeMarks(String(value));
}

function decodeValue(text: string): ParameterValue {
  if (text === 'yes' || text === 'no') return text === 'yes';
  if (/^(\d+x)*\d*$/.test(text) && text.includes('x')) return text.split('x').filter(Boolean).map(Number);
  if (text === 'x') return [];
  const value = Number(text);
  return text !== '' && Number.isFinite(value) ? value : unescapeMarks(text);
}

/** `adam:learning_rate=0.05,b1=0.9`. Which values a parameter accepts is the server's to say. */
export const spec: Codec<Spec> = {
  encode({ name, params }) {
    const given = Object.entries(params).map(([key, value]) => `${key}=${encodeValue(value)}`);
    return given.length === 0 ? name : `${name}:${given.join(',')}`;
  },
  decode(text) {
    const [name = '', given, ...rest] = text.split(':');
    if (!NAME.test(name) || rest.length > 0) return undefined;
    const params: Record<string, ParameterValue> = {};
    for (const part of given === undefined ? [] : given.split(',')) {
      const [key = '', value, ...more] = part.split('=');
      if (!NAME.test(key) || value === undefined || more.length > 0) return undefined;
      params[key] = decodeValue(value);
    }
    return { name, params };
  },
};
