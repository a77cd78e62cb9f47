import type { Codec } from './codec';

/**
 * Where a key of the state lives. `link`: it changes the picture, so it is in the URL;
 * `device`: a habit of this person, kept in the browser; `tab`: gone with the tab.
 */
export type Placed<T> =
  | { place: 'link'; key: string; codec: Codec<T>; initial: T }
  | { place: 'device'; key: string; codec: Codec<T>; initial: T }
  | { place: 'tab'; initial: T };

/** One row for every key of a state: the compiler rejects a key that nobody placed. */
export type Keys<S> = { [K in keyof S]-?: Placed<S[K]> };

function entries<S>(keys: Keys<S>): [keyof S, Placed<S[keyof S]>][] {
  return Object.entries(keys) as [keyof S, Placed<S[keyof S]>][];
}

/** A state with every key at its initial value. */
export function initial<S>(keys: Keys<S>): S {
  const pairs = entries(keys).map(([name, row]) => [name, structuredClone(row.initial)]);
  return Object.fromEntries(pairs) as S;
}

/** What a link says about every linked key; what it leaves out, or garbles, is initial. */
export function readLink<S>(keys: Keys<S>, query: URLSearchParams): Partial<S> {
  const values: Partial<S> = {};
  for (const [name, row] of entries(keys)) {
    if (row.place !== 'link') continue;
    const text = query.get(row.key);
    const value = text === null ? undefined : row.codec.decode(text);
    values[name] = value === undefined ? structuredClone(row.initial) : value;
  }
  return values;
}

/** The query of a link, without the keys that are at their initial value. */
export function writeLink<S>(keys: Keys<S>, state: S): [string, string][] {
  const query: [string, string][] = [];
  for (const [name, row] of entries(keys)) {
    if (row.place !== 'link') continue;
    const text = row.codec.encode(state[name]);
    if (text !== row.codec.encode(row.initial)) query.push([row.key, text]);
  }
  return query;
}

export function readDevice<S>(keys: Keys<S>, storage: Pick<Storage, 'getItem'>): Partial<S> {
  const values: Partial<S> = {};
  for (const [name, row] of entries(keys)) {
    if (row.place !== 'device') continue;
    const text = storage.getItem(`ravine.${row.key}`);
    const value = text === null ? undefined : row.codec.decode(text);
    if (value !== undefined) values[name] = value;
  }
  return values;
}

export function writeDevice<S>(keys: Keys<S>, state: S, storage: Pick<Storage, 'setItem'>): void {
  for (const [name, row] of entries(keys)) {
    if (row.place === 'device') storage.setItem(`ravine.${row.key}`, row.codec.encode(state[name]));
  }
}
