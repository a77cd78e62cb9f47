import type { SurfaceGrid } from '../protocol/types';
import { format } from './numbers';

/**
 * How a surface's values become shades and heights. Where they span orders of magnitude the
 * height is log10(f - f* + eps), so that the floor of a ravine is as visible as its walls; a
 * surface that is unbounded below is drawn as asinh(f / s), which keeps its sign.
 */
export interface Relief {
  kind: Kind;
  /** What the shade means, in a few words. */
  caption: string;
  height(value: number): number;
  /** Heights on the grid, rows along y; `null` where f is not finite. */
  rows: (number | null)[][];
  low: number;
  high: number;
  /** The values themselves, in words for the hover. */
  texts: string[][];
}

/** Depth of the picture: values closer to the minimum than this share of the range look alike. */
const FLOOR = 1e-4;
/** A tenth of the picture lies below this share of the range: values span orders of magnitude. */
const STEEP = 0.03;

type Kind = 'log' | 'linear' | 'signed';

const CAPTIONS: Record<Kind, string> = {
  log: 'darker is lower, log scale',
  linear: 'darker is lower',
  signed: 'darker is lower, asinh scale',
};

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

function quantile(values: readonly number[], share: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)] ?? 0;
}

function kindOf(values: readonly number[], { minimum, tags }: SurfaceGrid['surface']): Kind {
  const [least, most] = extremes(values);
  if (minimum === null && (tags.includes('unbounded') || least < 0)) return 'signed';
  const low = Math.min(minimum ?? least, least);
  return quantile(values, 0.1) - low < STEEP * (most - low) ? 'log' : 'linear';
}

function logHeight(low: number, high: number): (value: number) => number {
  const floor = (high - low) * FLOOR || 1;
  return (value) => Math.log10(Math.max(value - low, 0) + floor);
}

function signedHeight(values: readonly number[]): (value: number) => number {
  const scale = quantile(values.map(Math.abs), 0.5) || 1;
  return (value) => Math.asinh(value / scale);
}

/** The relief of a surface on its grid. */
export function reliefOf(grid: Pick<SurfaceGrid, 'z' | 'surface'>): Relief {
  const { minimum } = grid.surface;
  const values = finite(grid.z);
  const [least, most] = extremes(values);
  const kind = kindOf(values, grid.surface);
  const heights: Record<Kind, () => (value: number) => number> = {
    log: () => logHeight(Math.min(minimum ?? least, least), most),
    linear: () => (value) => value,
    signed: () => signedHeight(values),
  };
  const height = heights[kind]();
  const rows = grid.z.map((row) => row.map((value) => (Number.isFinite(value) ? height(value) : null)));
  const [low, high] = extremes([height(least), height(most)]);
  return {
    kind,
    caption: CAPTIONS[kind],
    height,
    rows,
    low,
    high: high > low ? high : low + 1,
    texts: grid.z.map((row) => row.map((value) => format(value, 4))),
  };
}
