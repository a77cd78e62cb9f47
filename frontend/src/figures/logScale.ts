import type { ScatterTrace } from './plotly';

/**
 * A logarithmic axis has no place for 0 and for what is below it. Such values lie on its lower
 * edge, a triangle marks where a curve gets there, and hover tells the true value.
 */
export interface LogScale {
  /** Ends of the axis as Plotly wants them: powers of ten. */
  range: [number, number];
  /** The least value that has a place of its own. */
  low: number;
  /** Where everything less is drawn. */
  edge: number;
}

const PAD = 0.06;
const LEAST_PAD = 0.15;
/** How far above the very end of the axis the edge lies, so that a line on it is whole. */
const LIFT = 0.02;

/** An axis for positive values from `low` to `high`, over `decades` at least. */
export function logScale(low: number, high: number, decades = 0): LogScale {
  const top = Math.log10(high);
  const bottom = Math.min(Math.log10(low), top - decades);
  const pad = Math.max(PAD * (top - bottom), LEAST_PAD);
  const range: [number, number] = [bottom - pad, top + pad];
  return { range, low: Math.min(low, 10 ** bottom), edge: 10 ** (range[0] + LIFT * (range[1] - range[0])) };
}

/** The least and the greatest finite number of columns; infinite the wrong way round without one. */
export function extremesOf(columns: Iterable<Iterable<number>>): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const column of columns) {
    for (const value of column) {
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return [low, high];
}

/** The least positive number among values, `Infinity` without one. */
export function leastPositive(values: Iterable<number>): number {
  let least = Infinity;
  for (const value of values) if (value > 0 && value < least) least = value;
  return least;
}

function below(value: number, { low }: LogScale): boolean {
  return Number.isFinite(value) && value < low;
}

/** Where values are drawn; `null` is a gap. Without a scale the axis is linear. */
export function placed(values: readonly number[], scale: LogScale | null): (number | null)[] {
  return values.map((value) => (scale && below(value, scale) ? scale.edge : Number.isFinite(value) ? value : null));
}

interface Curve {
  name: string;
  colour: string;
  x: ArrayLike<number>;
  values: readonly number[];
}

/** Triangles at the lower edge, one for each time that a curve gets there. */
export function landings({ name, colour, x, values }: Curve, scale: LogScale | null): ScatterTrace[] {
  if (!scale) return [];
  const found = values.flatMap((value, at) => (below(value, scale) && !below(values[at - 1] ?? NaN, scale) ? [at] : []));
  if (found.length === 0) return [];
  return [
    {
      type: 'scatter',
      mode: 'markers',
      name,
      x: found.map((at) => x[at] ?? NaN),
      y: found.map(() => scale.edge),
      cliponaxis: false,
      showlegend: false,
      // The curve itself answers the pointer.
      hoverinfo: 'skip',
      marker: { symbol: 'triangle-down', size: 10, color: colour },
    },
  ];
}
