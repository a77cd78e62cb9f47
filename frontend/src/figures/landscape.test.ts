import { describe, expect, it } from 'vitest';
import type { CompareRun, OutcomeStatus, SurfaceGrid } from '../protocol/types';
import { contourFigure, escapeHtml } from './contour';
import { curvesFigure, scaleOf, valuesOf } from './curves';
import { clip, crossing, distanceToMinimum, exitOf, passagesOf, positionAt, spanAt, stepLengths, widened, type DrawnRun } from './paths';
import type { ContourTrace, Scatter3dTrace, ScatterTrace } from './plotly';
import { reliefOf } from './relief';
import { sceneFigure } from './scene';
import { including, sideOf, USUAL_CAMERA } from './view';
import { identity, themes } from './theme';

const box = { x: [0, 10] as [number, number], y: [0, 10] as [number, number] };

function drawn(x: number[], y: number[], loss: number[], status: OutcomeStatus = 'descending'): DrawnRun {
  const run: CompareRun = {
    label: 'A <b>100%</b>',
    optimizer: { name: 'a', params: {}, schedule: { name: 'constant', params: {} } },
    x,
    y,
    loss,
    gradient_norm: loss.map(() => 1),
    learning_rate: loss.slice(1).map(() => 0.1),
    state: {},
    outcome: { status, step: loss.length - 1, sentence: 'In the end.', sensitive_from: null },
    outcomes: [
      { from_step: 0, to_step: 0, status: 'descending', sentence: 'At first.' },
      { from_step: 1, to_step: loss.length - 1, status, sentence: 'In the end.' },
    ],
    gradient_evaluations: loss.length - 1,
    nonfinite: {},
  };
  return { run, slot: 0, look: identity(0, themes.light) };
}

const away = drawn([5, 8, 14, 1e200], [5, 5, 5, -1e300], [1, 2, 1e9, Infinity], 'diverged');

function gridOf(f: (x: number, y: number) => number, minimum: number | null): SurfaceGrid {
  const at = [0, 2.5, 5, 7.5, 10];
  return {
    surface: {
      name: 'test', params: {}, expression: null, title: 'Test', summary: '', formula: '', domain: box,
      start: [5, 5], minimizers: minimum === null ? [] : [{ x: 5, y: 5, value: minimum }], minimum, tags: [],
    },
    x: at,
    y: at,
    z: at.map((y) => at.map((x) => f(x, y))),
    scale: minimum === null ? { kind: 'linear' } : { kind: 'log', least: minimum, floor: 0.01 },
    nonfinite: {},
  };
}

describe('paths', () => {
  it('end at the edge of the box, exactly on the way', () => {
    expect(crossing({ x: 8, y: 5 }, { x: 14, y: 8 }, box)).toEqual({ x: 10, y: 6 });
    expect(crossing({ x: 5, y: 5 }, { x: -1.7e308, y: 1.7e308 }, box)).toEqual({ x: 0, y: 10 });
  });

  it('are cut where they leave and drawn again where they return', () => {
    const path = clip(drawn([5, 15, 5], [5, 5, 5], [1, 1, 1]).run, box);
    expect(path).toEqual({ x: [5, 10, null, 10, 5], y: [5, 5, null, 5, 5], step: [0, 1, 1, 2, 2] });
  });

  it('that diverge get a mark where they leave for good, pointing outwards', () => {
    expect(exitOf(away.run, box)).toEqual({ x: 10, y: 5, step: 2, angle: 90 });
    expect(exitOf(drawn([5, 50], [5, 5], [1, 2]).run, box)).toBeNull();
    expect(exitOf(drawn([50, 500], [5, 5], [1, 2], 'diverged').run, box)).toBeNull();
  });

  it('are marked where they leave and where they come back, once a place', () => {
    const there = drawn([5, 15, 5, 15, 5, 5], [5, 5, 5, 5, 5, -5], [1, 1, 1, 1, 1, 1]);
    expect(passagesOf(there.run, box)).toEqual([
      { x: 10, y: 5, step: 1, angle: 90, out: true },
      { x: 10, y: 5, step: 2, angle: -90, out: false },
      { x: 5, y: 0, step: 5, angle: 180, out: true },
    ]);
    expect(passagesOf(drawn([5, 6], [5, 6], [1, 1]).run, box)).toEqual([]);
    // How a diverging path leaves is told by its exit.
    expect(passagesOf(away.run, box)).toEqual([]);
  });

  it('are spoken of as they stand at a step', () => {
    expect(spanAt(away.run, 0).sentence).toBe('At first.');
    expect(spanAt(away.run, 1).status).toBe('diverged');
    expect(spanAt(away.run, 500).sentence).toBe('In the end.');
  });

  it('glide between two steps and stop at the last finite one', () => {
    expect(positionAt(away.run, 0.5)).toEqual({ x: 6.5, y: 5 });
    expect(positionAt(drawn([1, NaN], [2, NaN], [1, NaN]).run, 1)).toEqual({ x: 1, y: 2 });
  });

  it('know their step lengths and their distance to the nearest minimum', () => {
    expect(stepLengths(drawn([0, 3], [0, 4], [1, 1]).run)).toEqual([NaN, 5]);
    expect(distanceToMinimum({ x: 0, y: 0 }, [{ x: 3, y: 4 }, { x: 9, y: 9 }])).toBe(5);
    expect(distanceToMinimum({ x: 0, y: 0 }, [])).toBeNull();
  });
});

describe('a view', () => {
  it('tells on which side of it a point lies, and grows until it shows it', () => {
    expect(sideOf(box, { x: 10, y: 0 })).toBe('');
    expect(sideOf(box, { x: 40, y: 50 })).toBe('above and to the right');
    expect(sideOf(box, { x: 5, y: -1 })).toBe('below');
    expect(including(box, { x: 40, y: 5 })).toEqual({ x: [0, 43.2], y: [0, 10] });
    expect(including(box, { x: -40, y: 1e6 })).toEqual({ x: [-44, 10], y: [0, 1e6] });
  });

  it('shows paths as far as it reaches, outside the region, too', () => {
    const wide = { x: [0, 100] as [number, number], y: [0, 10] as [number, number] };
    const grid = gridOf((x) => x, null);
    const far = [drawn([90, 80], [5, 5], [1, 2])];
    const { data } = contourFigure({ grid, relief: reliefOf(grid), domain: box, view: wide, runs: far, start: { x: 90, y: 5 }, theme: themes.light, paths: 'hover', revision: '' });
    expect(data.some((trace) => trace.type === 'scatter' && trace.mode === 'lines' && String(trace.x) === '90,80')).toBe(true);
  });
});

describe('figures', () => {
  const grid = gridOf((x, y) => (x - 5) ** 2 + (y - 5) ** 2, 0);
  const relief = reliefOf(grid);
  const theme = themes.dark;

  it('show true values on hover, not logarithms', () => {
    const input = { grid, relief, domain: box, view: box, runs: [away], start: { x: 5, y: 5 }, theme, revision: '', paths: 'full' as const };
    const { data } = contourFigure(input);
    expect(data[0]).toMatchObject({ type: 'contour', hovertemplate: expect.stringContaining('%{text}') as string });
    expect((data[0] as ContourTrace).text?.[0]?.[0]).toBe('50');
    const line = data.find(({ name }) => name === escapeHtml(away.run.label)) as ScatterTrace;
    expect(line.hovertemplate).toContain('A &lt;b&gt;100&#37;&lt;/b&gt;');
    expect(data.at(-1)).toMatchObject({ x: [10], y: [5], hovertemplate: 'A &lt;b&gt;100&#37;&lt;/b&gt;, step 2. In the end.<extra></extra>' });
  });

  it('put paths on the drawn mesh', () => {
    const flat = gridOf(() => 7, null);
    const { data } = sceneFigure({ grid: flat, relief: reliefOf(flat), runs: [away], step: 0, theme, camera: USUAL_CAMERA, room: { width: 500, height: 400 }, revision: '' });
    const heights = Array.from((data[1] as Scatter3dTrace).z as ArrayLike<number | null>);
    expect(new Set(heights.filter((z) => z !== null)).size).toBe(1);
  });

  it('in space have room for the labels of their axes', () => {
    const flat = gridOf(() => 1, null);
    const scene = (room: { width: number; height: number }) =>
      sceneFigure({ grid: flat, relief: reliefOf(flat), runs: [], step: 0, theme, camera: USUAL_CAMERA, room, revision: '' }).layout.scene as {
        xaxis: { nticks: number };
        aspectratio: { x: number };
      };
    expect(scene({ width: 300, height: 250 }).xaxis.nticks).toBeLessThan(scene({ width: 600, height: 500 }).xaxis.nticks);
    expect(scene({ width: 600, height: 500 }).aspectratio.x).toBe(1);
    expect(scene({ width: 300, height: 400 }).aspectratio.x).toBe(0.75);
  });

  it('scale the axis to what steady runs do and mark who leaves it', () => {
    const steady = drawn([0, 1, 2, 3], [0, 0, 0, 0], [10, 1, 0.1, 0.01]);
    const wild = drawn([0, 1, 2, 3], [0, 0, 0, 0], [10, 20, 1e50, Infinity], 'diverged');
    const scale = scaleOf([steady, wild], 'loss');
    expect(scale.log).toBe(true);
    expect(scale.high).toBe(1e4);
    const { data, layout } = curvesFigure([steady, wild], 'loss', 3, theme, '');
    expect(layout.yaxis?.type).toBe('log');
    expect(data.at(-1)).toMatchObject({ yaxis: 'y2', x: [2], marker: { symbol: 'triangle-up' } });
  });

  it('mark a loss of exactly 0 on a logarithmic axis', () => {
    const there = drawn([0, 1, 2, 3], [0, 0, 0, 0], [10, 1, 0, 0]);
    const { data, layout } = curvesFigure([there], 'loss', 3, theme, '');
    expect(layout.yaxis?.type).toBe('log');
    const [line, mark] = data as [ScatterTrace, ScatterTrace];
    expect(mark).toMatchObject({ x: [2], marker: { symbol: 'triangle-down' } });
    const edge = mark.y[0];
    expect(line.y).toEqual([10, 1, edge, edge]);
    expect(line.customdata?.[2]).toBe('0');
  });

  it('mark a value that falls to minus infinity at the lower edge', () => {
    const { data } = curvesFigure([drawn([0, 1, 2], [0, 0, 0], [10, 1, -Infinity], 'diverged')], 'loss', 2, theme, '');
    expect(data.at(-1)).toMatchObject({ yaxis: 'y2', x: [2], marker: { symbol: 'triangle-down' } });
  });

  it('use a linear axis when a value is negative', () => {
    expect(scaleOf([drawn([0, 1], [0, 0], [1, -5])], 'loss')).toEqual({ log: false, low: -5, high: 1 });
  });

  it('give the learning rate of step k to point k', () => {
    expect(valuesOf(drawn([0, 1], [0, 0], [1, 1]), 'learning_rate')).toEqual([NaN, 0.1]);
    expect(widened(box, 1)).toEqual({ x: [-10, 20], y: [-10, 20] });
  });
});
