import { format } from './numbers';
import type { Figure, ScatterTrace, Table } from './plotly';
import { axis, baseLayout, identity, type Theme } from './theme';

/** One run's validation loss at its snapshots. */
export interface Compared {
  name: string;
  step: readonly number[];
  value: readonly number[];
}

function line({ name, step, value }: Compared, slot: number, theme: Theme): ScatterTrace {
  const look = identity(slot, theme);
  return {
    type: 'scatter',
    mode: 'lines',
    name,
    x: step,
    y: value.map((one) => (Number.isFinite(one) && one > 0 ? one : null)),
    customdata: value.map((one) => format(one, 4)),
    line: { color: look.colour, width: 2, dash: look.dash },
    hovertemplate: '%{customdata}',
  };
}

/** Validation losses of runs from anywhere, on one logarithmic axis. */
export function comparedFigure(runs: readonly Compared[], theme: Theme): Figure {
  return {
    data: runs.map((run, slot) => line(run, slot, theme)),
    layout: baseLayout(theme, {
      xaxis: axis(theme, { title: { text: 'step' }, rangemode: 'tozero', hoverformat: 'd', unifiedhovertitle: { text: 'step %{x}' } }),
      yaxis: axis(theme, { type: 'log', title: { text: 'validation loss' } }),
      hovermode: 'x unified',
      margin: { l: 58, r: 16, t: 8, b: 34 },
      uirevision: runs.length,
    }),
  };
}

export function comparedTable(runs: readonly Compared[]): Table {
  return {
    run: runs.flatMap(({ name, step }) => step.map(() => name)),
    step: runs.flatMap(({ step }) => [...step]),
    validation_loss: runs.flatMap(({ value }) => [...value]),
  };
}
