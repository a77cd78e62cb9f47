import type { Table } from './plotly';

const LEAST_EXPONENT = -4;
const MOST_EXPONENT = 15;

/** As Python writes it: what reads back as the same number, with powers of ten for the very small and large. */
function numberText(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf';
  const [mantissa = '', exponent = '0'] = value.toExponential().split('e');
  const power = Number(exponent);
  if (power >= LEAST_EXPONENT && power <= MOST_EXPONENT) return String(value);
  return `${mantissa}e${power < 0 ? '-' : '+'}${String(Math.abs(power)).padStart(2, '0')}`;
}

function cell(value: number | string | null | undefined): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return numberText(value);
  return /[",\n\r]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

/** Comma-separated values by the server's rules, one row a line, columns of unequal length padded with nothing. */
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
