import { format } from '../numbers';
import type { ColorScale, Figure, HeatmapTrace, ScatterTrace, Table } from '../plotly';
import { axis, baseLayout, withAlpha, type Theme } from '../theme';
import { COLUMN_MARGIN, logTicks, tickOf, type RunColumn } from './column';
import { firstNonfinite, logMeans } from './thin';

/** Gradient norms on one fixed scale, so that a shade means the same in every picture. */
export const NORM_DECADES = { low: -8, high: 1 } as const;

const STOPS = [0, 0.33, 0.5, 0.67, 0.83, 1] as const;
const SHADES: Record<Theme['name'], readonly string[]> = {
  light: ['#6e2a10', '#c98a63', '#efe7e0', '#b5cfe3', '#5d95c2', '#174f7c'],
  dark: ['#d2683a', '#7a4a35', '#2c2e31', '#2d5273', '#4d8cbf', '#bfe0f7'],
};

/** From brown (nothing arrives) by grey to blue. */
export function normScale(theme: Theme): ColorScale {
  return STOPS.map((stop, at) => [stop, SHADES[theme.name][at] ?? theme.panel]);
}

interface Options {
  /** Length of the step axis, the same in every column. */
  steps: number;
  theme: Theme;
  revision: string;
}

/** Where the numbers end: a triangle at the edge. */
function ending(column: RunColumn, name: string, theme: Theme): ScatterTrace[] {
  const step = firstNonfinite(column.history, name);
  if (step === null) return [];
  return [
    {
      type: 'scatter',
      mode: 'markers',
      x: [step],
      y: [0.93],
      yaxis: 'y2',
      marker: { symbol: 'triangle-up', size: 10, color: theme.bad },
      hovertemplate: `not finite from step ${step} on<extra></extra>`,
      showlegend: false,
    },
  ];
}

const OVERLAY = { overlaying: 'y', range: [0, 1], visible: false, fixedrange: true };

/** log10 of every layer's gradient norm, layer by step. */
export function gradientFigure(column: RunColumn, { steps, theme, revision }: Options): Figure {
  const { x, z } = logMeans(column.history, 'layer_gradient_norm');
  const { low, high } = NORM_DECADES;
  const heat: HeatmapTrace = {
    type: 'heatmap',
    x,
    y: column.layers.map((_, layer) => layer),
    z: z.map((row) => row.map((value) => (Number.isNaN(value) ? null : Math.max(value, low)))),
    customdata: z.map((row) => row.map((value) => format(10 ** value))),
    colorscale: normScale(theme),
    zmin: low,
    zmax: high,
    showscale: false,
    hovertemplate: '%{customdata}<extra>layer %{y}</extra>',
    ygap: 1,
  };
  return {
    data: [...(x.length > 0 ? [heat] : []), ...ending(column, 'layer_gradient_norm', theme)],
    layout: baseLayout(theme, {
      xaxis: axis(theme, { range: [0, steps], title: { text: 'step' }, hoverformat: 'd', showgrid: false }),
      yaxis: axis(theme, {
        range: [column.layers.length - 0.5, -0.5],
        tickvals: column.layers.map((_, layer) => layer),
        ticktext: column.layers.map(tickOf),
        showgrid: false,
        fixedrange: true,
      }),
      yaxis2: OVERLAY,
      hovermode: 'closest',
      margin: COLUMN_MARGIN,
      uirevision: `${revision} norms`,
    }),
  };
}

/** A layer's line: the deeper, the stronger. */
function shade(layer: number, layers: number): number {
  return layers < 2 ? 1 : 0.4 + (0.6 * layer) / (layers - 1);
}

/** One logarithmic scale for all variants' update-to-weight ratios, the rule of thumb included. */
export function ratioRange(columns: readonly RunColumn[]): [number, number] {
  let low = -4;
  let high = -2;
  const steady = columns.filter((column) => !column.diverged);
  for (const { history } of steady.length > 0 ? steady : columns) {
    for (const value of logMeans(history, 'update_ratio').z.flat()) {
      if (!Number.isFinite(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  return [Math.max(Math.floor(low * 2) / 2, -8), Math.min(Math.ceil(high * 2) / 2, 3)];
}

/** A healthy update changes weights by about a thousandth. */
export const RULE_OF_THUMB = 1e-3;

/** Norm of the update over norm of the weights, one line a layer, labelled at its end. */
export function ratioFigure(column: RunColumn, range: [number, number], { steps, theme, revision }: Options): Figure {
  const { x, z } = logMeans(column.history, 'update_ratio');
  const lines = z.map((row, layer): ScatterTrace => {
    const color = withAlpha(column.look.colour, shade(layer, z.length));
    const name = column.layers[layer] ?? String(layer + 1);
    return {
      type: 'scatter',
      mode: 'lines',
      name,
      x,
      y: row.map((value) => (Number.isFinite(value) ? 10 ** value : null)),
      customdata: row.map((value) => format(10 ** value)),
      line: { color, width: 1.5 },
      hovertemplate: `%{customdata}<extra>${name}</extra>`,
    };
  });
  const ends = z.flatMap((row, layer) => {
    const value = row.at(-1);
    return value !== undefined && Number.isFinite(value) ? [{ y: value, text: tickOf(column.layers[layer] ?? '') }] : [];
  });
  return {
    data: [...lines, ...ending(column, 'update_ratio', theme)],
    layout: baseLayout(theme, {
      xaxis: axis(theme, { range: [0, steps], title: { text: 'step' }, hoverformat: 'd' }),
      yaxis: axis(theme, { type: 'log', range: [...range], tickfont: logTicks(theme) }),
      yaxis2: OVERLAY,
      shapes: [
        { type: 'line', xref: 'paper', x0: 0, x1: 1, y0: RULE_OF_THUMB, y1: RULE_OF_THUMB, line: { color: theme.muted, width: 1, dash: 'dash' } },
      ],
      annotations: [
        ...spread(ends, range).map(({ y, text }) => ({
          x: x.at(-1), y, text, xanchor: 'left', showarrow: false, xshift: 3, font: { size: 10, color: theme.muted },
        })),
        ...standstill(z, theme),
      ],
      hovermode: 'x',
      margin: COLUMN_MARGIN,
      uirevision: `${revision} ratio`,
    }),
  };
}

/** Zero has no place on a logarithmic axis: it is said in words. */
function standstill(z: readonly number[][], theme: Theme): object[] {
  if (z.length === 0 || z.some((row) => row.at(-1) !== -Infinity)) return [];
  const place = { xref: 'paper', yref: 'paper', x: 0.5, y: 0.7, showarrow: false };
  return [{ ...place, text: 'no weight moves: every ratio is 0', font: { color: theme.muted } }];
}

/** Labels at the ends of lines, apart by at least a fourteenth of the axis; the rest are left out. */
function spread(ends: { y: number; text: string }[], [low, high]: [number, number]): { y: number; text: string }[] {
  const gap = (high - low) / 14;
  const kept: { y: number; text: string }[] = [];
  for (const end of ends.toSorted((one, other) => one.y - other.y)) {
    const before = kept.at(-1);
    if (!before || end.y - before.y >= gap) kept.push(end);
  }
  return kept;
}

/** A per-layer column as it is: step, then one column a layer. */
export function layerTable(column: RunColumn, name: string): Table {
  const source = column.history.column(name);
  const rows = source ? column.history.rows : 0;
  const each = column.layers.map((layer, at) => [
    layer,
    Array.from({ length: rows }, (_, row) => source?.values[row * (source?.width ?? 1) + at] ?? NaN),
  ]);
  return { step: Array.from({ length: rows }, (_, row) => column.history.stepAt(row)), ...Object.fromEntries(each) };
}
