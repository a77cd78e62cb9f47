import { numberOf, rowOf, type Snapshot } from '../../state/history';
import { format } from '../numbers';
import type { BarTrace, ScatterTrace } from '../plotly';
import type { Theme } from '../theme';
import type { MarkOf } from './grammar';
import { fillOf, LAST, MEDIAN, NESTS, PERCENTILES } from './percentiles';
import type { Run } from './run';
import type { Interval } from './values';

type Band = MarkOf<'band'>;

/** Names of the layers that are drawn: the last may have no activation. */
export function layersOf({ layers }: Pick<Band, 'layers'>, run: Run): readonly string[] {
  return layers === 'hidden' && run.layers.length > 1 ? run.layers.slice(0, -1) : run.layers;
}

/** The percentiles of each layer that is drawn. */
export function percentilesOf(mark: Band, run: Run, snapshot: Snapshot): number[][] {
  return layersOf(mark, run).map((_, layer) => rowOf(snapshot, mark.column, layer));
}

function sentence(layer: string, row: readonly number[]): string {
  const parts = PERCENTILES.map((share, at) => `${share}%: ${format(row[at])}`).toReversed();
  return `<b>${layer}</b><br>${parts.join('<br>')}<extra></extra>`;
}

/** Triangles where percentiles lie beyond the scale or values are not finite. */
function exits(rows: readonly number[][], lost: readonly number[], [low, high]: Interval, colour: string): ScatterTrace[] {
  const marks = rows.flatMap((row, layer) => {
    const count = lost[layer] ?? 0;
    const up = (row[LAST] ?? 0) > high * (1 + 1e-6) || count > 0;
    const down = (row[0] ?? 0) < low * (1 + 1e-6);
    const above = count > 0 ? `${count} values are not finite` : `reaches ${format(row[LAST])}`;
    return [
      ...(up ? [{ layer, y: high, symbol: 'triangle-up', text: above }] : []),
      ...(down ? [{ layer, y: low, symbol: 'triangle-down', text: `reaches ${format(row[0])}` }] : []),
    ];
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

function bars(rows: readonly number[][], clip: (value: number | undefined) => number, colour: string, theme: Theme): BarTrace[] {
  return NESTS.map((nest) => ({
    type: 'bar',
    name: `${PERCENTILES[nest.from]}% to ${PERCENTILES[nest.to]}%`,
    x: rows.map((_, layer) => layer),
    base: rows.map((row) => clip(row[nest.from])),
    y: rows.map((row) => clip(row[nest.to]) - clip(row[nest.from])),
    width: 0.62,
    marker: { color: fillOf(nest, colour, theme), line: { width: nest.edged ? 1 : 0, color: colour } },
    hoverinfo: 'skip',
  }));
}

/** A dash, cased in the ground's colour so that it reads on every band. */
function medians(rows: readonly number[][], layers: readonly string[], clip: (value: number | undefined) => number, theme: Theme): ScatterTrace[] {
  const dash = (width: number, color: string): ScatterTrace => ({
    type: 'scatter',
    mode: 'markers',
    name: 'median',
    x: rows.map((_, layer) => layer),
    y: rows.map((row) => clip(row[MEDIAN])),
    marker: { symbol: 'line-ew', size: 22, color, line: { color, width } },
    showlegend: false,
    hoverinfo: 'skip',
  });
  const { hoverinfo: _, ...upper } = dash(2, theme.text);
  return [dash(4, theme.panel), { ...upper, hovertemplate: rows.map((row, layer) => sentence(layers[layer] ?? '', row)) }];
}

/** The distribution in every layer at one snapshot, as nested percentile bands. */
export function bandTraces(mark: Band, run: Run, snapshot: Snapshot, range: Interval, theme: Theme): (BarTrace | ScatterTrace)[] {
  const [low, high] = range;
  const clip = (value = NaN) => Math.min(Math.max(value, low), high);
  const rows = percentilesOf(mark, run, snapshot);
  const lost = rows.map((_, layer) => (mark.lost === '' ? 0 : numberOf(snapshot, mark.lost, layer)));
  const { colour } = run.look;
  return [
    ...bars(rows, clip, colour, theme),
    ...medians(rows, layersOf(mark, run), clip, theme),
    ...exits(rows, lost, range, colour),
  ];
}
