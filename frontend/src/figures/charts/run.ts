import type { ColumnPlan, DatasetPreview, InstrumentPlan } from '../../protocol/types';
import type { History } from '../../state/history';
import type { Identity, Theme } from '../theme';

/** One run as charts see it. */
export interface Run {
  label: string;
  look: Identity;
  history: History;
  /** Names of the layers, first to last. */
  layers: readonly string[];
  /** What is measured, as the plan lists it. */
  measured: readonly InstrumentPlan[];
  /** Planned steps. */
  steps: number;
  diverged: boolean;
}

/** What a picture is drawn of. */
export interface Scene {
  /** The runs in the picture: one, or all together. */
  runs: readonly Run[];
  /** The runs that share its scale. */
  all: readonly Run[];
  /** Whether all runs are in it. */
  together: boolean;
  /** The step looked at. */
  step: number;
  /** Length of the step axis, the same in every picture. */
  steps: number;
  /** The layer that is looked at where only one is. */
  layer: number;
  /** Whether a logarithmic axis is drawn linear. */
  linear: boolean;
  /** Of the run's dataset; `null` until it is known. */
  preview: DatasetPreview | null;
  theme: Theme;
  /** While it stays the same, the person's zoom is kept. */
  revision: string;
}

/** What the plan of some run says of a column; `null` where none has it. */
export function planOf(runs: readonly Run[], name: string): ColumnPlan | null {
  for (const { measured } of runs) {
    for (const { columns } of measured) {
      const found = columns.find((column) => column.name === name);
      if (found) return found;
    }
  }
  return null;
}

/** Those that set a scale: a diverged run does not while another stands. */
export function steady(runs: readonly Run[]): readonly Run[] {
  const standing = runs.filter(({ diverged }) => !diverged);
  return standing.length > 0 ? standing : runs;
}

const SHORTEST_AXIS = 20;

/**
 * Length of the step axis: the longest plan, halved while what has arrived fills less than half of it,
 * so that a long run is seen from its first steps on and the axis moves only now and then.
 */
export function horizonOf(runs: readonly Run[]): number {
  const last = Math.max(0, ...runs.map(({ history }) => history.lastStep));
  const planned = Math.max(1, ...runs.map(({ steps }) => steps));
  if (last === 0) return planned;
  const halvings = Math.floor(Math.log2(planned / Math.max(1.02 * last, SHORTEST_AXIS)));
  return Math.ceil(planned / 2 ** Math.max(halvings, 0));
}
