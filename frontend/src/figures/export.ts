import type { Table } from './plotly';

function cell(value: number | string | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return Object.is(value, -0) ? '0' : String(value);
  return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Comma-separated values, one row a line, columns of unequal length padded with nothing. */
export function toCsv(table: Table): string {
  const names = Object.keys(table);
  const rows = Math.max(0, ...Object.values(table).map((column) => column.length));
  const lines = Array.from({ length: rows }, (_, row) => names.map((name) => cell(table[name]?.[row])).join(','));
  return [names.map(cell).join(','), ...lines, ''].join('\n');
}

/** JSON in which a number that is not finite is written as "nan", "inf" or "-inf". */
export function toJson(value: unknown): string {
  return JSON.stringify(
    value,
    (_, inner: unknown) => {
      if (ArrayBuffer.isView(inner) && !(inner instanceof DataView)) return Array.from(inner as Float32Array);
      if (typeof inner !== 'number' || Number.isFinite(inner)) return inner;
      return Number.isNaN(inner) ? 'nan' : inner > 0 ? 'inf' : '-inf';
    },
    1,
  );
}
