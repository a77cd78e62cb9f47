import type { Scale, SurfaceGrid } from '../protocol/types';
import { format } from './numbers';

/** A surface's values as heights and shades, on the scale that came with them. */
export interface Relief {
  kind: Scale['kind'];
  /** What the shade means, in a few words. */
  caption: string;
  /** Heights on the grid, rows along y; `null` where f is not finite. */
  rows: (number | null)[][];
  low: number;
  high: number;
  /** The values themselves, in words for the hover. */
  texts: string[][];
}

/** Shades of a contour; the figures of the Python package have as many. */
export const LEVELS = 14;

const CAPTIONS: Record<Scale['kind'], string> = {
  log: 'darker is lower, log scale',
  linear: 'darker is lower',
  asinh: 'darker is lower, asinh scale',
};

/** Where a finite value is drawn. */
function heightOf(scale: Scale, value: number): number {
  switch (scale.kind) {
    case 'log':
      return Math.log10(Math.max(value - scale.least, 0) + scale.floor);
    case 'asinh':
      return Math.asinh(value / scale.unit);
    case 'linear':
      return value;
  }
}

function extremes(rows: (number | null)[][]): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const value of rows.flat()) {
    if (value === null) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return low <= high ? [low, high] : [0, 1];
}

/** The relief of a surface on its grid. */
export function reliefOf({ z, scale }: Pick<SurfaceGrid, 'z' | 'scale'>): Relief {
  const rows = z.map((row) => row.map((value) => (Number.isFinite(value) ? heightOf(scale, value) : null)));
  const [low, high] = extremes(rows);
  return {
    kind: scale.kind,
    caption: CAPTIONS[scale.kind],
    rows,
    low,
    high: high > low ? high : low + 1,
    texts: z.map((row) => row.map((value) => format(value, 4))),
  };
}
