/** How a value becomes text in a link or in the browser's storage, and back. */
export interface Codec<T> {
  encode(value: T): string;
  /** `undefined` when the text is no such value: the default is used instead. */
  decode(text: string): T | undefined;
}

export const text: Codec<string> = { encode: (value) => value, decode: (text) => text };

export function number(low = -Infinity, high = Infinity): Codec<number> {
  return {
    encode: (value) => String(value),
    decode(text) {
      const value = text.trim() === '' ? NaN : Number(text);
      return Number.isFinite(value) && value >= low && value <= high ? value : undefined;
    },
  };
}

export function integer(low: number, high = Number.MAX_SAFE_INTEGER): Codec<number> {
  const base = number(low, high);
  return {
    encode: base.encode,
    decode(text) {
      const value = base.decode(text);
      return Number.isInteger(value) ? value : undefined;
    },
  };
}

export function choice<const T extends string>(allowed: readonly T[]): Codec<T> {
  return {
    encode: (value) => value,
    decode: (text) => allowed.find((one) => one === text),
  };
}

/** Values parted by a mark that no encoded item contains. */
export function list<T>(item: Codec<T>, mark: string, length?: number): Codec<T[]> {
  return {
    encode: (values) => values.map((value) => item.encode(value)).join(mark),
    decode(text) {
      const parts = text === '' ? [] : text.split(mark);
      if (length !== undefined && parts.length !== length) return undefined;
      const values = parts.map((part) => item.decode(part));
      return values.every((value) => value !== undefined) ? values : undefined;
    },
  };
}

export function pair<T>(item: Codec<T>): Codec<[T, T]> {
  const both = list(item, ',', 2);
  return {
    encode: (value) => both.encode(value),
    decode: (text) => both.decode(text) as [T, T] | undefined,
  };
}

export function nullable<T>(item: Codec<T>): Codec<T | null> {
  return {
    encode: (value) => (value === null ? '-' : item.encode(value)),
    decode: (text) => (text === '-' ? null : item.decode(text)),
  };
}

/** Any JSON value that a guard accepts. */
export function json<T>(accepts: (value: unknown) => value is T): Codec<T> {
  return {
    encode: (value) => JSON.stringify(value),
    decode(text) {
      try {
        const value: unknown = JSON.parse(text);
        return accepts(value) ? value : undefined;
      } catch {
        return undefined;
      }
    },
  };
}
