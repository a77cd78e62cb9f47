import { numberOf, type History } from '../../state/history';
import { format, percent } from '../numbers';
import type { Axis, Figure, ScatterTrace, Table } from '../plotly';
import { axis, baseLayout, withAlpha, type Theme } from '../theme';
import { logTicks, horizonOf, type RunColumn } from './column';
import { firstNonfinite, thinned, type Points } from './thin';

export type Score = 'loss' | 'accuracy';

const HOVER_DIGITS = 4;
/** A run that leaves the numbers may not squeeze the others: the axis ends this far above them. */
const HEADROOM = 10;

function ofSnapshots(history: History, name: string): Points {
  return {
    x: history.snapshots.map(({ step }) => step),
    y: history.snapshots.map((snapshot) => numberOf(snapshot, name)),
  };
}

/** Training is thin, validation bold. Losses of training are of each batch; all else is of snapshots. */
function pointsOf({ history }: RunColumn, score: Score, part: 'training' | 'validation'): Points {
  if (score === 'loss' && part === 'training') return thinned(history, 'loss');
  return ofSnapshots(history, `${part}_${score}`);
}

function line(column: RunColumn, score: Score, part: 'training' | 'validation', log: boolean): ScatterTrace {
  const { x, y } = pointsOf(column, score, part);
  const bold = part === 'validation';
  const drawable = (value: number) => Number.isFinite(value) && (!log || value > 0);
  return {
    type: 'scatter',
    mode: 'lines',
    name: `${column.label} ${part}`,
    x,
    y: y.map((value) => (drawable(value) ? value : null)),
    customdata: y.map((value) => (score === 'accuracy' ? percent(value) : format(value, HOVER_DIGITS))),
    line: {
      color: bold ? column.look.colour : withAlpha(column.look.colour, 0.4),
      width: bold ? 2.25 : 1,
      dash: bold ? column.look.dash : 'solid',
    },
    hovertemplate: '%{customdata}',
  };
}

/** A triangle at the upper edge where the loss leaves the finite numbers. */
function exit(column: RunColumn, slot: number): ScatterTrace[] {
  const step = firstNonfinite(column.history, 'loss');
  if (step === null) return [];
  return [
    {
      type: 'scatter',
      mode: 'markers',
      name: `${column.label} not finite`,
      x: [step],
      y: [0.96 - 0.07 * slot],
      yaxis: 'y2',
      marker: { symbol: 'triangle-up', size: 11, color: column.look.colour },
      hovertemplate: `${column.label}: the loss is not finite from step ${step} on<extra></extra>`,
      showlegend: false,
    },
  ];
}

function extremes(columns: readonly RunColumn[]): [number, number] {
  let low = Infinity;
  let high = -Infinity;
  for (const column of columns) {
    for (const part of ['training', 'validation'] as const) {
      for (const value of pointsOf(column, 'loss', part).y) {
        if (!Number.isFinite(value)) continue;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
  }
  return [low, high];
}

function lossAxis(columns: readonly RunColumn[], log: boolean, theme: Theme): Axis {
  const steady = columns.filter((column) => !column.diverged);
  const [low, most] = extremes(steady.length > 0 ? steady : columns);
  const [, highest] = extremes(columns);
  const title = { text: 'loss' };
  if (low > most) return axis(theme, { range: [0, 3], title });
  const high = Math.min(highest, most * HEADROOM);
  if (!log || low <= 0) return axis(theme, { range: [Math.min(0, low), high * 1.05], title });
  const top = Math.log10(high);
  // At least a decade, so that the axis has a power of ten to show.
  const bottom = Math.min(Math.log10(low), top - 1);
  const pad = 0.06 * (top - bottom);
  return axis(theme, { type: 'log', range: [bottom - pad, top + pad], tickfont: logTicks(theme), title });
}

function frame(columns: readonly RunColumn[], yaxis: Axis, theme: Theme, revision: string): Figure['layout'] {
  return baseLayout(theme, {
    xaxis: axis(theme, { range: [0, horizonOf(columns)], title: { text: 'step' }, hoverformat: 'd', unifiedhovertitle: { text: 'step %{x}' } }),
    yaxis,
    yaxis2: { overlaying: 'y', range: [0, 1], visible: false, fixedrange: true },
    margin: { l: 58, r: 14, t: 8, b: 34 },
    hovermode: 'x unified',
    uirevision: revision,
  });
}

/** Training and validation loss of all variants against the step. */
export function lossFigure(columns: readonly RunColumn[], log: boolean, theme: Theme, revision: string): Figure {
  const data = columns.flatMap((column) => [line(column, 'loss', 'training', log)]);
  const bold = columns.map((column) => line(column, 'loss', 'validation', log));
  const exits = columns.flatMap(exit);
  return {
    data: [...data, ...bold, ...exits],
    layout: frame(columns, lossAxis(columns, log, theme), theme, `${revision} loss ${log}`),
  };
}

/** Training and validation accuracy of all variants against the step. */
export function accuracyFigure(columns: readonly RunColumn[], theme: Theme, revision: string): Figure {
  const yaxis = axis(theme, { range: [0, 1.02], tickformat: '.0%', title: { text: 'accuracy' } });
  const parts = ['training', 'validation'] as const;
  return {
    data: parts.flatMap((part) => columns.map((column) => line(column, 'accuracy', part, false))),
    layout: frame(columns, yaxis, theme, `${revision} accuracy`),
  };
}

/** Rows of label, part, step and value: runs need not have the same steps. */
export function scoreTable(columns: readonly RunColumn[], score: Score): Table {
  const label: string[] = [];
  const part: string[] = [];
  const step: number[] = [];
  const value: number[] = [];
  for (const column of columns) {
    for (const which of ['training', 'validation'] as const) {
      const { x, y } = pointsOf(column, score, which);
      for (const [at, here] of x.entries()) {
        label.push(column.label);
        part.push(which);
        step.push(here);
        value.push(y[at] ?? NaN);
      }
    }
  }
  return { label, part, step, [score]: value };
}
