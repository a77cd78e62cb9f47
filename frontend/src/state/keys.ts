import type { Codec } from './codec';

/**
 * What of a value a person chooses, as text: when it changes, Back undoes it. The rest of the value
 * (a slider's number) may change all the while. `of`: chosen in one act; `typed`: it comes letter by
 * letter or click by click, and what follows at once belongs to the same choice.
 */
export interface Choice<T> {
  of?(value: T): string;
  typed?(value: T): string;
}

/**
 * Where a key of the state lives. `link`: it changes the picture, so it is in the URL;
 * `device`: a habit of this person, kept in the browser; `tab`: gone with the tab; `group`: it has
 * rows of its own.
 */
export type Placed<T> =
  | { place: 'link'; key: string; codec: Codec<T>; initial: T; choice?: Choice<T> }
  | { place: 'device'; key: string; codec: Codec<T>; initial: T }
  | { place: 'tab'; initial: T }
  | ([string] extends [keyof T] ? { place: 'group'; keys: Keys<T> } : never);

/** One row for every key of a state: the compiler rejects a key that nobody placed. */
export type Keys<S> = { [K in keyof S]-?: Placed<S[K]> };

function entries<S>(keys: Keys<S>): [keyof S, Placed<S[keyof S]>][] {
  return Object.entries(keys) as [keyof S, Placed<S[keyof S]>][];
}

/** A state with every key at its initial value. */
export function initial<S>(keys: Keys<S>): S {
  const pairs = entries(keys).map(([name, row]) => [name, row.place === 'group' ? initial(row.keys) : structuredClone(row.initial)]);
  return Object.fromEntries(pairs) as S;
}

/** What a link says about every linked key; what it leaves out, or garbles, is initial. */
export function readLink<S>(keys: Keys<S>, query: URLSearchParams): Partial<S> {
  const values: Partial<S> = {};
  for (const [name, row] of entries(keys)) {
    if (row.place === 'group') values[name] = readLink(row.keys, query) as S[keyof S];
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
    if (row.place === 'group') query.push(...writeLink(row.keys, state[name]));
    if (row.place !== 'link') continue;
    const text = row.codec.encode(state[name]);
    if (text !== row.codec.encode(row.initial)) query.push([row.key, text]);
  }
  return query;
}

function typedKey(key: string): string {
  return `${key} typed`;
}

/** What was chosen, by key of the link; what is typed of it stands apart. */
export function choicesOf<S>(keys: Keys<S>, state: S): Record<string, string> {
  const found: Record<string, string> = {};
  for (const [name, row] of entries(keys)) {
    if (row.place === 'group') Object.assign(found, choicesOf(row.keys, state[name]));
    if (row.place !== 'link') continue;
    if (row.choice?.of) found[row.key] = row.choice.of(state[name]);
    if (row.choice?.typed) found[typedKey(row.key)] = row.choice.typed(state[name]);
  }
  return found;
}

/** Which choices come letter by letter. */
export function typedKeys<S>(keys: Keys<S>): Set<string> {
  return new Set(entries(keys).flatMap(([, row]) => (row.place === 'link' && row.choice?.typed ? [typedKey(row.key)] : [])));
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
