import type { Track } from '../../state/history';
import { spanOf } from '../spans';
import { ofAllRows } from '../summaries';
import { meanOf } from './means';

export interface Points {
  x: number[];
  y: number[];
  /** How many values a point is the mean of; absent where points are values. */
  size?: number;
}

/**
 * Rows of a bucket, so that there are at most so many buckets. Only few sizes occur, so that most points of a
 * run that goes on stay where they are from one picture to the next.
 */
function bucketOf(rows: number, most: number): number {
  const least = Math.max(1, Math.ceil(rows / Math.max(1, most)));
  const unit = 2 ** Math.max(0, Math.floor(Math.log2(least)) - 2);
  return Math.ceil(least / unit) * unit;
}

/** The rows of one bucket that a line needs: its first, least, greatest and last value, in order. */
function telling(track: Track, index: number, from: number, to: number): number[] {
  const { least, most } = spanOf(track, index, from, to);
  const rows = [from, Math.min(least, most), Math.max(least, most), to - 1];
  return least < 0 ? [from, to - 1] : [...new Set(rows)];
}

function valuesOf(track: Track, index: number, most: number): Points {
  const points: Points = { x: [], y: [] };
  const add = (row: number) => {
    points.x.push(track.stepAt(row));
    points.y.push(track.valueAt(row, index));
  };
  const size = bucketOf(track.rows, most / 4);
  for (let from = 0; from < track.rows; from += size) {
    const to = Math.min(from + size, track.rows);
    if (size <= 4) for (let row = from; row < to; row += 1) add(row);
    else telling(track, index, from, to).forEach(add);
  }
  return points;
}

function meansOf(track: Track, index: number, log: boolean, most: number): Required<Points> {
  const size = bucketOf(track.rows, most);
  const points: Required<Points> = { x: [], y: [], size };
  for (let from = 0; from < track.rows; from += size) {
    const to = Math.min(from + size, track.rows);
    points.x.push((track.stepAt(from) + track.stepAt(to - 1)) / 2);
    points.y.push(meanOf(track, index, log, from, to));
  }
  return points;
}

/** A column, or one layer of it, as at most about `most` points; no finite extreme is lost. */
export function thinned(track: Track, index = 0, most = 1200): Points {
  return ofAllRows(track, `values ${index} ${most}`, () => valuesOf(track, index, most));
}

/** A column, or one layer of it, in buckets of equally many rows, as their means. */
export function averaged(track: Track, index: number, log: boolean, most = 200): Required<Points> {
  return ofAllRows(track, `means ${index} ${log} ${most}`, () => meansOf(track, index, log, most));
}

/** Evenly chosen items, at most so many. */
export function evenly<T>(values: readonly T[], most: number): T[] {
  const stride = Math.max(1, values.length / most);
  return Array.from({ length: Math.min(values.length, most) }, (_, at) => values[Math.floor(at * stride)] as T);
}
