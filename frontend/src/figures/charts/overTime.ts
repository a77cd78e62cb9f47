import type { Track } from '../../state/history';
import { format } from '../numbers';
import type { ScatterTrace, Trace } from '../plotly';
import type { MarkOf } from './grammar';
import { fillOf, LAST, MEDIAN, NESTS, PERCENTILES } from './percentiles';
import type { Run, Scene } from './run';

type Band = MarkOf<'band'>;

function rowsOf(track: Track): number[] {
  return Array.from({ length: track.rows }, (_, row) => row);
}

/** One layer's percentiles over all snapshots: `[percentile][snapshot]`. */
export function layerHistory(mark: Pick<Band, 'column'>, run: Run, layer: number): { steps: number[]; rows: number[][] } {
  const track = run.history.track(mark.column);
  const at = rowsOf(track);
  return {
    steps: at.map((row) => track.stepAt(row)),
    rows: PERCENTILES.map((_, share) => at.map((row) => track.valueAt(row, layer * PERCENTILES.length + share))),
  };
}

/** What the axis must hold. */
export function bandValues(mark: Band, run: Run, layer: number): number[] {
  const { rows } = layerHistory(mark, run, layer);
  return [...(rows[0] ?? []), ...(rows[LAST] ?? [])];
}

function gapped(values: readonly number[]): (number | null)[] {
  return values.map((value) => (Number.isFinite(value) ? value : null));
}

/** How one layer's distribution moves: percentile bands against the step, with the median. */
export function overTimeTraces(mark: Band, run: Run, { layer, theme }: Scene): Trace[] {
  const { steps, rows } = layerHistory(mark, run, layer);
  const { colour } = run.look;
  const areas = NESTS.flatMap((nest): Trace[] => {
    const edge = { type: 'scatter', mode: 'lines', x: steps, line: { width: nest.edged ? 1 : 0, color: colour }, hoverinfo: 'skip', showlegend: false } as const;
    return [
      { ...edge, y: gapped(rows[nest.from] ?? []) },
      { ...edge, y: gapped(rows[nest.to] ?? []), fill: 'tonexty', fillcolor: fillOf(nest, colour, theme) },
    ];
  });
  const median: ScatterTrace = {
    type: 'scatter',
    mode: 'lines',
    name: 'median',
    x: steps,
    y: gapped(rows[MEDIAN] ?? []),
    customdata: steps.map((_, at) => [0, 2, 4, 6, 8].map((row) => format(rows[row]?.[at])).join(' · ')),
    line: { color: theme.text, width: 1.5 },
    hovertemplate: '%{customdata}<extra>least · 16% · median · 84% · most</extra>',
  };
  const { customdata: _, hovertemplate: __, ...bare } = median;
  const casing: ScatterTrace = { ...bare, line: { color: theme.panel, width: 3.5 }, hoverinfo: 'skip', showlegend: false };
  return [...areas, casing, median];
}
