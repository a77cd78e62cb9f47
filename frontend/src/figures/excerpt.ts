import { format } from './numbers';
import type { Table } from './plotly';

/** Rows of a table that is read on the page. */
export const MOST_ROWS = 200;
const DIGITS = 4;

function cell(value: number | string | null | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'number' ? format(value, DIGITS) : value;
}

export interface Excerpt {
  names: string[];
  rows: string[][];
  /** How many rows there are in all. */
  of: number;
}

/** A table as text: all rows, or as many as are read, evenly chosen with the first and the last. */
export function excerpt(table: Table): Excerpt {
  const names = Object.keys(table);
  const of = Math.max(0, ...Object.values(table).map(({ length }) => length));
  const count = Math.min(of, MOST_ROWS);
  const chosen = Array.from({ length: count }, (_, at) => (count < 2 ? at : Math.round((at * (of - 1)) / (count - 1))));
  return { names, rows: chosen.map((row) => names.map((name) => cell(table[name]?.[row]))), of };
}
