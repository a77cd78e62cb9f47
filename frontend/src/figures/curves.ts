import type { Quantity } from '../state/landscape';
import { escapeHtml } from './contour';
import { extremesOf, landings, leastPositive, logScale, placed, type LogScale } from './logScale';
import { format } from './numbers';
import { spanAt, stepLengths, type DrawnRun } from './paths';
import type { Figure, ScatterTrace, Trace } from './plotly';
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
export function valuesOf({ run }: DrawnRun, quantity: Quantity): number[] {
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

/** An axis for what the steady runs do; what a diverging run does beyond is marked at its edge. */
export function scaleOf(runs: DrawnRun[], quantity: Quantity): Scale {
  const columns = runs.map((drawn) => valuesOf(drawn, quantity));
  const steady = columns.filter((_, index) => runs[index]?.run.outcome.status !== 'diverged');
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
  return { log, low: Math.max(leastPositive(columns.flat()), top * DEPTH), high: top };
}

function linearRange({ low, high }: Scale): [number, number] {
  const pad = (high - low || Math.abs(high) || 1) * 0.05;
  return [low - pad, high + pad];
}

function curve(drawn: DrawnRun, quantity: Quantity, logarithmic: LogScale | null): ScatterTrace {
  const values = valuesOf(drawn, quantity);
  return {
    type: 'scatter',
    mode: 'lines',
    name: escapeHtml(drawn.run.label),
    x: values.map((_, step) => step),
    y: placed(values, logarithmic),
    customdata: values.map((value) => format(value, 4)),
    line: { color: drawn.look.colour, width: 2, dash: drawn.look.dash },
    hovertemplate: '%{customdata}',
  };
}

/** The first step at which a value leaves the axis, and to which side. */
function leaves(drawn: DrawnRun, quantity: Quantity, scale: Scale): { step: number; up: boolean } | null {
  const values = valuesOf(drawn, quantity);
  const step = values.findIndex(
    (value, at) => at > 0 && (!Number.isFinite(value) || value > scale.high || (!scale.log && value < scale.low)),
  );
  return step < 0 ? null : { step, up: !((values[step] ?? 0) < scale.low) };
}

function exits(runs: DrawnRun[], quantity: Quantity, scale: Scale): Trace[] {
  return runs.flatMap((drawn): ScatterTrace[] => {
    const left = leaves(drawn, quantity, scale);
    if (!left) return [];
    return [
      {
        type: 'scatter',
        mode: 'markers',
        x: [left.step],
        y: [left.up ? 0.97 : 0.03],
        yaxis: 'y2',
        name: escapeHtml(drawn.run.label),
        showlegend: false,
        marker: { symbol: left.up ? 'triangle-up' : 'triangle-down', size: 11, color: drawn.look.colour },
        hovertemplate: `${escapeHtml(spanAt(drawn.run, left.step).sentence)}<extra></extra>`,
      },
    ];
  });
}

/** A quantity of all runs against the step. */
export function curvesFigure(runs: DrawnRun[], quantity: Quantity, steps: number, theme: Theme, revision: string): Figure {
  const scale = scaleOf(runs, quantity);
  const logarithmic = scale.log ? logScale(scale.low, scale.high) : null;
  const landed = runs.flatMap((drawn) => {
    const values = valuesOf(drawn, quantity);
    const name = escapeHtml(drawn.run.label);
    return landings({ name, colour: drawn.look.colour, x: values.map((_, step) => step), values }, logarithmic);
  });
  return {
    data: [...runs.map((drawn) => curve(drawn, quantity, logarithmic)), ...landed, ...exits(runs, quantity, scale)],
    layout: baseLayout(theme, {
      xaxis: axis(theme, { range: [0, steps], title: { text: 'step' }, hoverformat: 'd', unifiedhovertitle: { text: 'step %{x}' } }),
      yaxis: axis(theme, {
        type: logarithmic ? 'log' : 'linear',
        range: logarithmic ? logarithmic.range : linearRange(scale),
        title: { text: QUANTITY_TITLES[quantity] },
      }),
      yaxis2: { overlaying: 'y', range: [0, 1], visible: false, fixedrange: true },
      margin: { l: 56, r: 16, t: 4, b: 34 },
      hovermode: 'x unified',
      uirevision: `${revision} ${quantity} ${steps}`,
    }),
  };
}
