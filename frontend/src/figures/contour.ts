import type { Domain, SurfaceGrid } from '../protocol/types';
import { format } from './numbers';
import { clip, exitOf, hull, passagesOf, spanAt, widened, type Point, type DrawnRun } from './paths';
import type { Figure, ScatterTrace, Trace } from './plotly';
import { LEVELS, type Relief } from './relief';
import { axis, baseLayout, type Theme } from './theme';

export interface ContourInput {
  grid: SurfaceGrid;
  relief: Relief;
  /** The surface's domain; a path that diverges is marked where it leaves it, or more where more is shown. */
  domain: Domain;
  /** What the axes show. */
  view: Domain;
  runs: DrawnRun[];
  start: Point;
  theme: Theme;
  /** `hover`: a canvas above draws the paths, Plotly only answers the pointer; `full`: a picture by itself. */
  paths: 'hover' | 'full';
  /** Changes when the zoom should be forgotten. */
  revision: string;
}

function shades({ grid, relief, theme }: ContourInput): Trace {
  const size = (relief.high - relief.low) / LEVELS;
  return {
    type: 'contour',
    x: grid.x,
    y: grid.y,
    z: relief.rows,
    text: relief.texts,
    colorscale: theme.relief,
    zmin: relief.low,
    zmax: relief.high,
    autocontour: false,
    contours: { start: relief.low + size, end: relief.high - size / 2, size, coloring: 'fill', showlines: true },
    line: { width: 0.6, color: theme.reliefLine, smoothing: 1 },
    showscale: false,
    name: '',
    showlegend: false,
    hovertemplate: 'f = %{text}<br>x = %{x:.3f}, y = %{y:.3f}<extra></extra>',
  };
}

function stars({ grid, theme }: ContourInput): ScatterTrace {
  const { minimizers } = grid.surface;
  return {
    type: 'scatter',
    mode: 'markers',
    name: 'minimum',
    x: minimizers.map(({ x }) => x),
    y: minimizers.map(({ y }) => y),
    customdata: minimizers.map(({ value }) => format(value, 4)),
    marker: { symbol: 'star', size: 15, color: theme.star, line: { color: '#3a3a30', width: 1 } },
    hovertemplate: 'minimum, f = %{customdata}<br>x = %{x}, y = %{y}<extra></extra>',
  };
}

function startMark({ start, theme, paths }: ContourInput): ScatterTrace {
  return {
    type: 'scatter',
    mode: 'markers+text',
    opacity: paths === 'full' ? 1 : 0,
    name: 'start',
    x: [start.x],
    y: [start.y],
    text: ['start'],
    textposition: 'top center',
    textfont: { color: theme.text, size: 12 },
    marker: { symbol: 'circle', size: 9, color: theme.panel, line: { color: theme.text, width: 2 } },
    hovertemplate: 'start, x = %{x:.4g}, y = %{y:.4g}<extra></extra>',
  };
}

function lines({ runs, domain, view, paths }: ContourInput): ScatterTrace[] {
  const box = widened(hull(domain, view), 1);
  return runs.map(({ run, look }) => {
    const { x, y, step } = clip(run, box);
    return {
      type: 'scatter',
      mode: 'lines',
      name: escapeHtml(run.label),
      x,
      y,
      customdata: step.map((at) => [at, format(run.loss[at], 4)]),
      line: { color: look.colour, width: 2.5, dash: look.dash },
      opacity: paths === 'full' ? 1 : 0,
      hovertemplate: `${escapeHtml(run.label)}, step %{customdata[0]}<br>f = %{customdata[1]}<extra></extra>`,
    };
  });
}

/** A wider line of the ground's colour below every path, so that it reads on any surface. */
function casings({ runs, domain, view, theme, paths }: ContourInput): ScatterTrace[] {
  if (paths === 'hover') return [];
  const box = widened(hull(domain, view), 1);
  return runs.map(({ run }) => {
    const { x, y } = clip(run, box);
    const line = { color: theme.panel, width: 5 };
    return { type: 'scatter', mode: 'lines', x, y, line, showlegend: false, hoverinfo: 'skip' };
  });
}

function exits({ runs, domain, view, paths }: ContourInput): Trace[] {
  return runs.flatMap(({ run, look }) => {
    const exit = exitOf(run, hull(domain, view));
    if (!exit) return [];
    const marker = { symbol: 'triangle-up', size: 13, angle: exit.angle, color: look.colour, line: { color: '#ffffff', width: 1 } };
    return [
      {
        type: 'scatter',
        mode: 'markers',
        name: escapeHtml(run.label),
        showlegend: false,
        opacity: paths === 'full' ? 1 : 0,
        x: [exit.x],
        y: [exit.y],
        cliponaxis: false,
        marker,
        hovertemplate: `${escapeHtml(`${run.label}, step ${exit.step}. ${spanAt(run, exit.step).sentence}`)}<extra></extra>`,
      } satisfies ScatterTrace,
    ];
  });
}

/** Arrows at the edge where a path leaves what is shown, and where it comes back. */
function passages({ runs, view, paths }: ContourInput): ScatterTrace[] {
  return runs.flatMap(({ run, look }): ScatterTrace[] => {
    const found = passagesOf(run, view);
    if (found.length === 0) return [];
    return [
      {
        type: 'scatter',
        mode: 'markers',
        name: escapeHtml(run.label),
        showlegend: false,
        opacity: paths === 'full' ? 1 : 0,
        x: found.map(({ x }) => x),
        y: found.map(({ y }) => y),
        customdata: found.map(({ step, out }) => `${out ? 'leaves the picture' : 'comes back'} at step ${step}`),
        cliponaxis: false,
        marker: { symbol: 'arrow', size: 11, angle: found.map(({ angle }) => angle), color: look.colour, line: { color: '#ffffff', width: 1 } },
        hovertemplate: `${escapeHtml(run.label)} %{customdata}<extra></extra>`,
      },
    ];
  });
}

/** Plotly reads a little HTML in hover text; a label is text. */
export function escapeHtml(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('%', '&#37;');
}

/** The surface from above, with minima, start and paths. */
export function contourFigure(input: ContourInput): Figure {
  const { theme, view, revision } = input;
  return {
    data: [shades(input), ...casings(input), ...lines(input), stars(input), startMark(input), ...passages(input), ...exits(input)],
    layout: baseLayout(theme, {
      xaxis: axis(theme, { range: [...view.x], title: { text: 'x' }, showgrid: false, ticks: 'outside', ticklen: 4 }),
      yaxis: axis(theme, { range: [...view.y], title: { text: 'y' }, showgrid: false, ticks: 'outside', ticklen: 4 }),
      margin: { l: 44, r: 16, t: 10, b: 34 },
      hovermode: 'closest',
      clickanywhere: true,
      uirevision: revision,
    }),
  };
}
