import type { Domain, SurfaceGrid } from '../protocol/types';
import { escapeHtml } from './contour';
import { format } from './numbers';
import { clip, inside, stepWithin, type Racer } from './paths';
import type { Figure, Scatter3dTrace, Trace } from './plotly';
import type { Relief } from './relief';
import { baseLayout, type Theme } from './theme';

export interface SceneInput {
  grid: SurfaceGrid;
  relief: Relief;
  racers: Racer[];
  /** The step at which the heads stand. */
  step: number;
  theme: Theme;
  revision: string;
}

/** Paths float this share of the height above the surface, so that it does not swallow them. */
const LIFT = 0.012;

function ground({ grid, relief, theme }: SceneInput): Trace {
  return {
    type: 'surface',
    x: grid.x,
    y: grid.y,
    z: relief.rows,
    text: grid.z.map((row) => row.map((value) => format(value, 4))),
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

function trail({ run, look }: Racer, input: SceneInput): Scatter3dTrace {
  const { relief } = input;
  const lift = (relief.high - relief.low) * LIFT;
  const { x, y, step } = clip(run, extent(input.grid));
  const height = (at: number) => Math.min(relief.height(run.loss[at] ?? NaN), relief.high) + lift;
  return {
    type: 'scatter3d',
    mode: 'lines',
    name: run.label,
    x,
    y,
    z: step.map((at) => height(at)),
    line: { color: look.colour, width: 5 },
    customdata: step.map((at) => [at, format(run.loss[at], 4)]),
    hovertemplate: `${escapeHtml(run.label)}, step %{customdata[0]}<br>f = %{customdata[1]}<extra></extra>`,
  };
}

function heads(input: SceneInput): Scatter3dTrace {
  const { racers, relief, step, theme } = input;
  const box = extent(input.grid);
  const lift = (relief.high - relief.low) * LIFT;
  const shown = racers.flatMap(({ run, look }) => {
    const at = stepWithin(run, step);
    const point = { x: run.x[at] ?? NaN, y: run.y[at] ?? NaN };
    return inside(point, box) ? [{ ...point, z: relief.height(run.loss[at] ?? NaN) + lift, look }] : [];
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

function axis3(theme: Theme, title: string, options: object = {}): object {
  return {
    title: { text: title, font: { color: theme.muted, size: 11 } },
    tickfont: { color: theme.muted, size: 10 },
    gridcolor: theme.grid,
    linecolor: theme.border,
    zerolinecolor: theme.grid,
    showspikes: false,
    showbackground: false,
    nticks: 5,
    ...options,
  };
}

/** The surface in space with the paths on it. */
export function sceneFigure(input: SceneInput): Figure {
  const { theme, relief, revision } = input;
  const title = relief.kind === 'log' ? 'log₁₀(f − f*)' : 'asinh f';
  return {
    data: [ground(input), ...input.racers.map((racer) => trail(racer, input)), heads(input)],
    layout: baseLayout(theme, {
      scene: {
        xaxis: axis3(theme, 'x'),
        yaxis: axis3(theme, 'y'),
        zaxis: axis3(theme, title),
        aspectmode: 'manual',
        aspectratio: { x: 1, y: 1, z: 0.7 },
        camera: { eye: { x: 1.25, y: -1.35, z: 0.95 }, center: { x: 0, y: 0, z: -0.12 } },
        dragmode: 'turntable',
      },
      margin: { l: 0, r: 0, t: 0, b: 0 },
      hovermode: 'closest',
      uirevision: revision,
    }),
  };
}
