import { stepsOf, type Column, type Frame, type Values } from '../protocol/frames';
import type { Reading } from '../protocol/types';

export interface Snapshot {
  step: number;
  columns: Map<string, Column>;
  /** What it means, the most telling first; `null` where it was not read. */
  readings: readonly Reading[] | null;
}

/** One column as it was measured, with steps of its own: it may begin later than others, and end earlier. */
export interface Track {
  /** How often it was measured. */
  rows: number;
  /** Numbers of a row. */
  width: number;
  stepAt(row: number): number;
  valueAt(row: number, index: number): number;
}

const NOTHING: Track = { rows: 0, width: 1, stepAt: () => NaN, valueAt: () => NaN };

/** Numbers that keep coming: the array doubles when it is full. */
class Growing<T extends Float32Array | Int32Array> {
  length = 0;

  constructor(
    private readonly make: (size: number) => T,
    public values: T = make(0),
  ) {}

  push(more: Values | ArrayLike<number>): void {
    const wanted = this.length + more.length;
    if (wanted > this.values.length) this.grow(wanted);
    for (let at = 0; at < more.length; at += 1) this.values[this.length + at] = Number(more[at]);
    this.length = wanted;
  }

  private grow(wanted: number): void {
    const larger = this.make(Math.max(1024, wanted, 2 * this.values.length));
    larger.set(this.values.subarray(0, this.length));
    this.values = larger;
  }
}

/** A column that comes with every step. */
class Series implements Track {
  private readonly steps = new Growing((size) => new Int32Array(size));
  private readonly values = new Growing((size) => new Float32Array(size));

  constructor(readonly width: number) {}

  get rows(): number {
    return this.steps.length;
  }

  stepAt(row: number): number {
    return this.steps.values[row] ?? NaN;
  }

  valueAt(row: number, index: number): number {
    return this.values.values[row * this.width + index] ?? NaN;
  }

  push(steps: ArrayLike<number>, values: Values): void {
    this.steps.push(steps);
    this.values.push(values);
  }
}

/** A column that comes with snapshots, or some of them. */
class Sparse implements Track {
  private readonly snapshots: Snapshot[] = [];

  constructor(
    private readonly name: string,
    readonly width: number,
  ) {}

  get rows(): number {
    return this.snapshots.length;
  }

  stepAt(row: number): number {
    return this.snapshots[row]?.step ?? NaN;
  }

  valueAt(row: number, index: number): number {
    return numberOf(this.snapshots[row] ?? null, this.name, index);
  }

  push(snapshot: Snapshot): void {
    this.snapshots.push(snapshot);
  }
}

/** Everything that arrived of one run: columns of every step, and snapshots. */
export class History {
  private readonly series = new Map<string, Series>();
  private readonly sparse = new Map<string, Sparse>();
  snapshots: Snapshot[] = [];

  take(frame: Frame): void {
    if (frame.kind === 'snapshot') this.takeSnapshot(frame);
    else this.takeSteps(frame);
  }

  clear(): void {
    this.series.clear();
    this.sparse.clear();
    this.snapshots = [];
  }

  get lastStep(): number {
    const ends = [...this.series.values()].map((series) => (series.rows === 0 ? 0 : series.stepAt(series.rows - 1)));
    return Math.max(0, this.snapshots.at(-1)?.step ?? 0, ...ends);
  }

  /** A column by its name, whether it comes with every step or with snapshots; the same one, longer, when more has come. */
  track(name: string): Track {
    return this.series.get(name) ?? this.sparse.get(name) ?? NOTHING;
  }

  /** The newest snapshot at or before a step that has these columns; where none has all, the newest that has one. */
  snapshotAt(step: number, names: readonly string[]): Snapshot | null {
    const all = this.newestAt(step, ({ columns }) => names.every((name) => columns.has(name)));
    return all ?? this.newestAt(step, ({ columns }) => names.some((name) => columns.has(name)));
  }

  /** The newest readings at or before a step, and when they were taken. */
  readAt(step: number): { step: number; readings: readonly Reading[] } | null {
    const read = this.newestAt(step, ({ readings }) => readings !== null);
    return read && { step: read.step, readings: read.readings ?? [] };
  }

  private newestAt(step: number, fits: (snapshot: Snapshot) => boolean): Snapshot | null {
    let at = countUntil(this.snapshots.length, (index) => this.snapshots[index]?.step ?? 0, step) - 1;
    while (at >= 0 && !fits(this.snapshots[at]!)) at -= 1;
    return this.snapshots[at] ?? null;
  }

  private takeSteps(frame: Frame): void {
    const steps = stepsOf(frame);
    for (const [name, { values, shape }] of frame.columns) {
      if (name === 'step') continue;
      const series = this.series.get(name) ?? new Series(shape[1] ?? 1);
      series.push(steps, values);
      this.series.set(name, series);
    }
  }

  private takeSnapshot(frame: Frame): void {
    const columns = new Map<string, Column>();
    for (const [name, { values, shape }] of frame.columns) columns.set(name, { values: values.slice(), shape });
    const snapshot = { step: frame.firstStep, columns, readings: frame.readings };
    this.snapshots.push(snapshot);
    for (const [name, { values }] of columns) {
      const sparse = this.sparse.get(name) ?? new Sparse(name, values.length);
      sparse.push(snapshot);
      this.sparse.set(name, sparse);
    }
  }
}

/** How many rows of a column lie at or before a step. */
export function rowsUntil(track: Track, step: number): number {
  return countUntil(track.rows, (row) => track.stepAt(row), step);
}

/** How many of `count` ascending values are at most `limit`. */
export function countUntil(count: number, valueAt: (index: number) => number, limit: number): number {
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (valueAt(middle) <= limit) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One number of a snapshot: a scalar column, or a layer's entry. */
export function numberOf(snapshot: Snapshot | null, name: string, index = 0): number {
  const value = snapshot?.columns.get(name)?.values[index];
  return value === undefined ? NaN : Number(value);
}

/** One layer's row of a snapshot's column. */
export function rowOf(snapshot: Snapshot, name: string, layer: number): number[] {
  const column = snapshot.columns.get(name);
  if (!column) return [];
  const width = column.shape[1] ?? 1;
  return Array.from(column.values.subarray(layer * width, (layer + 1) * width) as Float32Array, Number);
}
