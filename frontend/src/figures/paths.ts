import type { CompareRun, Domain, Span } from '../protocol/types';
import type { Identity } from './theme';

/** One optimizer's descent with the look it bears everywhere. */
export interface DrawnRun {
  run: CompareRun;
  slot: number;
  look: Identity;
}

export interface Point {
  x: number;
  y: number;
}

/** The step of a run that is shown at a step of the race: its last one when it ended before. */
export function stepWithin(run: CompareRun, step: number): number {
  return Math.min(step, run.loss.length - 1);
}

/** What can be said of a run at a step, from the steps up to there alone. */
export function spanAt(run: CompareRun, step: number): Span {
  const at = stepWithin(run, step);
  const span = run.outcomes.findLast(({ from_step }) => from_step <= at);
  if (!span) throw new RangeError(`nothing is said of step ${at}`);
  return span;
}

/** The last step at which a run is somewhere that can be drawn. */
export function lastFinite(run: CompareRun): number {
  let step = run.x.length - 1;
  while (step > 0 && !(Number.isFinite(run.x[step]) && Number.isFinite(run.y[step]))) step -= 1;
  return step;
}

/** Where a path is at a time between two steps. */
export function positionAt(run: CompareRun, time: number): Point {
  const last = lastFinite(run);
  const before = Math.min(Math.floor(time), last);
  const after = Math.min(before + 1, last);
  const share = Math.min(time - before, 1);
  const mix = (values: number[]) => (values[before] ?? 0) * (1 - share) + (values[after] ?? 0) * share;
  return { x: mix(run.x), y: mix(run.y) };
}

export function inside({ x, y }: Point, { x: [left, right], y: [low, high] }: Domain): boolean {
  return x >= left && x <= right && y >= low && y <= high;
}

function spanning([low, high]: [number, number], [least, most]: [number, number]): [number, number] {
  return [Math.min(low, least), Math.max(high, most)];
}

/** The smallest domain that holds both. */
export function hull(one: Domain, other: Domain): Domain {
  return { x: spanning(one.x, other.x), y: spanning(one.y, other.y) };
}

/** The domain with so many of its widths added on every side. */
export function widened({ x, y }: Domain, by: number): Domain {
  const grow = ([low, high]: [number, number]): [number, number] => {
    const more = (high - low) * by;
    return [low - more, high + more];
  };
  return { x: grow(x), y: grow(y) };
}

/** The point where the way from `from`, inside the box, to `to`, outside, crosses its edge. */
export function crossing(from: Point, to: Point, box: Domain): Point {
  // Halved first: the difference of two finite numbers may not be finite.
  const shares = (['x', 'y'] as const).map((key) => {
    const reach = to[key] / 2 - from[key] / 2;
    const edge = reach > 0 ? box[key][1] : box[key][0];
    return reach === 0 ? Infinity : (edge / 2 - from[key] / 2) / reach;
  });
  const share = Math.max(0, Math.min(1, ...shares));
  const along = (a: number, b: number) => a + share * (b / 2 - a / 2) * 2;
  return { x: along(from.x, to.x), y: along(from.y, to.y) };
}

export interface Clipped {
  x: (number | null)[];
  y: (number | null)[];
  /** The step each point belongs to. */
  step: number[];
}

/** A path cut at the edge of a box, for drawing; where it comes back in, it is drawn again. */
export function clip(run: CompareRun, box: Domain, until = Infinity): Clipped {
  const path: Clipped = { x: [], y: [], step: [] };
  const push = (point: Point | null, step: number) => {
    path.x.push(point?.x ?? null);
    path.y.push(point?.y ?? null);
    path.step.push(step);
  };
  let before: Point | null = null;
  const last = Math.min(lastFinite(run), until);
  for (let step = 0; step <= last; step += 1) {
    const here: Point = { x: run.x[step] ?? NaN, y: run.y[step] ?? NaN };
    const isInside = inside(here, box);
    const wasInside = before !== null && inside(before, box);
    if (before && wasInside !== isInside) {
      push(wasInside ? crossing(before, here, box) : crossing(here, before, box), step);
      if (wasInside) push(null, step);
    }
    if (isInside) push(here, step);
    before = here;
  }
  return path;
}

export interface Exit extends Point {
  step: number;
  /** Direction of the way there, in degrees clockwise from upwards. */
  angle: number;
}

function heading(from: Point, to: Point, { x: [left, right], y: [low, high] }: Domain): number {
  return (Math.atan2((to.x - from.x) / (right - left), (to.y - from.y) / (high - low)) * 180) / Math.PI;
}

export interface Passage extends Exit {
  /** Whether it leaves there, or comes back. */
  out: boolean;
}

/** Passages closer than this share of the box are told as one, the first. */
const CLOSE = 0.01;

function place(value: number, [low, high]: [number, number]): number {
  return Math.round((value - low) / (high - low) / CLOSE);
}

/** Where a path leaves a box and where it comes back; the way on which it diverges is its exit, not told here. */
export function passagesOf(run: CompareRun, box: Domain): Passage[] {
  const found = new Map<string, Passage>();
  const exit = exitOf(run, box);
  const at = (step: number): Point => ({ x: run.x[step] ?? NaN, y: run.y[step] ?? NaN });
  const last = lastFinite(run);
  for (let step = 1; step <= last; step += 1) {
    const [before, here] = [at(step - 1), at(step)];
    const out = inside(before, box);
    if (out === inside(here, box) || (out && step === exit?.step)) continue;
    const edge = out ? crossing(before, here, box) : crossing(here, before, box);
    const key = `${out} ${place(edge.x, box.x)} ${place(edge.y, box.y)}`;
    const angle = out ? heading(before, edge, box) : heading(edge, here, box);
    if (!found.has(key)) found.set(key, { ...edge, step, angle, out });
  }
  return [...found.values()];
}

/** Where a diverging path leaves the picture for good, or ends inside it; `null` where it never was in it, too. */
export function exitOf(run: CompareRun, box: Domain): Exit | null {
  if (run.outcome.status !== 'diverged') return null;
  let step = lastFinite(run);
  const at = (index: number): Point => ({ x: run.x[index] ?? 0, y: run.y[index] ?? 0 });
  while (step > 0 && !inside(at(step), box)) step -= 1;
  const from = at(step);
  if (!inside(from, box)) return null;
  if (step === lastFinite(run)) return { ...from, step, angle: 0 };
  const edge = crossing(from, at(step + 1), box);
  return { ...edge, step: step + 1, angle: heading(from, edge, box) };
}

/** The distance to the nearest minimizer; `null` where there is none. */
export function distanceToMinimum({ x, y }: Point, minimizers: readonly Point[]): number | null {
  if (minimizers.length === 0) return null;
  return Math.min(...minimizers.map((one) => Math.hypot(one.x - x, one.y - y)));
}

/** The length of every step; step 0 has none. */
export function stepLengths(run: Pick<CompareRun, 'x' | 'y'>): number[] {
  return run.x.map((x, step) =>
    step === 0 ? NaN : Math.hypot(x - (run.x[step - 1] ?? NaN), (run.y[step] ?? NaN) - (run.y[step - 1] ?? NaN)),
  );
}
