import type { Quantity } from '../state/landscape';
import { escapeHtml } from './contour';
import { format } from './numbers';
import { stepLengths, type Racer } from './paths';
import type { Figure, ScatterTrace, Table, Trace } from './plotly';
import { axis, baseLayout, type Theme } from './theme';

export const QUANTITY_TITLES: Record<Quantity, string> = {
  loss: 'loss',
  gradient_norm: 'gradient norm',
  step_length: 'step length',
  learning_rate: 'learning rate',
};

/** A path that runs away may leave the axis this many times above the others. */
const HEADROOM = 1e3;
/** Below this share of the top a logarithmic axis shows rounding, not descent. */
const DEPTH = 1e-16;

/** The values of a quantity by step, the start included. */
export function valuesOf({ run }: Racer, quantity: Quantity): number[] {
  if (quantity === 'step_length') return stepLengths(run);
  // The learning rate of step k made point k; the start needed none.
  if (quantity === 'learning_rate') return [NaN, ...run.learning_rate];
  return run[quantity];
}

interface Scale {
  log: boolean;
  low: number;
  high: number;
}

function extremesOf(columns: number[][]): [number, number] {
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

/** An axis for what the steady runs do; what a diverging run does beyond is marked at its edge. */
export function scaleOf(racers: Racer[], quantity: Quantity): Scale {
  const columns = racers.map((racer) => valuesOf(racer, quantity));
  const steady = columns.filter((_, index) => racers[index]?.run.outcome.status !== 'diverged');
  const first = columns.map((column) => [column.find(Number.isFinite) ?? NaN]);
  const [low, high] = extremesOf([...steady, ...first]);
  const [least, most] = extremesOf(columns);
  if (low > high) return { log: false, low: 0, high: 1 };
  const log = least >= 0 && most > 0;
  if (!log) {
    const span = high - low || 1;
    return { log, low: Math.max(least, low - 2 * span), high: Math.min(most, high + 2 * span) };
  }
  const top = Math.min(most, (high || 1) * HEADROOM);
  const [floor] = extremesOf([columns.flat().filter((value) => value > 0)]);
  return { log, low: Math.max(floor, top * DEPTH), high: top };
}

function range({ log, low, high }: Scale): [number, number] {
  if (!log) {
    const pad = (high - low || Math.abs(high) || 1) * 0.05;
    return [low - pad, high + pad];
  }
  const bottom = Math.log10(low);
  const top = Math.log10(high);
  const pad = Math.max((top - bottom) * 0.05, 0.15);
  return [bottom - pad, top + pad];
}

function curve(racer: Racer, quantity: Quantity, scale: Scale): ScatterTrace {
  const values = valuesOf(racer, quantity);
  const drawable = (value: number) => Number.isFinite(value) && (!scale.log || value > 0);
  return {
    type: 'scatter',
    mode: 'lines',
    name: escapeHtml(racer.run.label),
    x: values.map((_, step) => step),
    y: values.map((value) => (drawable(value) ? value : null)),
    customdata: values.map((value) => format(value, 4)),
    line: { color: racer.look.colour, width: 2, dash: racer.look.dash },
    hovertemplate: '%{customdata}',
  };
}

/** The first step at which a value leaves the axis, and to which side. */
function leaves(racer: Racer, quantity: Quantity, scale: Scale): { step: number; up: boolean } | null {
  const values = valuesOf(racer, quantity);
  const step = values.findIndex(
    (value, at) => at > 0 && (Number.isNaN(value) || value > scale.high || (!scale.log && value < scale.low)),
  );
  return step < 0 ? null : { step, up: !((values[step] ?? 0) < scale.low) };
}

function exits(racers: Racer[], quantity: Quantity, scale: Scale): Trace[] {
  return racers.flatMap((racer): ScatterTrace[] => {
    const left = leaves(racer, quantity, scale);
    if (!left) return [];
    return [
      {
        type: 'scatter',
        mode: 'markers',
        x: [left.step],
        y: [left.up ? 0.97 : 0.03],
        yaxis: 'y2',
        name: escapeHtml(racer.run.label),
        showlegend: false,
        marker: { symbol: left.up ? 'triangle-up' : 'triangle-down', size: 11, color: racer.look.colour },
        hovertemplate: `${escapeHtml(racer.run.outcome.sentence)}<extra></extra>`,
      },
    ];
  });
}

/** A quantity of all runs against the step. */
export function curvesFigure(racers: Racer[], quantity: Quantity, steps: number, theme: Theme, revision: string): Figure {
  const scale = scaleOf(racers, quantity);
  return {
    data: [...racers.map((racer) => curve(racer, quantity, scale)), ...exits(racers, quantity, scale)],
    layout: baseLayout(theme, {
      xaxis: axis(theme, { range: [0, steps], title: { text: 'step' }, hoverformat: 'd', unifiedhovertitle: { text: 'step %{x}' } }),
      yaxis: axis(theme, {
        type: scale.log ? 'log' : 'linear',
        range: range(scale),
        title: { text: QUANTITY_TITLES[quantity] },
      }),
      yaxis2: { overlaying: 'y', range: [0, 1], visible: false, fixedrange: true },
      margin: { l: 56, r: 16, t: 4, b: 34 },
      hovermode: 'x unified',
      uirevision: `${revision} ${quantity} ${steps}`,
    }),
  };
}

/** The same as columns: `step`, then one a run. */
export function curvesTable(racers: Racer[], quantity: Quantity): Table {
  const columns = racers.map((racer) => [racer.run.label, valuesOf(racer, quantity)] as const);
  const length = Math.max(0, ...columns.map(([, values]) => values.length));
  return { step: Array.from({ length }, (_, step) => step), ...Object.fromEntries(columns) };
}
