import type { Domain, SurfaceGrid } from '../protocol/types';
import { escapeHtml } from './contour';
import { format } from './numbers';
import { clip, inside, stepWithin, type DrawnRun } from './paths';
import type { Figure, Scatter3dTrace, Trace } from './plotly';
import type { Relief } from './relief';
import { baseLayout, type Theme } from './theme';
import type { Camera } from './view';

export interface SceneInput {
  grid: SurfaceGrid;
  relief: Relief;
  runs: DrawnRun[];
  /** The step at which the heads stand. */
  step: number;
  theme: Theme;
  camera: Camera;
  /** How large the picture is, in pixels. */
  room: { width: number; height: number };
  revision: string;
}

/** Paths float this share of the height above the surface, so that it does not swallow them. */
const LIFT = 0.015;

function ground({ grid, relief, theme }: SceneInput): Trace {
  return {
    type: 'surface',
    x: grid.x,
    y: grid.y,
    z: relief.rows,
    text: relief.texts,
    colorscale: theme.relief,
    cmin: relief.low,
    cmax: relief.high,
    showscale: false,
    contours: { x: { highlight: false }, y: { highlight: false }, z: { highlight: false } },
    lighting: { ambient: 0.72, diffuse: 0.55, specular: 0.04, roughness: 0.9 },
    hovertemplate: 'f = %{text}<br>x = %{x:.3f}, y = %{y:.3f}<extra></extra>',
  };
}

function extent({ x, y }: SurfaceGrid): Domain {
  return { x: [x[0] ?? 0, x.at(-1) ?? 1], y: [y[0] ?? 0, y.at(-1) ?? 1] };
}

/**
 * Where a path runs: just above the drawn mesh, which between its points is not the function.
 * The function's own value is in the hover.
 */
function heightAt({ grid, relief }: SceneInput, x: number | null, y: number | null): number | null {
  if (x === null || y === null) return null;
  const [column, across] = cellOf(grid.x, x);
  const [row, up] = cellOf(grid.y, y);
  const at = (down: number, right: number) => relief.rows[row + down]?.[column + right] ?? relief.high;
  const low = at(0, 0) * (1 - across) + at(0, 1) * across;
  const high = at(1, 0) * (1 - across) + at(1, 1) * across;
  return low * (1 - up) + high * up + (relief.high - relief.low) * LIFT;
}

/** The grid cell that holds a value, and the share of the cell below it. */
function cellOf(grid: number[], value: number): [number, number] {
  const first = grid[0] ?? 0;
  const step = ((grid.at(-1) ?? 1) - first) / (grid.length - 1);
  const cell = Math.max(0, Math.min(grid.length - 2, Math.floor((value - first) / step)));
  return [cell, (value - first) / step - cell];
}

function trail({ run, look }: DrawnRun, input: SceneInput): Scatter3dTrace {
  const { x, y, step } = clip(run, extent(input.grid));
  return {
    type: 'scatter3d',
    mode: 'lines',
    name: escapeHtml(run.label),
    x,
    y,
    z: x.map((across, index) => heightAt(input, across, y[index] ?? null)),
    line: { color: look.colour, width: 5 },
    customdata: step.map((at) => [at, format(run.loss[at], 4)]),
    hovertemplate: `${escapeHtml(run.label)}, step %{customdata[0]}<br>f = %{customdata[1]}<extra></extra>`,
  };
}

function heads(input: SceneInput): Scatter3dTrace {
  const { runs, step, theme } = input;
  const box = extent(input.grid);
  const shown = runs.flatMap(({ run, look }) => {
    const at = stepWithin(run, step);
    const point = { x: run.x[at] ?? NaN, y: run.y[at] ?? NaN };
    return inside(point, box) ? [{ ...point, z: heightAt(input, point.x, point.y), look }] : [];
  });
  return {
    type: 'scatter3d',
    mode: 'markers',
    x: shown.map(({ x }) => x),
    y: shown.map(({ y }) => y),
    z: shown.map(({ z }) => z),
    marker: { color: shown.map(({ look }) => look.colour), size: 5, line: { color: theme.panel, width: 1 } },
    showlegend: false,
    hoverinfo: 'skip',
  };
}

/** In less room than this, in pixels, labels of many ticks would lie on each other. */
const ROOMY = 380;
/** A picture narrower than this, in its heights, shows the figure smaller, with all its labels. */
const NARROW = 1;
/** The figure floats this share of its height above the floor, where labels of two axes would meet. */
const FLOOR = 0.25;

function ticks({ width, height }: SceneInput['room']): number {
  return Math.min(width, height) < ROOMY ? 3 : 5;
}

function sizes({ width, height }: SceneInput['room']): { x: number; y: number; z: number } {
  const size = height > 0 ? Math.min(1, width / height / NARROW) : 1;
  return { x: size, y: size, z: 0.6 * size };
}

function axis3(theme: Theme, title: string, options: object = {}): object {
  return {
    title: { text: title, font: { color: theme.muted, size: 12 } },
    tickfont: { color: theme.muted, size: 12 },
    gridcolor: theme.grid,
    linecolor: theme.border,
    zerolinecolor: theme.grid,
    showspikes: false,
    showbackground: false,
    ...options,
  };
}

/** The surface in space with the paths on it. */
export function sceneFigure(input: SceneInput): Figure {
  const { theme, relief, camera, room, revision } = input;
  const nticks = ticks(room);
  const low = relief.low - FLOOR * (relief.high - relief.low);
  const title = { log: 'log₁₀(f − f*)', linear: 'f', asinh: 'asinh(f / s)' }[relief.kind];
  return {
    data: [ground(input), ...input.runs.map((drawn) => trail(drawn, input)), heads(input)],
    layout: baseLayout(theme, {
      scene: {
        xaxis: axis3(theme, 'x', { nticks }),
        yaxis: axis3(theme, 'y', { nticks }),
        zaxis: axis3(theme, title, { nticks, ...(low < relief.high ? { range: [low, relief.high] } : {}) }),
        aspectmode: 'manual',
        aspectratio: sizes(room),
        camera,
        dragmode: 'turntable',
      },
      margin: { l: 0, r: 0, t: 0, b: 0 },
      hovermode: 'closest',
      uirevision: revision,
    }),
  };
}
