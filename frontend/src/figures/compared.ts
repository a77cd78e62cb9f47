import { extremesOf, landings, leastPositive, logScale, placed, type LogScale } from './logScale';
import { format } from './numbers';
import type { Figure, ScatterTrace, Table } from './plotly';
import { axis, baseLayout, identity, type Theme } from './theme';
import { toldOf, trackOf, wordsOf } from './told';

/** One run's validation loss at its snapshots. */
export interface Compared {
  name: string;
  step: readonly number[];
  value: readonly number[];
}

function line({ name, step, value }: Compared, slot: number, scale: LogScale | null, theme: Theme): ScatterTrace[] {
  const look = identity(slot, theme);
  const curve: ScatterTrace = {
    type: 'scatter',
    mode: 'lines',
    name,
    x: step,
    y: placed(value, scale),
    customdata: value.map((one) => format(one, 4)),
    line: { color: look.colour, width: 2, dash: look.dash },
    hovertemplate: '%{customdata}',
  };
  return [curve, ...landings({ name, colour: look.colour, x: step, values: value }, scale)];
}

function scaleOf(runs: readonly Compared[]): LogScale | null {
  const [, high] = extremesOf(runs.map(({ value }) => value));
  return high > 0 ? logScale(leastPositive(runs.flatMap(({ value }) => [...value])), high) : null;
}

/** Validation losses of runs from anywhere, on one logarithmic axis. */
export function comparedFigure(runs: readonly Compared[], theme: Theme): Figure {
  const scale = scaleOf(runs);
  const title = { text: 'validation loss' };
  return {
    data: runs.flatMap((run, slot) => line(run, slot, scale, theme)),
    layout: baseLayout(theme, {
      xaxis: axis(theme, { title: { text: 'step' }, rangemode: 'tozero', hoverformat: 'd', unifiedhovertitle: { text: 'step %{x}' } }),
      yaxis: axis(theme, scale ? { type: 'log', range: scale.range, title } : { title }),
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

/** The curves in words. */
export function comparedSaid(runs: readonly Compared[]): string {
  const each = runs.map(({ name, step, value }) => {
    const told = toldOf(trackOf(value, step), 0, Infinity);
    return `${name}: ${told ? wordsOf(told, (one) => format(one, 4)) : 'no finite value'}.`;
  });
  return each.join(' ');
}
