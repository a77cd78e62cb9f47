import { stepsOf, type Column, type Frame, type Values } from '../protocol/frames';

export type SnapshotColumns = Map<string, Column>;

export interface Snapshot {
  step: number;
  columns: SnapshotColumns;
}

type Numbers = Float32Array | Float64Array;

/** Numbers that keep coming: the array doubles when it is full. */
class Growing {
  values: Numbers = new Float64Array(0);
  length = 0;

  constructor(readonly width: number) {}

  push(more: Values): void {
    const wanted = this.length + more.length;
    if (wanted > this.values.length) this.grow(wanted);
    for (let at = 0; at < more.length; at += 1) this.values[this.length + at] = Number(more[at]);
    this.length = wanted;
  }

  private grow(wanted: number): void {
    const larger = new Float32Array(Math.max(1024, wanted, 2 * this.values.length));
    larger.set(this.values.subarray(0, this.length));
    this.values = larger;
  }
}

/** Everything that arrived of one run: per-step columns, and snapshots by step. */
export class History {
  rows = 0;
  private steps = new Int32Array(0);
  private readonly series = new Map<string, Growing>();
  snapshots: Snapshot[] = [];

  take(frame: Frame): void {
    if (frame.kind === 'snapshot') this.takeSnapshot(frame);
    else this.takeSteps(frame);
  }

  clear(): void {
    this.rows = 0;
    this.series.clear();
    this.snapshots = [];
  }

  get lastStep(): number {
    const row = this.rows === 0 ? 0 : (this.steps[this.rows - 1] ?? 0);
    return Math.max(row, this.snapshots.at(-1)?.step ?? 0);
  }

  stepAt(row: number): number {
    return this.steps[row] ?? 0;
  }

  /** A per-step column; with several layers the values lie row by row. */
  column(name: string): { values: ArrayLike<number>; width: number } | null {
    const series = this.series.get(name);
    return series ? { values: series.values, width: series.width } : null;
  }

  /** How many rows lie at or before a step. */
  rowsUntil(step: number): number {
    return countUntil(this.rows, (row) => this.steps[row] ?? 0, step);
  }

  /** The newest snapshot at or before a step. */
  snapshotAt(step: number): Snapshot | null {
    const count = countUntil(this.snapshots.length, (index) => this.snapshots[index]?.step ?? 0, step);
    return this.snapshots[count - 1] ?? null;
  }

  private takeSteps(frame: Frame): void {
    const steps = stepsOf(frame);
    if (this.rows + frame.rows > this.steps.length) {
      const larger = new Int32Array(Math.max(1024, this.rows + frame.rows, 2 * this.steps.length));
      larger.set(this.steps.subarray(0, this.rows));
      this.steps = larger;
    }
    for (let row = 0; row < frame.rows; row += 1) this.steps[this.rows + row] = steps[row] ?? 0;
    this.rows += frame.rows;
    for (const [name, { values, shape }] of frame.columns) {
      if (name === 'step') continue;
      const series = this.series.get(name) ?? new Growing(shape[1] ?? 1);
      series.push(values);
      this.series.set(name, series);
    }
  }

  private takeSnapshot(frame: Frame): void {
    const columns: SnapshotColumns = new Map();
    for (const [name, { values, shape }] of frame.columns) columns.set(name, { values: values.slice(), shape });
    this.snapshots.push({ step: frame.firstStep, columns });
  }
}

/** How many of `count` ascending values are at most `limit`. */
function countUntil(count: number, valueAt: (index: number) => number, limit: number): number {
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
