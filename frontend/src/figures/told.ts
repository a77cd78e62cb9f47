import { rowsUntil, type Track } from '../state/history';
import { spanOf } from './spans';

/** A line in words: where it begins, ends, is least and greatest, up to a step. */
interface Told {
  first: [number, number];
  last: [number, number];
  least: [number, number];
  largest: [number, number];
}

/** Steps and values of what is finite up to a step; `null` where nothing is. */
export function toldOf(track: Track, index: number, step: number): Told | null {
  const { first, last, least, most } = spanOf(track, index, 0, rowsUntil(track, step));
  if (first < 0) return null;
  const at = (row: number): [number, number] => [track.stepAt(row), track.valueAt(row, index)];
  return { first: at(first), last: at(last), least: at(least), largest: at(most) };
}

export function wordsOf({ first, last, least, largest }: Told, text: (value: number) => string): string {
  const at = ([step, value]: [number, number]) => `${text(value)} at step ${step}`;
  if (first[0] === last[0]) return at(first);
  if (least[1] === largest[1]) return `${text(least[1])} from step ${first[0]} to ${last[0]}`;
  return `${at(first)}, ${at(last)}; least ${at(least)}, largest ${at(largest)}`;
}

/** Values that stand at steps of their own, such as every step from the start. */
export function trackOf(values: ArrayLike<number>, steps?: ArrayLike<number>): Track {
  return { rows: values.length, width: 1, stepAt: (row) => steps?.[row] ?? row, valueAt: (row) => values[row] ?? NaN };
}
