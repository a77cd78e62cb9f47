import { countUntil, rowsUntil, type Track } from '../../state/history';
import { summaryOf } from '../summaries';

/** Where a column has no number. */
export interface Blanks {
  /** The first step from which on no value is finite; `null` where the last one is. */
  from: number | null;
  /** Steps of other values that are infinite, or NaN where that has no meaning of its own. */
  broken: readonly number[];
  /** Steps of values that are NaN, where that has a meaning of its own. */
  gaps: readonly number[];
}

/** Finds them as rows come; each row is looked at once. */
class Finder {
  readonly broken: number[] = [];
  readonly gaps: number[] = [];
  /** Rows up to the last that says anything; those behind it are not among the broken yet. */
  end = 0;
  private rows = 0;

  constructor(
    private readonly track: Track,
    private readonly index: number,
    private readonly gap: boolean,
  ) {}

  grow(): this {
    for (; this.rows < this.track.rows; this.rows += 1) this.look(this.rows);
    return this;
  }

  private look(row: number): void {
    const value = this.track.valueAt(row, this.index);
    const gap = this.gap && Number.isNaN(value);
    if (!gap && !Number.isFinite(value)) return;
    for (; this.end < row; this.end += 1) this.broken.push(this.track.stepAt(this.end));
    if (gap) this.gaps.push(this.track.stepAt(row));
    this.end = row + 1;
  }
}

function found(track: Track, index: number, gap: boolean): Finder {
  return summaryOf(track, `blanks ${index} ${gap}`, () => new Finder(track, index, gap)).grow();
}

/** `gap`: a NaN has a meaning of its own. */
export function blanksOf(track: Track, index: number, gap: boolean): Blanks {
  const { end, broken, gaps } = found(track, index, gap);
  return { from: end < track.rows ? track.stepAt(end) : null, broken, gaps };
}

/** How many values up to a step are no numbers. */
export function blanksUntil(track: Track, index: number, gap: boolean, step: number): { broken: number; gaps: number } {
  const { end, broken, gaps } = found(track, index, gap);
  const until = (steps: readonly number[]) => countUntil(steps.length, (at) => steps[at] ?? NaN, step);
  return { broken: until(broken) + Math.max(0, rowsUntil(track, step) - end), gaps: until(gaps) };
}
