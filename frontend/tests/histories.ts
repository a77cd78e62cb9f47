import type { Frame, Values } from '../src/protocol/frames';
import { History } from '../src/state/history';
import { identity, themes } from '../src/figures/theme';
import type { Run, Scene } from '../src/figures/charts/run';
import type { ColumnPlan, InstrumentPlan, Mark } from '../src/protocol/types';

/** What tests make histories of: columns as they come over the socket. */

export function frame(kind: Frame['kind'], firstStep: number, rows: number, columns: Record<string, [Values, number[]]>): Frame {
  const made = Object.entries(columns).map(([name, [values, shape]]) => [name, { values, shape }] as const);
  return { kind, runId: 'r', firstStep, steps: rows, rows, seq: 1, server: 's', columns: new Map(made), readings: [] };
}

export interface Layered {
  std?: number[];
  weightStd?: number[];
  dead?: number[];
  saturated?: number[];
  nonfinite?: number[];
  /** The percentiles of every quantity, scaled by layer. */
  percentiles?: number[];
  validationLoss?: number;
  trainingLoss?: number;
  accuracy?: number;
}

const NORMAL = [-3, -1.5, -1, -0.5, 0, 0.5, 1, 1.5, 3];

export function snapshotFrame(step: number, layers: number, given: Layered = {}): Frame {
  const each = (values: number[] | undefined, other: number) => new Float32Array(Array.from({ length: layers }, (_, at) => values?.[at] ?? other));
  const scales = each(given.percentiles, 1);
  const percentiles = new Float32Array([...scales].flatMap((scale) => NORMAL.map((one) => one * scale)));
  const columns: Record<string, [Values, number[]]> = {
    validation_loss: [new Float32Array([given.validationLoss ?? 0.5]), []],
    training_loss: [new Float32Array([given.trainingLoss ?? 0.4]), []],
    validation_accuracy: [new Float32Array([given.accuracy ?? 0.9]), []],
    training_accuracy: [new Float32Array([given.accuracy ?? 0.9]), []],
    dead: [each(given.dead, 0), [layers]],
    saturated: [each(given.saturated, 0), [layers]],
  };
  for (const name of ['activation', 'pre_activation', 'gradient', 'weight']) {
    columns[`${name}.percentiles`] = [percentiles, [layers, 9]];
    columns[`${name}.std`] = [each(name === 'weight' ? given.weightStd : given.std, 1), [layers]];
    columns[`${name}.mean`] = [each(undefined, 0), [layers]];
    columns[`${name}.nonfinite`] = [new Uint32Array(each(given.nonfinite, 0)), [layers]];
  }
  return frame('snapshot', step, 1, columns);
}

/** Steps 1 to `loss.length`, every layer with the same gradient norm and update ratio. */
export function stepsFrame(loss: number[], norms: number[], ratios: number[]): Frame {
  const repeat = (values: number[]) => new Float32Array(loss.flatMap(() => values));
  return frame('steps', 1, loss.length, {
    loss: [new Float32Array(loss), [loss.length]],
    gradient_norm: [new Float32Array(loss.map((value) => (Number.isFinite(value) ? 1 : NaN))), [loss.length]],
    layer_gradient_norm: [repeat(norms), [loss.length, norms.length]],
    update_ratio: [repeat(ratios), [loss.length, ratios.length]],
  });
}

export function historyOf(...frames: Frame[]): History {
  const history = new History();
  for (const one of frames) history.take(one);
  return history;
}

export function runOf(history: History, layers: string[], measured: InstrumentPlan[] = [], diverged = false): Run {
  return { label: 'A', look: identity(0, themes.light), history, layers, measured, steps: 100, diverged };
}

export function columnPlan(name: string, axes: string[], more: Partial<ColumnPlan> = {}): ColumnPlan {
  return { name, axes, summary: `what ${name} holds`, unit: '', scale: 'linear', gap: '', ...more };
}

/** An instrument with one row of one picture, both called as it is. */
export function instrument(name: string, columns: ColumnPlan[], marks: Mark[], more: Partial<InstrumentPlan> = {}): InstrumentPlan {
  const rows = [{ title: name, pictures: [{ title: name, marks }], note: '', together: false, height: 100 }];
  return { name, title: name, finest: 'step', every: null, columns, chart: { rows, option: '' }, ...more };
}

export const line = (column: string, title = '', weight: 'thin' | 'usual' | 'bold' = 'usual'): Mark => ({ mark: 'line', column, title, weight });

/** A picture of these runs, looked at at their end. */
export function sceneOf(runs: Run[], more: Partial<Scene> = {}): Scene {
  return { runs, all: runs, together: false, step: 1000, steps: 100, layer: 0, linear: false, preview: null, theme: themes.light, revision: '', ...more };
}
