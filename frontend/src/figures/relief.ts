import type { SurfaceGrid } from '../protocol/types';

/**
 * How a surface's values become shades and heights. With a known minimum the shade is
 * log10(f - f* + eps), so that the floor of a ravine is as visible as its walls; a surface
 * that is unbounded below is drawn as asinh(f / s), which keeps its sign.
 */
export interface Relief {
  kind: 'log' | 'signed';
  /** What the shade means, in a few words. */
  caption: string;
  height(value: number): number;
  /** Heights on the grid, rows along y; `null` where f is not finite. */
  rows: (number | null)[][];
  low: number;
  high: number;
}

/** Depth of the picture: values closer to the minimum than this share of the range look alike. */
const FLOOR = 1e-4;

function finite(rows: number[][]): number[] {
  return rows.flat().filter((value) => Number.isFinite(value));
}

function extremes(values: readonly number[]): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : [0, 1];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function logHeight(low: number, high: number): (value: number) => number {
  const floor = (high - low) * FLOOR || 1;
  return (value) => Math.log10(Math.max(value - low, 0) + floor);
}

function signedHeight(values: readonly number[]): (value: number) => number {
  const scale = median(values.map(Math.abs)) || 1;
  return (value) => Math.asinh(value / scale);
}

/** The relief of a surface on its grid. */
export function reliefOf(grid: Pick<SurfaceGrid, 'z' | 'surface'>): Relief {
  const { minimum, tags } = grid.surface;
  const values = finite(grid.z);
  const [least, most] = extremes(values);
  const signed = minimum === null && (tags.includes('unbounded') || least < 0);
  const height = signed ? signedHeight(values) : logHeight(Math.min(minimum ?? least, least), most);
  const rows = grid.z.map((row) => row.map((value) => (Number.isFinite(value) ? height(value) : null)));
  const [low, high] = extremes([height(least), height(most)]);
  return {
    kind: signed ? 'signed' : 'log',
    caption: signed ? 'darker is lower, asinh scale' : 'darker is lower, log scale',
    height,
    rows,
    low,
    high: high > low ? high : low + 1,
  };
}
