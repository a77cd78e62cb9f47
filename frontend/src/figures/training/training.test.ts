import { describe, expect, it } from 'vitest';
import { History, rowOf } from '../../state/history';
import { themes } from '../theme';
import { bandsFigure, bandsRange, bandsTable } from './bands';
import { accuracyFigure, lossFigure, scoreTable } from './curves';
import { horizonOf } from './column';
import { columnOf, frame, historyOf, snapshotFrame, stepsFrame } from './fake';
import { gradientFigure, layerTable, NORM_DECADES, ratioFigure, ratioRange } from './flow';
import { overTimeFigure, overTimeRange } from './overTime';
import { boundaryFigure, classAndConfidence, type PointsPreview } from './plane';
import { firstNonfinite, logMeans, thinned } from './thin';
import { unitsFigure } from './units';

const theme = themes.light;
const layers = ['hidden 1', 'output'];
const wave = Array.from({ length: 10_000 }, (_, at) => 1 + Math.sin(at / 50) / 2 + (at === 4321 ? 50 : 0));

describe('history', () => {
  it('keeps frames in order and finds what was known at a step', () => {
    const history = historyOf(snapshotFrame(0, 2), stepsFrame([3, 2, 1], [1, 1], [1, 1]), snapshotFrame(3, 2));
    expect(history.lastStep).toBe(3);
    expect(history.rowsUntil(2)).toBe(2);
    expect(history.snapshotAt(2)?.step).toBe(0);
    expect(history.snapshotAt(3)?.step).toBe(3);
    expect(history.column('update_ratio')?.width).toBe(2);
    history.clear();
    expect([history.lastStep, history.snapshotAt(3)]).toEqual([0, null]);
  });

  it('takes the steps of downsampled rows from their column', () => {
    const history = new History();
    history.take(frame('steps', 1, 2, { step: [new Int32Array([4, 90]), [2]], loss: [new Float32Array([2, 1]), [2]] }));
    expect([history.stepAt(0), history.stepAt(1), history.rowsUntil(89)]).toEqual([4, 90, 1]);
  });

  it('copies snapshots: the frame\'s memory is given back', () => {
    const sent = snapshotFrame(0, 2);
    const history = historyOf(sent);
    for (const { values } of sent.columns.values()) (values as Float32Array).fill(9);
    expect(rowOf(history.snapshots[0]!, 'activation.std', 0)).toEqual([1]);
  });
});

describe('thinning', () => {
  const history = historyOf(stepsFrame(wave, [1, 1], [1, 1]));

  it('loses no extreme', () => {
    const { x, y } = thinned(history, 'loss', 400);
    expect(y.length).toBeLessThan(500);
    expect(Math.max(...y)).toBeCloseTo(Math.max(...wave), 4);
    expect(Math.min(...y)).toBeCloseTo(Math.min(...wave), 4);
    expect(x[y.indexOf(Math.max(...y))]).toBe(4322);
    expect(x).toEqual(x.toSorted((one, other) => one - other));
  });

  it('leaves short series alone', () => {
    const short = historyOf(stepsFrame([3, 2, 1], [1, 1], [1, 1]));
    expect(thinned(short, 'loss')).toEqual({ x: [1, 2, 3], y: [3, 2, 1] });
  });

  it('averages logarithms and keeps zero apart', () => {
    const means = logMeans(historyOf(stepsFrame([1, 1, 1, 1], [1e-2, 0], [1, 1])), 'layer_gradient_norm', 2);
    expect(means.x).toEqual([1.5, 3.5]);
    expect(means.z[0]?.[0]).toBeCloseTo(-2, 6);
    expect(means.z[1]).toEqual([-Infinity, -Infinity]);
  });

  it('finds where the numbers end', () => {
    expect(firstNonfinite(historyOf(stepsFrame([1, 2, Infinity, NaN], [1, 1], [1, 1])), 'loss')).toBe(3);
    expect(firstNonfinite(history, 'loss')).toBeNull();
  });
});

describe('curves', () => {
  const good = columnOf(historyOf(snapshotFrame(0, 2, { validationLoss: 2 }), stepsFrame([2, 1, 0.5], [1, 1], [1, 1]), snapshotFrame(3, 2, { validationLoss: 0.6 })), layers);
  const bad = columnOf(historyOf(snapshotFrame(0, 2, { validationLoss: 2 }), stepsFrame([2, 1e30, NaN], [1, 1], [1, 1])), layers, true);

  it('marks the end of a diverged run and keeps the axis for the others', () => {
    const figure = lossFigure([good, bad], true, theme, '');
    const [low, high] = figure.layout.yaxis?.range ?? [0, 0];
    expect(high).toBeLessThan(2);
    expect(low).toBeLessThan(Math.log10(0.5));
    expect(figure.data.filter((trace) => trace.type === 'scatter' && trace.marker?.symbol === 'triangle-up')).toHaveLength(1);
  });

  it('draws four lines of accuracy and tells every number', () => {
    expect(accuracyFigure([good, bad], theme, '').data).toHaveLength(4);
    expect(scoreTable([good], 'loss')).toMatchObject({ part: ['training', 'training', 'training', 'validation', 'validation'], step: [1, 2, 3, 0, 3] });
  });
});

describe('step axis', () => {
  it('halves the plan while little of it has arrived', () => {
    const lengths = [0, 3, 240, 499, 1000].map((rows) => {
      const history = historyOf(stepsFrame(Array.from({ length: rows }, () => 1), [1, 1], [1, 1]));
      return horizonOf([{ ...columnOf(history, layers), steps: 1000 }]);
    });
    expect(lengths).toEqual([1000, 32, 250, 1000, 1000]);
  });
});

describe('bands', () => {
  const history = historyOf(snapshotFrame(0, 2, { percentiles: [1, 100] }), snapshotFrame(5, 2, { percentiles: [2, 100], nonfinite: [0, 3] }));
  const column = columnOf(history, layers);
  const snapshot = history.snapshotAt(5)!;

  it('shares a scale, without the output where it has no activation', () => {
    expect(bandsRange([{ snapshot, diverged: false }], 'activation')).toEqual([-6, 6]);
    expect(bandsRange([{ snapshot, diverged: false }], 'weight')).toEqual([-300, 300]);
    expect(bandsRange([], 'weight')).toEqual([-1, 1]);
  });

  it('lets no diverged run set the scale', () => {
    const wild = historyOf(snapshotFrame(0, 2, { percentiles: [1e9, 1e9] })).snapshotAt(0);
    expect(bandsRange([{ snapshot, diverged: false }, { snapshot: wild, diverged: true }], 'activation')).toEqual([-6, 6]);
  });

  it('nests four bands and marks what is beyond or not finite', () => {
    const figure = bandsFigure(column, snapshot, 'weight', [-10, 10], theme);
    const bars = figure.data.filter((trace) => trace.type === 'bar');
    expect(bars.map((bar) => bar.y[0])).toEqual([12, 6, 4, 2]);
    const marks = figure.data.at(-1);
    expect(marks?.type === 'scatter' && marks.marker?.symbol).toEqual(['triangle-up', 'triangle-down']);
    expect(bandsTable(layers, snapshot, 'weight')).toMatchObject({ step: [5, 5], layer: layers, p0: [-6, -300], nonfinite: [0, 3] });
  });

  it('follows one layer over time', () => {
    expect(overTimeRange([column], 'activation', 0)).toEqual([-6, 6]);
    const figure = overTimeFigure(column, 'activation', 0, [-6, 6], { steps: 100, theme, revision: '' });
    expect(figure.data).toHaveLength(9);
    expect(figure.data[0]).toMatchObject({ x: [0, 5], y: [-3, -6] });
  });
});

describe('flow', () => {
  const history = historyOf(stepsFrame([1, 1], [1e-12, 1], [1e-3, 1e-2]));
  const column = columnOf(history, layers);
  const options = { steps: 100, theme, revision: '' };

  it('shades gradient norms on a fixed scale, with true values under the pointer', () => {
    const [heat] = gradientFigure(column, options).data;
    expect(heat).toMatchObject({ type: 'heatmap', zmin: NORM_DECADES.low, zmax: NORM_DECADES.high });
    expect(heat?.type === 'heatmap' && heat.z[0]).toEqual([NORM_DECADES.low, NORM_DECADES.low]);
    expect(heat?.type === 'heatmap' && heat.customdata?.[0]?.[0]).toBe('10⁻¹²');
  });

  it('keeps the rule of thumb on the axis', () => {
    expect(ratioRange([column])).toEqual([-4, -2]);
    expect(ratioFigure(column, [-4, -2], options).layout.shapes).toHaveLength(1);
    expect(layerTable(column, 'update_ratio')).toMatchObject({ step: [1, 2] });
  });

  it('says so when no weight moves', () => {
    const still = columnOf(historyOf(stepsFrame([1, 1], [0, 0], [0, 0])), layers);
    expect(JSON.stringify(ratioFigure(still, [-4, -2], options).layout.annotations)).toContain('no weight moves');
  });

  it('shows dead and saturated units of hidden layers', () => {
    const snapshot = historyOf(snapshotFrame(0, 2, { dead: [0.25, 0], saturated: [0.5, 0] })).snapshotAt(0)!;
    expect(unitsFigure(column, snapshot, theme).data.map((trace) => trace.type === 'bar' && trace.y)).toEqual([[0.25], [0.5]]);
  });
});

describe('decision boundary', () => {
  const part = { x: [0, 1], y: [0, 1], label: [0, 1] };
  const preview: PointsPreview = {
    kind: 'points', train_examples: 2, validation_examples: 2, classes: 2, class_names: ['a', 'b'], train: part, validation: part, domain: { x: [-1, 2], y: [-1, 2] },
  };

  it('packs class and confidence into one number', () => {
    expect(Math.floor(classAndConfidence(1, 0.5, 2))).toBe(1);
    expect(classAndConfidence(1, 1, 2)).toBeLessThan(2);
    expect(classAndConfidence(0, 0.9, 2)).toBeGreaterThan(classAndConfidence(0, 0.6, 2));
  });

  it('draws the grid row by row with the examples on top', () => {
    const history = historyOf(frame('snapshot', 0, 1, {
      'boundary.class': [new Uint8Array([0, 1, 1, 1]), [2, 2]],
      'boundary.confidence': [new Float32Array([1, 1, 0.5, 0.5]), [2, 2]],
    }));
    const figure = boundaryFigure(history.snapshotAt(0)!, preview, theme);
    const [heat, ...points] = figure?.data ?? [];
    expect(heat?.type === 'heatmap' && heat.customdata).toEqual([['a, 100 %', 'b, 100 %'], ['b, 50 %', 'b, 50 %']]);
    expect(points.map((trace) => trace.type === 'scatter' && trace.marker?.symbol)).toEqual(['circle', 'square']);
  });
});
