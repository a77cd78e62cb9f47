import type { Nonfinite } from './types';

const VALUES: Record<string, number> = { nan: NaN, inf: Infinity, '-inf': -Infinity };

/** Put the non-finite numbers of one column back where JSON had to write null. */
export function restore(column: (number | null)[], marks: Nonfinite[string] | undefined): number[] {
  const values = column as number[];
  for (const index of marks ? [] : indicesOfNull(column)) values[index] = NaN;
  for (const [index, mark] of Object.entries(marks ?? {})) values[Number(index)] = VALUES[mark] ?? NaN;
  return values;
}

/** The same for a matrix whose marks count row by row. */
export function restoreRows(rows: (number | null)[][], marks: Nonfinite[string] | undefined): number[][] {
  const width = rows[0]?.length ?? 0;
  for (const [index, mark] of Object.entries(marks ?? {})) {
    const row = rows[Math.floor(Number(index) / width)];
    if (row) row[Number(index) % width] = VALUES[mark] ?? NaN;
  }
  return rows as number[][];
}

function indicesOfNull(column: (number | null)[]): number[] {
  return column.flatMap((value, index) => (value === null ? [index] : []));
}
