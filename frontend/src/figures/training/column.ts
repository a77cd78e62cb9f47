import type { History } from '../../state/history';
import type { Identity, Theme } from '../theme';

/** One variant as the figures see it. */
export interface RunColumn {
  label: string;
  look: Identity;
  history: History;
  /** Names of the layers, first to last; empty before the plan is known. */
  layers: readonly string[];
  /** Planned steps. */
  steps: number;
  diverged: boolean;
}

/** The nine percentiles of a snapshot: the extremes, and 0, ±0.5, ±1, ±1.5 standard deviations of a normal one. */
export const PERCENTILES = [0, 6.68, 15.87, 30.85, 50, 69.15, 84.13, 93.32, 100] as const;

/** Pairs of percentile indices that bound a band, the widest first, with the band's opacity. */
export const BANDS: readonly (readonly [number, number, number])[] = [
  [0, 8, 0.16],
  [1, 7, 0.24],
  [2, 6, 0.32],
  [3, 5, 0.5],
];

/** All pictures of a column have their axes at the same place; on the right is room for labels. */
export const COLUMN_MARGIN = { l: 50, r: 26, t: 8, b: 34 };

/** Short names for axes: hidden layers by number, the output by a word. */
export function tickOf(layer: string): string {
  return layer.startsWith('hidden ') ? layer.slice(7) : layer === 'output' ? 'out' : layer;
}

const SHORTEST_AXIS = 20;

/**
 * Length of the step axis: the longest plan, halved while what has arrived fills less than half of it,
 * so that a long run is seen from its first steps on and the axis moves only now and then.
 */
export function horizonOf(columns: readonly RunColumn[]): number {
  const last = Math.max(0, ...columns.map(({ history }) => history.lastStep));
  const planned = Math.max(1, ...columns.map((column) => column.steps));
  if (last === 0) return planned;
  const halvings = Math.floor(Math.log2(planned / Math.max(1.02 * last, SHORTEST_AXIS)));
  return Math.ceil(planned / 2 ** Math.max(halvings, 0));
}


/** Plotly enlarges the powers of ten of a logarithmic axis by a quarter: this undoes it. */
export function logTicks(theme: Theme): { color: string; size: number } {
  return { color: theme.muted, size: 9 };
}
