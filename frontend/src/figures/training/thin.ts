import type { History } from '../../state/history';

export interface Points {
  x: number[];
  y: number[];
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

/** A per-step column as at most about `most` points; no extreme is lost. */
export function thinned(history: History, name: string, most = 1200): Points {
  const column = history.column(name);
  const points: Points = { x: [], y: [] };
  if (!column) return points;
  const valueAt = (row: number) => column.values[row] ?? NaN;
  const add = (row: number) => {
    points.x.push(history.stepAt(row));
    points.y.push(valueAt(row));
  };
  const size = Math.ceil(history.rows / Math.max(1, most / 4));
  for (let from = 0; from < history.rows; from += Math.max(1, size)) {
    if (size <= 4) for (let row = from; row < Math.min(from + size, history.rows); row += 1) add(row);
    else telling(from, Math.min(from + size, history.rows), valueAt).forEach(add);
  }
  return points;
}

export interface LogMeans {
  /** The middle step of each bucket. */
  x: number[];
  /** `[layer][bucket]`: mean of log10 over the bucket; -Infinity where all are 0, NaN where none is finite. */
  z: number[][];
  /** Steps in a bucket. */
  size: number;
}

/** The mean of log10 over the finite values of a bucket. */
function logMean(values: ArrayLike<number>, indices: Iterable<number>): number {
  let sum = 0;
  let seen = 0;
  let zeros = 0;
  for (const index of indices) {
    const value = values[index] ?? NaN;
    if (value === 0) zeros += 1;
    else if (Number.isFinite(value)) {
      sum += Math.log10(Math.abs(value));
      seen += 1;
    }
  }
  if (seen > 0) return sum / seen;
  return zeros > 0 ? -Infinity : NaN;
}

function* layerIndices(from: number, to: number, width: number, layer: number) {
  for (let row = from; row < to; row += 1) yield row * width + layer;
}

/** A per-layer column in buckets of equally many rows, as means of log10. */
export function logMeans(history: History, name: string, most = 200): LogMeans {
  const column = history.column(name);
  if (!column || history.rows === 0) return { x: [], z: [], size: 1 };
  const size = Math.ceil(history.rows / most);
  const x: number[] = [];
  const z: number[][] = Array.from({ length: column.width }, () => []);
  for (let from = 0; from < history.rows; from += size) {
    const to = Math.min(from + size, history.rows);
    x.push((history.stepAt(from) + history.stepAt(to - 1)) / 2);
    for (let layer = 0; layer < column.width; layer += 1) {
      z[layer]?.push(logMean(column.values, layerIndices(from, to, column.width, layer)));
    }
  }
  return { x, z, size };
}

/** The first step at which a per-step column is not finite, or `null`. */
export function firstNonfinite(history: History, name: string): number | null {
  const column = history.column(name);
  if (!column) return null;
  for (let at = 0; at < history.rows * column.width; at += 1) {
    if (!Number.isFinite(column.values[at])) return history.stepAt(Math.floor(at / column.width));
  }
  return null;
}
