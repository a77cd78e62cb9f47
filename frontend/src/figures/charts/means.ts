import type { Track } from '../../state/history';
import { Pyramid } from '../pyramid';
import { summaryOf } from '../summaries';

interface Sum {
  sum: number;
  /** How many values are in it. */
  seen: number;
  /** How many were left out because they have no logarithm: exact zeros. */
  zeros: number;
}

function add(total: Sum, value: number, log: boolean): void {
  if (log && value === 0) total.zeros += 1;
  else if (Number.isFinite(value)) {
    total.sum += log ? Math.log10(Math.abs(value)) : value;
    total.seen += 1;
  }
}

function join(one: Sum, other: Sum): Sum {
  return { sum: one.sum + other.sum, seen: one.seen + other.seen, zeros: one.zeros + other.zeros };
}

function sumsOf(track: Track, index: number, log: boolean): Pyramid<Sum> {
  const fold = (from: number, to: number) => {
    const total: Sum = { sum: 0, seen: 0, zeros: 0 };
    for (let row = from; row < to; row += 1) add(total, track.valueAt(row, index), log);
    return total;
  };
  return summaryOf(track, `sums ${index} ${log}`, () => new Pyramid(fold, join));
}

/**
 * The mean of the finite values from one row to before another. Of a logarithm it is the geometric mean of
 * sizes, 0 where all are 0. NaN where none is finite.
 */
export function meanOf(track: Track, index: number, log: boolean, from: number, to: number): number {
  const { sum, seen, zeros } = sumsOf(track, index, log).over(from, to);
  if (seen === 0) return zeros > 0 ? 0 : NaN;
  return log ? 10 ** (sum / seen) : sum / seen;
}
