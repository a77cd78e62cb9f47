import { numberOf, rowOf, type Snapshot } from '../../state/history';
import type { LayerQuantity } from '../../state/training';
import { format } from '../numbers';
import type { BarTrace, Figure, ScatterTrace, Table } from '../plotly';
import { axis, baseLayout, withAlpha, type Theme } from '../theme';
import { BANDS, COLUMN_MARGIN, PERCENTILES, tickOf, type RunColumn } from './column';

export type Interval = [number, number];

export const QUANTITY_NAMES: Record<LayerQuantity, string> = {
  activation: 'activation',
  pre_activation: 'pre-activation',
  gradient: 'gradient',
  weight: 'weight',
};

/** Up to the next round number: a scale that does not twitch. */
export function roundUp(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 1.5, 2, 3, 4, 5, 6, 8].find((digit) => digit * power >= value * (1 - 1e-9)) ?? 10) * power;
}

function layersOf(snapshot: Snapshot, quantity: LayerQuantity): number {
  return snapshot.columns.get(`${quantity}.percentiles`)?.shape[0] ?? 0;
}

/** How many layers are shown: an output layer has no activation, and its pre-activation is shown as such. */
function shownLayers(layers: number, quantity: LayerQuantity): number {
  return quantity === 'activation' && layers > 1 ? layers - 1 : layers;
}

function reach(snapshot: Snapshot, quantity: LayerQuantity): Interval {
  const values = Array.from({ length: shownLayers(layersOf(snapshot, quantity), quantity) }, (_, layer) =>
    rowOf(snapshot, `${quantity}.percentiles`, layer),
  ).flat().filter(Number.isFinite);
  return [Math.min(0, ...values), Math.max(0, ...values)];
}

/** One scale for all variants; a diverged one does not set it while another stands. */
export function bandsRange(columns: readonly { snapshot: Snapshot | null; diverged: boolean }[], quantity: LayerQuantity): Interval {
  const drawn = columns.flatMap(({ snapshot, diverged }) => (snapshot ? [{ at: reach(snapshot, quantity), diverged }] : []));
  const steady = drawn.filter(({ diverged }) => !diverged);
  const reaches = (steady.length > 0 ? steady : drawn).map(({ at }) => at);
  const low = -roundUp(-Math.min(0, ...reaches.map(([least]) => least)));
  const high = roundUp(Math.max(0, ...reaches.map(([, most]) => most)));
  return low === high ? [-1, 1] : [low, high];
}

/** Room around an interval, so that its ends are seen. */
export function padded([low, high]: Interval): Interval {
  const pad = 0.06 * (high - low);
  return [low - pad, high + pad];
}

function sentence(layer: string, row: readonly number[]): string {
  const parts = PERCENTILES.map((share, at) => `${share} %: ${format(row[at])}`).toReversed();
  return `<b>${layer}</b><br>${parts.join('<br>')}<extra></extra>`;
}

/** Triangles where percentiles lie beyond the scale or values are not finite. */
function exits(rows: readonly number[][], lost: readonly number[], [low, high]: Interval, colour: string): ScatterTrace[] {
  const marks = rows.flatMap((row, layer) => {
    const up = (row[8] ?? 0) > high * (1 + 1e-6) || (lost[layer] ?? 0) > 0;
    const down = (row[0] ?? 0) < low * (1 + 1e-6);
    const text = (lost[layer] ?? 0) > 0 ? `${lost[layer]} values are not finite` : `reaches ${format(up ? row[8] : row[0])}`;
    return [...(up ? [{ layer, y: high, symbol: 'triangle-up', text }] : []), ...(down ? [{ layer, y: low, symbol: 'triangle-down', text }] : [])];
  });
  if (marks.length === 0) return [];
  return [
    {
      type: 'scatter',
      mode: 'markers',
      x: marks.map(({ layer }) => layer),
      y: marks.map(({ y }) => y),
      text: marks.map(({ text }) => text),
      marker: { symbol: marks.map(({ symbol }) => symbol), size: 9, color: colour },
      hovertemplate: '%{text}<extra></extra>',
      cliponaxis: false,
      showlegend: false,
    },
  ];
}

function bars(rows: readonly number[][], [low, high]: Interval, colour: string): BarTrace[] {
  const clip = (value: number) => Math.min(Math.max(value, low), high);
  return BANDS.map(([from, to, alpha]) => ({
    type: 'bar',
    name: `${PERCENTILES[from]} % to ${PERCENTILES[to]} %`,
    x: rows.map((_, layer) => layer),
    base: rows.map((row) => clip(row[from] ?? NaN)),
    y: rows.map((row) => clip(row[to] ?? NaN) - clip(row[from] ?? NaN)),
    width: 0.62,
    marker: { color: withAlpha(colour, alpha), line: { width: 0 } },
    hoverinfo: 'skip',
  }));
}

function medians(rows: readonly number[][], layers: readonly string[], [low, high]: Interval, colour: string): ScatterTrace {
  return {
    type: 'scatter',
    mode: 'markers',
    name: 'median',
    x: rows.map((_, layer) => layer),
    y: rows.map((row) => Math.min(Math.max(row[4] ?? NaN, low), high)),
    marker: { symbol: 'line-ew', size: 22, color: colour, line: { color: colour, width: 2 } },
    hovertemplate: rows.map((row, layer) => sentence(layers[layer] ?? '', row)),
  };
}

/** The distribution in every layer at one snapshot, as nested percentile bands. */
export function bandsFigure(
  column: RunColumn,
  snapshot: Snapshot,
  quantity: LayerQuantity,
  range: Interval,
  theme: Theme,
): Figure {
  const layers = column.layers.slice(0, shownLayers(column.layers.length, quantity));
  const rows = layers.map((_, layer) => rowOf(snapshot, `${quantity}.percentiles`, layer));
  const lost = layers.map((_, layer) => numberOf(snapshot, `${quantity}.nonfinite`, layer));
  const { colour } = column.look;
  return {
    data: [...bars(rows, range, colour), medians(rows, layers, range, colour), ...exits(rows, lost, range, colour)],
    layout: baseLayout(theme, {
      xaxis: axis(theme, {
        range: [-0.6, Math.max(layers.length, 1) - 0.4],
        tickvals: layers.map((_, layer) => layer),
        ticktext: layers.map(tickOf),
        title: { text: 'layer' },
        showgrid: false,
        fixedrange: true,
      }),
      yaxis: axis(theme, { range: padded(range), nticks: 5, zeroline: true, zerolinecolor: theme.muted, zerolinewidth: 1, exponentformat: 'power' }),
      barmode: 'overlay',
      hovermode: 'closest',
      hoverdistance: 60,
      margin: COLUMN_MARGIN,
      uirevision: quantity,
    }),
  };
}

export function bandsTable(layers: readonly string[], snapshot: Snapshot, quantity: LayerQuantity): Table {
  const rows = layers.map((_, layer) => rowOf(snapshot, `${quantity}.percentiles`, layer));
  const percentiles = PERCENTILES.map((share, at) => [`p${share}`, rows.map((row) => row[at] ?? NaN)] as const);
  const one = (name: string) => layers.map((_, layer) => numberOf(snapshot, `${quantity}.${name}`, layer));
  return {
    step: layers.map(() => snapshot.step),
    layer: [...layers],
    ...Object.fromEntries(percentiles),
    mean: one('mean'),
    std: one('std'),
    nonfinite: one('nonfinite'),
  };
}
