import { rowOf, type History } from '../../state/history';
import type { LayerQuantity } from '../../state/training';
import { format } from '../numbers';
import type { Figure, ScatterTrace, Table, Trace } from '../plotly';
import { axis, baseLayout, withAlpha, type Theme } from '../theme';
import { padded, roundUp, type Interval } from './bands';
import { BANDS, COLUMN_MARGIN, PERCENTILES, type RunColumn } from './column';

/** One layer's percentiles over all snapshots: `rows[percentile][snapshot]`. */
export function layerHistory(history: History, quantity: LayerQuantity, layer: number): { steps: number[]; rows: number[][] } {
  const each = history.snapshots.map((snapshot) => rowOf(snapshot, `${quantity}.percentiles`, layer));
  return {
    steps: history.snapshots.map(({ step }) => step),
    rows: PERCENTILES.map((_, at) => each.map((row) => row[at] ?? NaN)),
  };
}

/** One scale for a layer's whole history in all variants. */
export function overTimeRange(columns: readonly RunColumn[], quantity: LayerQuantity, layer: number): Interval {
  const steady = columns.filter((column) => !column.diverged);
  const values = (steady.length > 0 ? steady : columns)
    .flatMap(({ history }) => layerHistory(history, quantity, layer).rows.filter((_, at) => at === 0 || at === 8).flat())
    .filter(Number.isFinite);
  let low = 0;
  let high = 0;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const range: Interval = [-roundUp(-low), roundUp(high)];
  return range[0] === range[1] ? [-1, 1] : range;
}

function areas(steps: number[], rows: number[][], colour: string): Trace[] {
  return BANDS.flatMap(([from, to, alpha]): Trace[] => {
    const edge = { type: 'scatter', mode: 'lines', x: steps, line: { width: 0, color: colour }, hoverinfo: 'skip', showlegend: false } as const;
    return [
      { ...edge, y: rows[from] ?? [] },
      { ...edge, y: rows[to] ?? [], fill: 'tonexty', fillcolor: withAlpha(colour, alpha) },
    ];
  });
}

/** How one layer's distribution moves: percentile bands against the step. */
export function overTimeFigure(
  column: RunColumn,
  quantity: LayerQuantity,
  layer: number,
  range: Interval,
  options: { steps: number; theme: Theme; revision: string },
): Figure {
  const { steps, rows } = layerHistory(column.history, quantity, layer);
  const finite = rows.map((row) => row.map((value) => (Number.isFinite(value) ? value : null)) as number[]);
  const { colour } = column.look;
  const median: ScatterTrace = {
    type: 'scatter',
    mode: 'lines',
    name: 'median',
    x: steps,
    y: finite[4] ?? [],
    customdata: steps.map((_, at) => [0, 2, 4, 6, 8].map((row) => format(rows[row]?.[at])).join(' · ')),
    line: { color: colour, width: 1.5 },
    hovertemplate: '%{customdata}<extra>least · 16 % · median · 84 % · most</extra>',
  };
  return {
    data: [...areas(steps, finite, colour), median],
    layout: baseLayout(options.theme, {
      xaxis: axis(options.theme, { range: [0, options.steps], title: { text: 'step' }, hoverformat: 'd' }),
      yaxis: axis(options.theme, { range: padded(range), nticks: 5, zeroline: true, zerolinecolor: options.theme.muted, exponentformat: 'power' }),
      hovermode: 'x',
      margin: COLUMN_MARGIN,
      uirevision: `${options.revision} ${quantity} ${layer}`,
    }),
  };
}

export function overTimeTable({ history }: RunColumn, quantity: LayerQuantity, layer: number): Table {
  const { steps, rows } = layerHistory(history, quantity, layer);
  return { step: steps, ...Object.fromEntries(PERCENTILES.map((share, at) => [`p${share}`, rows[at] ?? []])) };
}
