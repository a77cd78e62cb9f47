import type { Track } from '../state/history';
import { Pyramid } from './pyramid';
import { summaryOf } from './summaries';

/** Rows of the finite values of a range that tell most of it; -1 where none is finite. */
export interface Span {
  first: number;
  last: number;
  least: number;
  most: number;
}

type ValueAt = (row: number) => number;

function fold(valueAt: ValueAt, from: number, to: number): Span {
  const span: Span = { first: -1, last: -1, least: -1, most: -1 };
  let [low, high] = [Infinity, -Infinity];
  for (let row = from; row < to; row += 1) {
    const value = valueAt(row);
    if (!Number.isFinite(value)) continue;
    if (span.first < 0) span.first = row;
    span.last = row;
    if (value < low) [low, span.least] = [value, row];
    if (value > high) [high, span.most] = [value, row];
  }
  return span;
}

/** Of equal values the earlier one counts. */
function join(valueAt: ValueAt, earlier: Span, later: Span): Span {
  if (earlier.first < 0 || later.first < 0) return earlier.first < 0 ? later : earlier;
  return {
    first: earlier.first,
    last: later.last,
    least: valueAt(later.least) < valueAt(earlier.least) ? later.least : earlier.least,
    most: valueAt(later.most) > valueAt(earlier.most) ? later.most : earlier.most,
  };
}

/** Of a column, or one layer of it, from one row to before another. */
export function spanOf(track: Track, index: number, from: number, to: number): Span {
  const valueAt = (row: number) => track.valueAt(row, index);
  const make = () => new Pyramid<Span>((first, end) => fold(valueAt, first, end), (earlier, later) => join(valueAt, earlier, later));
  return summaryOf(track, `span ${index}`, make).over(from, to);
}
