import { describe, expect, it } from 'vitest';
import { columnPlan, frame, historyOf, instrument, line, runOf, sceneOf, snapshotFrame, stepsFrame } from '../../../tests/histories';
import type { Mark, PointsPreview } from '../../protocol/types';
import { themes } from '../theme';
import { classAndConfidence } from './classes';
import { figureOf, layersRange } from './figure';
import type { Picture } from './grammar';
import { horizonOf, type Run, type Scene } from './run';
import { tableOf } from './tables';

const layers = ['hidden 1', 'output'];
const band = (along: 'layer' | 'step', which: 'all' | 'hidden' = 'all'): Mark => ({ mark: 'band', column: 'weight.percentiles', along, lost: 'weight.nonfinite', layers: which });
const sharpAt = (step: number, value: number, limit: number) => frame('snapshot', step, 1, { sharpness: [new Float32Array([value]), []], limit: [new Float32Array([limit]), []] });
const share = (name: string) => columnPlan(name, ['step', 'layer'], { unit: 'share' });
const allOf = (...runs: Run[]) => sceneOf(runs, { together: true });

function picture(title: string, ...marks: Mark[]): Picture {
  return { title, marks };
}

function drawn(of: Picture, scene: Scene) {
  const figure = figureOf(of, scene);
  if (!figure) throw new Error('there is nothing to draw');
  return figure;
}

const marked = (of: Picture, scene: Scene, symbol: string) =>
  drawn(of, scene).data.filter((trace) => trace.type === 'scatter' && trace.marker?.symbol === symbol);

describe('lines of all runs together', () => {
  const both = [
    instrument('loss', [columnPlan('loss', ['step'], { scale: 'log' })], []),
    instrument('scores', [columnPlan('validation_loss', ['step'], { scale: 'log' }), columnPlan('validation_accuracy', ['step'], { unit: 'share' })], []),
  ];
  const losses = picture('loss', line('loss', 'training', 'thin'), line('validation_loss', 'validation', 'bold'));
  const accuracy = picture('accuracy', line('validation_accuracy', 'validation', 'bold'));
  const good = runOf(historyOf(snapshotFrame(0, 2, { validationLoss: 2 }), stepsFrame([2, 1, 0.5], [1, 1], [1, 1]), snapshotFrame(3, 2, { validationLoss: 0.6 })), layers, both);
  const bad = { ...runOf(historyOf(snapshotFrame(0, 2, { validationLoss: 2 }), stepsFrame([2, 1e30, NaN], [1, 1], [1, 1])), layers, both, true), label: 'B' };

  it('mark the end of a diverged one and keep the axis for the others', () => {
    const [low = 0, high = 0] = drawn(losses, allOf(good, bad)).layout.yaxis?.range ?? [];
    expect(high).toBeLessThan(2);
    expect(low).toBeLessThan(Math.log10(0.5));
    expect(marked(losses, allOf(good, bad), 'triangle-up')).toMatchObject([{ x: [3], text: ['B training: not finite from step 3 on'] }]);
  });

  it('mark a loss of exactly 0 and stay logarithmic, unless a person wants it linear', () => {
    const perfect = runOf(historyOf(snapshotFrame(0, 2, { validationLoss: 2 }), stepsFrame([2, 1e-3, 0, 0], [1, 1], [1, 1]), snapshotFrame(4, 2, { validationLoss: 0 })), layers, both);
    expect(drawn(losses, allOf(perfect)).layout.yaxis?.type).toBe('log');
    expect(marked(losses, allOf(perfect), 'triangle-down').map(({ x }) => x)).toEqual([[3], [4]]);
    expect(drawn(losses, { ...allOf(perfect), linear: true }).layout.yaxis?.type).toBe('linear');
  });

  it('draw shares in percent, and tell every number', () => {
    const { data, layout } = drawn(accuracy, allOf(good, bad));
    expect(data.map(({ name }) => name)).toEqual(['A validation', 'B validation']);
    expect(layout.yaxis).toMatchObject({ range: [0, 1.02], tickformat: '.0%' });
    const table = tableOf(losses, allOf(good));
    expect(table).toMatchObject({ label: ['A', 'A', 'A', 'A', 'A'], part: ['training', 'training', 'training', 'validation', 'validation'], step: [1, 2, 3, 0, 3] });
  });
});

describe('lines of one run', () => {
  const measured = [instrument('update_ratio', [columnPlan('update_ratio', ['step', 'layer'], { scale: 'log', gap: 'all weights are 0' })], [])];
  const ratio = picture('ratio', line('update_ratio'), { mark: 'rule', title: 'a rule of thumb', value: 1e-3, column: '' });
  const run = (...rows: number[][]) =>
    runOf(historyOf(frame('steps', 1, rows.length, { update_ratio: [new Float32Array(rows.flat()), [rows.length, 2]] })), layers, measured);
  const usual = run([1e-2, 2e-2], [1e-2, 2e-2]);

  it('are one a layer, each with a dash of its own and its name at its end', () => {
    const { data, layout } = drawn(ratio, sceneOf([usual]));
    const [first, second, rule] = data;
    expect([first?.name, second?.name]).toEqual(layers);
    expect(new Set([first, second].map((trace) => trace?.type === 'scatter' && trace.line?.dash)).size).toBe(2);
    expect(layout.annotations).toMatchObject([{ text: '1' }, { text: 'out' }]);
    expect(rule).toMatchObject({ name: 'a rule of thumb', x: [0, 100], y: [1e-3, 1e-3] });
  });

  it('share an axis that holds their bound', () => {
    const [low = 0, high = 0] = drawn(ratio, sceneOf([usual])).layout.yaxis?.range ?? [];
    expect(low).toBeLessThan(-3);
    expect(high).toBeGreaterThan(Math.log10(2e-2));
    const other = run([1, 1]);
    expect(drawn(ratio, sceneOf([usual], { all: [usual, other] })).layout.yaxis?.range?.[1]).toBeGreaterThan(0);
  });

  it('have a column a layer in their table', () => {
    expect(tableOf(ratio, sceneOf([usual]))).toEqual({ step: [1, 2], 'hidden 1': [Math.fround(1e-2), Math.fround(1e-2)], output: [Math.fround(2e-2), Math.fround(2e-2)] });
  });

  it('mark what has no value as such, and not as the end of the numbers', () => {
    const gap = run([NaN, 1e-3], [1e-3, 1e-3]);
    expect(marked(ratio, sceneOf([gap]), 'circle-open')).toMatchObject([{ x: [1], text: ['hidden 1: no value, all weights are 0, at step 1'] }]);
    expect(marked(ratio, sceneOf([gap]), 'triangle-up')).toEqual([]);
  });

  it('mark where they become infinite, once or for good', () => {
    expect(marked(ratio, sceneOf([run([1e-3, 1], [Infinity, 1], [1e-3, 1])]), 'triangle-up')).toMatchObject([{ x: [2], text: ['hidden 1: not finite at step 2'] }]);
    expect(marked(ratio, sceneOf([run([1e-3, 1], [Infinity, 1])]), 'triangle-up')).toMatchObject([{ x: [2], text: ['hidden 1: not finite from step 2 on'] }]);
  });

  it('have an axis before anything has arrived', () => {
    expect(drawn(ratio, sceneOf([runOf(historyOf(), layers, measured)])).layout.yaxis?.range).toHaveLength(2);
  });

  it('of snapshots stand at their steps beside a bound that moves', () => {
    const own = [instrument('sharpness', [columnPlan('sharpness', ['step'], { scale: 'log' }), columnPlan('limit', ['step'], { scale: 'log' })], [], { finest: 'snapshot' })];
    const steep = runOf(historyOf(sharpAt(0, 10, 4), sharpAt(4, -1, 4), sharpAt(8, 1000, 8)), layers, own);
    const sharp = picture('sharpness', line('sharpness'), { mark: 'rule', title: 'stability limit', value: null, column: 'limit' });
    const [curve, landing, rule] = drawn(sharp, sceneOf([steep])).data;
    expect(curve).toMatchObject({ x: [0, 4, 8], customdata: ['10', '−1', '1000'] });
    expect(landing).toMatchObject({ x: [4], marker: { symbol: 'triangle-down' } });
    expect(rule).toMatchObject({ name: 'stability limit', x: [0, 4, 8], y: [4, 4, 8], line: { dash: 'dash' } });
    expect(tableOf(sharp, sceneOf([steep]))).toEqual({ step: [0, 4, 8], sharpness: [10, -1, 1000], 'stability limit': [4, 4, 8] });
  });
});

describe('step axis', () => {
  it('halves the plan while little of it has arrived', () => {
    const lengths = [0, 3, 240, 499, 1000].map((rows) => {
      const history = historyOf(stepsFrame(Array.from({ length: rows }, () => 1), [1, 1], [1, 1]));
      return horizonOf([{ ...runOf(history, layers), steps: 1000 }]);
    });
    expect(lengths).toEqual([1000, 32, 250, 1000, 1000]);
  });
});

describe('bands', () => {
  const columns = [columnPlan('weight.percentiles', ['step', 'layer', 'percentile']), columnPlan('weight.std', ['step', 'layer']), columnPlan('weight.nonfinite', ['step', 'layer'])];
  const measured = [instrument('weight', columns, [], { finest: 'snapshot' })];
  const run = runOf(historyOf(snapshotFrame(0, 2, { percentiles: [1, 100] }), snapshotFrame(5, 2, { percentiles: [2, 100], nonfinite: [0, 3] })), layers, measured);
  const scene = sceneOf([run], { step: 5 });

  it('share a scale, without the output where it has no activation', () => {
    expect(layersRange(picture('', band('layer', 'hidden')), scene)).toEqual([-6, 6]);
    expect(layersRange(picture('', band('layer')), scene)).toEqual([-300, 300]);
    expect(layersRange(picture('', band('layer')), sceneOf([]))).toEqual([-1, 1]);
  });

  it('let no diverged run set the scale', () => {
    const wild = runOf(historyOf(snapshotFrame(0, 2, { percentiles: [1e9, 1e9] })), layers, measured, true);
    expect(layersRange(picture('', band('layer', 'hidden')), { ...scene, all: [run, wild] })).toEqual([-6, 6]);
  });

  it('nest four, and mark what is beyond or not finite', () => {
    const steady = { ...runOf(historyOf(snapshotFrame(0, 2, { percentiles: [1, 3] })), layers, measured), label: 'B' };
    const { data } = drawn(picture('', band('layer')), { ...scene, all: [steady, { ...run, diverged: true }] });
    expect(data.filter((trace) => trace.type === 'bar').map((bar) => bar.y[0])).toEqual([12, 6, 4, 2]);
    const marks = data.at(-1);
    expect(marks?.type === 'scatter' && marks.marker?.symbol).toEqual(['triangle-up', 'triangle-down']);
    expect(marks).toMatchObject({ text: ['3 values are not finite', 'reaches −300'] });
  });

  it('have every number of the layers in their table', () => {
    expect(tableOf(picture('', band('layer')), scene)).toMatchObject({ step: [5, 5], layer: layers, p0: [-6, -300], p100: [6, 300], std: [1, 1], nonfinite: [0, 3] });
  });

  it('follow one layer over time', () => {
    const { data, layout } = drawn(picture('', band('step')), scene);
    expect(data[0]).toMatchObject({ x: [0, 5], y: [-3, -6] });
    expect(data.at(-1)).toMatchObject({ name: 'median', y: [0, 0] });
    expect(layout.yaxis?.range).toEqual([-6.72, 6.72]);
    expect(tableOf(picture('', band('step')), { ...scene, layer: 1 })).toMatchObject({ step: [0, 5], p0: [-300, -300], p50: [0, 0] });
  });
});

describe('shades', () => {
  const measured = [instrument('norms', [columnPlan('layer_gradient_norm', ['step', 'layer'], { scale: 'log' })], [])];
  const run = runOf(historyOf(stepsFrame([1, 1], [1e-12, 0], [1, 1])), layers, measured);
  const heat = picture('norms', { mark: 'heat', column: 'layer_gradient_norm', low: 1e-8, high: 10 });

  it('stand on a fixed scale, with true values under the pointer', () => {
    const [map] = drawn(heat, sceneOf([run])).data;
    // Half a decade below the lowest stands for an exact 0.
    expect(map).toMatchObject({ type: 'heatmap', zmin: -8.5, zmax: 1, z: [[-8, -8], [-8.5, -8.5]] });
    expect(map?.type === 'heatmap' && map.customdata?.[0]?.[0]).toBe('hidden 1: 10⁻¹²');
  });

  it('have a column a layer in their table', () => {
    expect(tableOf(heat, sceneOf([run]))).toEqual({ step: [1, 2], 'hidden 1': [Math.fround(1e-12), Math.fround(1e-12)], output: [0, 0] });
  });
});

describe('bars', () => {
  it('stand side by side, of hidden layers alone', () => {
    const run = runOf(historyOf(snapshotFrame(0, 2, { dead: [0.25, 0], saturated: [0.5, 0] })), layers, [instrument('dead', [share('dead')], []), instrument('saturated', [share('saturated')], [])]);
    const bars = (['dead', 'saturated'] as const).map((name): Mark => ({ mark: 'bar', column: name, title: name, fill: name === 'dead' ? 'full' : 'outline', layers: 'hidden' }));
    const { data, layout } = drawn(picture('', ...bars), sceneOf([run]));
    expect(data).toMatchObject([{ y: [0.25], customdata: ['25.0%'] }, { y: [0.5], customdata: ['50.0%'] }]);
    const [left = 0, right = 0] = data.map((trace) => Number(trace.type === 'bar' && trace.x[0]));
    expect(left).toBeLessThan(right);
    expect(layout.yaxis).toMatchObject({ range: [0, 1], tickformat: '.0%' });
    expect(tableOf(picture('', ...bars), sceneOf([run]))).toEqual({ step: [0], layer: ['hidden 1'], dead: [0.25], saturated: [0.5] });
  });
});

describe('a plane', () => {
  const part = { x: [0, 1], y: [0, 1], label: [0, 1] };
  const preview: PointsPreview = {
    kind: 'points', train_examples: 2, validation_examples: 2, classes: 2, class_names: ['a', 'b'], train: part, validation: part, domain: { x: [-1, 2], y: [-1, 2] },
  };
  const columns = [columnPlan('boundary.class', ['step', 'row', 'column'], { unit: 'class' }), columnPlan('boundary.confidence', ['step', 'row', 'column'], { unit: 'share' })];
  const plane = picture('boundary', { mark: 'plane', column: 'boundary.class', share: 'boundary.confidence' }, { mark: 'points' });
  const run = runOf(historyOf(frame('snapshot', 0, 1, {
    'boundary.class': [new Uint8Array([0, 1, 1, 1]), [2, 2]],
    'boundary.confidence': [new Float32Array([1, 1, 0.5, 0.5]), [2, 2]],
  })), layers, [instrument('boundary', columns, [], { finest: 'snapshot' })]);

  it('packs class and confidence into one number', () => {
    expect(Math.floor(classAndConfidence(1, 0.5, 2))).toBe(1);
    expect(classAndConfidence(1, 1, 2)).toBeLessThan(2);
    expect(classAndConfidence(0, 0.9, 2)).toBeGreaterThan(classAndConfidence(0, 0.6, 2));
  });

  it('is drawn row by row with the examples on top', () => {
    const [heat, ...points] = drawn(plane, sceneOf([run], { preview })).data;
    expect(heat?.type === 'heatmap' && heat.customdata).toEqual([['a, 100%', 'b, 100%'], ['b, 50%', 'b, 50%']]);
    expect(points.map((trace) => trace.type === 'scatter' && trace.marker?.symbol)).toEqual(['circle', 'square']);
    expect(figureOf(plane, sceneOf([run], { preview: null }))).toBeNull();
  });

  it('has its places in its table', () => {
    expect(tableOf(plane, sceneOf([run], { preview }))).toEqual({ x: [-1, 2, -1, 2], y: [-1, -1, 2, 2], class: ['a', 'b', 'b', 'b'], confidence: [1, 1, 0.5, 0.5] });
  });
});

describe('in every theme', () => {
  it.each(Object.values(themes))('$name: a picture of nothing is no error', (theme) => {
    expect(figureOf(picture('nothing', line('loss')), sceneOf([], { theme }))).toBeNull();
  });
});
