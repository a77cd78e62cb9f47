import { format } from '../numbers';
import type { ColorScale, HeatmapTrace } from '../plotly';
import type { Theme } from '../theme';
import type { MarkOf } from './grammar';
import type { Run } from './run';
import { averaged } from './thin';

const STOPS = [0, 0.33, 0.5, 0.67, 0.83, 1] as const;
const SHADES: Record<Theme['name'], readonly string[]> = {
  light: ['#5e2f80', '#b79ac8', '#ecebe9', '#c9cc9a', '#8f9440', '#4f5408'],
  dark: ['#a98be0', '#6a5a86', '#2c2e31', '#565a33', '#9aa14c', '#e6f07c'],
};
/** Where there is nothing at all: beyond both ends of the scale. */
export const ZERO_SHADE: Record<Theme['name'], string> = { light: '#000000', dark: '#ffffff' };
/** Decades below the lowest that stand for an exact 0, which has no logarithm. */
const ZERO_DECADES = 0.5;

/** From purple (little) by grey to olive: hues that no variant has. */
export function shades(theme: Theme): ColorScale {
  return STOPS.map((stop, at) => [stop, SHADES[theme.name][at] ?? theme.panel]);
}

/** The same with a step at its foot, for an exact 0. */
function scaleWithZero(theme: Theme, decades: number): ColorScale {
  const foot = ZERO_DECADES / (decades + ZERO_DECADES);
  const zero = ZERO_SHADE[theme.name];
  const rest = shades(theme).map(([stop, colour]): [number, string] => [foot + (1 - foot) * stop, colour]);
  return [[0, zero], [foot, zero], ...rest];
}

/** Height on the scale; `null` where there is no number. */
function heightOf(value: number, low: number): number | null {
  if (!Number.isFinite(value)) return null;
  return value === 0 ? low - ZERO_DECADES : Math.max(Math.log10(value), low);
}

/** Every layer's values over the steps as shades, the means of some steps where there are many. */
export function heatTraces(mark: MarkOf<'heat'>, run: Run, theme: Theme): HeatmapTrace[] {
  const track = run.history.track(mark.column);
  if (track.rows === 0) return [];
  const [low, high] = [Math.log10(mark.low), Math.log10(mark.high)];
  const rows = run.layers.map((_, layer) => averaged(track, layer, true));
  const size = rows[0]?.size ?? 1;
  return [
    {
      type: 'heatmap',
      x: rows[0]?.x ?? [],
      y: run.layers.map((_, layer) => layer),
      z: rows.map(({ y }) => y.map((value) => heightOf(value, low))),
      customdata: rows.map(({ y }, layer) => y.map((value) => `${run.layers[layer]}: ${format(value)}${size > 1 ? ` (mean of ${size} steps)` : ''}`)),
      colorscale: scaleWithZero(theme, high - low),
      zmin: low - ZERO_DECADES,
      zmax: high,
      showscale: false,
      hovertemplate: '%{customdata}<extra></extra>',
      ygap: 1,
    },
  ];
}
