import type { Track } from '../../state/history';

export interface Points {
  x: number[];
  y: number[];
  /** How many values a point is the mean of; absent where points are values. */
  size?: number;
}

/** The rows of one bucket that a line needs: its first, least, greatest and last value, in order. */
function telling(from: number, to: number, valueAt: (row: number) => number): number[] {
  let least = from;
  let most = from;
  for (let row = from; row < to; row += 1) {
    if (valueAt(row) < valueAt(least) || Number.isNaN(valueAt(least))) least = row;
    if (valueAt(row) > valueAt(most) || Number.isNaN(valueAt(most))) most = row;
  }
  return [...new Set([from, Math.min(least, most), Math.max(least, most), to - 1])];
}

/** A column, or one layer of it, as at most about `most` points; no extreme is lost. */
export function thinned(track: Track, index = 0, most = 1200): Points {
  const points: Points = { x: [], y: [] };
  const valueAt = (row: number) => track.valueAt(row, index);
  const add = (row: number) => {
    points.x.push(track.stepAt(row));
    points.y.push(valueAt(row));
  };
  const size = Math.max(1, Math.ceil(track.rows / Math.max(1, most / 4)));
  for (let from = 0; from < track.rows; from += size) {
    const to = Math.min(from + size, track.rows);
    if (size <= 4) for (let row = from; row < to; row += 1) add(row);
    else telling(from, to, valueAt).forEach(add);
  }
  return points;
}

/**
 * The mean of the finite values of a bucket. Of a logarithm it is the geometric mean of sizes, 0 where all
 * are 0. NaN where none is finite.
 */
function meanOf(values: Iterable<number>, log: boolean): number {
  let sum = 0;
  let seen = 0;
  let zeros = 0;
  for (const value of values) {
    if (log && value === 0) zeros += 1;
    else if (Number.isFinite(value)) {
      sum += log ? Math.log10(Math.abs(value)) : value;
      seen += 1;
    }
  }
  if (seen === 0) return zeros > 0 ? 0 : NaN;
  return log ? 10 ** (sum / seen) : sum / seen;
}

function* valuesOf(track: Track, from: number, to: number, index: number) {
  for (let row = from; row < to; row += 1) yield track.valueAt(row, index);
}

/** A column, or one layer of it, in buckets of equally many rows, as their means. */
export function averaged(track: Track, index: number, log: boolean, most = 200): Required<Points> {
  const size = Math.max(1, Math.ceil(track.rows / most));
  const points: Required<Points> = { x: [], y: [], size };
  for (let from = 0; from < track.rows; from += size) {
    const to = Math.min(from + size, track.rows);
    points.x.push((track.stepAt(from) + track.stepAt(to - 1)) / 2);
    points.y.push(meanOf(valuesOf(track, from, to, index), log));
  }
  return points;
}

/** Where a column has no number. */
export interface Blanks {
  /** The first step from which on no value is finite; `null` where the last one is. */
  from: number | null;
  /** Steps of other values that are infinite, or NaN where that has no meaning of its own. */
  broken: number[];
  /** Steps of values that are NaN, where that has a meaning of its own. */
  gaps: number[];
}

/** `gap`: a NaN has a meaning of its own. */
export function blanksOf(track: Track, index: number, gap: boolean): Blanks {
  const blanks: Blanks = { from: null, broken: [], gaps: [] };
  const speaks = (value: number) => Number.isFinite(value) || (gap && Number.isNaN(value));
  let end = track.rows;
  while (end > 0 && !speaks(track.valueAt(end - 1, index))) end -= 1;
  if (end < track.rows) blanks.from = track.stepAt(end);
  for (let row = 0; row < end; row += 1) {
    const value = track.valueAt(row, index);
    if (Number.isFinite(value)) continue;
    (gap && Number.isNaN(value) ? blanks.gaps : blanks.broken).push(track.stepAt(row));
  }
  return blanks;
}

/** Evenly chosen items, at most so many. */
export function evenly<T>(values: readonly T[], most: number): T[] {
  const stride = Math.max(1, values.length / most);
  return Array.from({ length: Math.min(values.length, most) }, (_, at) => values[Math.floor(at * stride)] as T);
}
