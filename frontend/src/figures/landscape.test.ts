import { describe, expect, it } from 'vitest';
import type { CompareRun, OutcomeStatus, SurfaceGrid } from '../protocol/types';
import { contourFigure, escapeHtml } from './contour';
import { curvesFigure, scaleOf, valuesOf } from './curves';
import { clip, crossing, distanceToMinimum, exitOf, positionAt, stepLengths, widened, type Racer } from './paths';
import type { ContourTrace, Scatter3dTrace, ScatterTrace } from './plotly';
import { reliefOf } from './relief';
import { sceneFigure } from './scene';
import { identity, themes } from './theme';

const box = { x: [0, 10] as [number, number], y: [0, 10] as [number, number] };

function racer(x: number[], y: number[], loss: number[], status: OutcomeStatus = 'descending'): Racer {
  const run: CompareRun = {
    label: 'A <b>100%</b>',
    optimizer: { name: 'a', params: {}, schedule: { name: 'constant', params: {} } },
    x,
    y,
    loss,
    gradient_norm: loss.map(() => 1),
    learning_rate: loss.slice(1).map(() => 0.1),
    state: {},
    outcome: { status, step: loss.length - 1, sentence: 'A sentence.', sensitive_from: null },
    gradient_evaluations: loss.length - 1,
    nonfinite: {},
  };
  return { run, slot: 0, look: identity(0, themes.light) };
}

const away = racer([5, 8, 14, 1e200], [5, 5, 5, -1e300], [1, 2, 1e9, Infinity], 'diverged');

function gridOf(f: (x: number, y: number) => number, minimum: number | null, tags: string[] = []): SurfaceGrid {
  const at = [0, 2.5, 5, 7.5, 10];
  return {
    surface: {
      name: 'test', params: {}, expression: null, title: 'Test', summary: '', formula: '', domain: box,
      start: [5, 5], minimizers: minimum === null ? [] : [{ x: 5, y: 5, value: minimum }], minimum, tags,
    },
    x: at,
    y: at,
    z: at.map((y) => at.map((x) => f(x, y))),
    nonfinite: {},
  };
}

describe('paths', () => {
  it('end at the edge of the box, exactly on the way', () => {
    expect(crossing({ x: 8, y: 5 }, { x: 14, y: 8 }, box)).toEqual({ x: 10, y: 6 });
    expect(crossing({ x: 5, y: 5 }, { x: -1.7e308, y: 1.7e308 }, box)).toEqual({ x: 0, y: 10 });
  });

  it('are cut where they leave and drawn again where they return', () => {
    const path = clip(racer([5, 15, 5], [5, 5, 5], [1, 1, 1]).run, box);
    expect(path).toEqual({ x: [5, 10, null, 10, 5], y: [5, 5, null, 5, 5], step: [0, 1, 1, 2, 2] });
  });

  it('that diverge get a mark where they leave for good, pointing outwards', () => {
    expect(exitOf(away.run, box)).toEqual({ x: 10, y: 5, step: 2, angle: 90 });
    expect(exitOf(racer([5, 50], [5, 5], [1, 2]).run, box)).toBeNull();
  });

  it('glide between two steps and stop at the last finite one', () => {
    expect(positionAt(away.run, 0.5)).toEqual({ x: 6.5, y: 5 });
    expect(positionAt(racer([1, NaN], [2, NaN], [1, NaN]).run, 1)).toEqual({ x: 1, y: 2 });
  });

  it('know their step lengths and their distance to the nearest minimum', () => {
    expect(stepLengths(racer([0, 3], [0, 4], [1, 1]).run)).toEqual([NaN, 5]);
    expect(distanceToMinimum({ x: 0, y: 0 }, [{ x: 3, y: 4 }, { x: 9, y: 9 }])).toBe(5);
    expect(distanceToMinimum({ x: 0, y: 0 }, [])).toBeNull();
  });
});

describe('relief', () => {
  it('is logarithmic above a known minimum and keeps order', () => {
    const relief = reliefOf(gridOf((x, y) => (x - 5) ** 6 + 1e-3 * (y - 5) ** 2 + 3, 3));
    expect(relief.kind).toBe('log');
    expect(relief.height(3)).toBeLessThan(relief.height(10));
    expect(relief.height(1e9)).toBeCloseTo(9, 3);
  });

  it('is the function itself where values are of one size', () => {
    const relief = reliefOf(gridOf((x, y) => 20 + x + y, null));
    expect(relief).toMatchObject({ kind: 'linear', low: 20, high: 40 });
  });

  it('keeps the sign of a surface without a floor', () => {
    const relief = reliefOf(gridOf((x, y) => x - y, null, ['unbounded']));
    expect(relief.kind).toBe('signed');
    expect(relief.height(-2)).toBeCloseTo(-relief.height(2));
  });

  it('leaves holes where the function is not finite', () => {
    const relief = reliefOf(gridOf((x) => (x === 0 ? Infinity : x), null));
    expect(relief.rows[0]?.[0]).toBeNull();
    expect(Number.isFinite(relief.high)).toBe(true);
  });

  it('survives a constant', () => {
    const relief = reliefOf(gridOf(() => 1, null));
    expect(relief.high).toBeGreaterThan(relief.low);
  });
});

describe('figures', () => {
  const grid = gridOf((x, y) => (x - 5) ** 2 + (y - 5) ** 2, 0);
  const relief = reliefOf(grid);
  const theme = themes.dark;

  it('show true values on hover, not logarithms', () => {
    const input = { grid, relief, domain: box, view: box, racers: [away], start: { x: 5, y: 5 }, theme, revision: '', paths: 'full' as const };
    const { data } = contourFigure(input);
    expect(data[0]).toMatchObject({ type: 'contour', hovertemplate: expect.stringContaining('%{text}') as string });
    expect((data[0] as ContourTrace).text?.[0]?.[0]).toBe('50');
    const line = data.find(({ name }) => name === escapeHtml(away.run.label)) as ScatterTrace;
    expect(line.hovertemplate).toContain('A &lt;b&gt;100&#37;&lt;/b&gt;');
    expect(data.at(-1)).toMatchObject({ x: [10], y: [5], hovertemplate: 'A &lt;b&gt;100&#37;&lt;/b&gt;. A sentence.<extra></extra>' });
  });

  it('put paths on the drawn mesh', () => {
    const flat = gridOf(() => 7, null);
    const { data } = sceneFigure({ grid: flat, relief: reliefOf(flat), racers: [away], step: 0, theme, revision: '' });
    const heights = Array.from((data[1] as Scatter3dTrace).z as ArrayLike<number | null>);
    expect(new Set(heights.filter((z) => z !== null)).size).toBe(1);
  });

  it('scale the axis to what steady runs do and mark who leaves it', () => {
    const steady = racer([0, 1, 2, 3], [0, 0, 0, 0], [10, 1, 0.1, 0.01]);
    const wild = racer([0, 1, 2, 3], [0, 0, 0, 0], [10, 20, 1e50, Infinity], 'diverged');
    const scale = scaleOf([steady, wild], 'loss');
    expect(scale.log).toBe(true);
    expect(scale.high).toBe(1e4);
    const { data, layout } = curvesFigure([steady, wild], 'loss', 3, theme, '');
    expect(layout.yaxis?.type).toBe('log');
    expect(data.at(-1)).toMatchObject({ yaxis: 'y2', x: [2], marker: { symbol: 'triangle-up' } });
  });

  it('use a linear axis when a value is negative', () => {
    expect(scaleOf([racer([0, 1], [0, 0], [1, -5])], 'loss')).toEqual({ log: false, low: -5, high: 1 });
  });

  it('give the learning rate of step k to point k', () => {
    expect(valuesOf(racer([0, 1], [0, 0], [1, 1]), 'learning_rate')).toEqual([NaN, 0.1]);
    expect(widened(box, 1)).toEqual({ x: [-10, 20], y: [-10, 20] });
  });
});
