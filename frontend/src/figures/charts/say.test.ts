import { describe, expect, it } from 'vitest';
import { columnPlan, frame, historyOf, instrument, line, runOf, sceneOf, snapshotFrame } from '../../../tests/histories';
import type { InstrumentPlan, Mark, PointsPreview } from '../../protocol/types';
import { saidOf } from './say';

const layers = ['hidden 1', 'output'];
const band = (along: 'layer' | 'step'): Mark => ({ mark: 'band', column: 'weight.percentiles', along, lost: '', layers: 'hidden' });

/** A run whose `value` is as given at steps 1, 2 and so on. */
function run(values: number[][], plan: InstrumentPlan, label = 'A') {
  const width = values[0]?.length ?? 1;
  const history = historyOf(frame('steps', 1, values.length, { value: [new Float32Array(values.flat()), width > 1 ? [values.length, width] : [values.length]] }));
  return { ...runOf(history, layers, [plan]), label };
}

const alone = instrument('value', [columnPlan('value', ['step'], { unit: 'examples', gap: 'it stands still' })], []);
const layered = instrument('value', [columnPlan('value', ['step', 'layer'])], []);
const say = (marks: Mark[], ...[runs, more]: Parameters<typeof sceneOf>) => saidOf({ title: 'value', marks }, sceneOf(runs, more));

describe('a line in words', () => {
  const up = run([[4], [1], [9], [5]], alone);

  it('tells where it begins, ends, is least and largest', () => {
    expect(say([line('value')], [up], { step: 4 })).toBe('Up to step 4: 4 examples at step 1, 5 examples at step 4; least 1 examples at step 2, largest 9 examples at step 3.');
  });

  it('is true at the step looked at, and knows nothing of later ones', () => {
    expect(say([line('value')], [up], { step: 2 })).toBe('Up to step 2: 4 examples at step 1, 1 examples at step 2; least 1 examples at step 2, largest 4 examples at step 1.');
    expect(say([line('value')], [up], { step: 1 })).toBe('Up to step 1: 4 examples at step 1.');
    expect(say([line('value')], [up], { step: 0 })).toBe('Up to step 0: no finite value.');
  });

  it('counts what is no number, and says what that means', () => {
    const broken = run([[NaN], [3], [Infinity], [3]], alone);
    expect(say([line('value')], [broken], { step: 4 })).toBe('Up to step 4: 3 examples from step 2 to 4 (1 not finite, 1 without a value: it stands still).');
  });

  it('names its layer, and its run where there are several', () => {
    expect(say([line('value')], [run([[1, 5], [2, 6]], layered)], { step: 2 })).toBe(
      'Up to step 2: hidden 1: 1 at step 1, 2 at step 2; least 1 at step 1, largest 2 at step 2. output: 5 at step 1, 6 at step 2; least 5 at step 1, largest 6 at step 2.',
    );
    const both = say([line('value', 'training')], [up, run([[7]], alone, 'B')], { step: 1, together: true });
    expect(both).toBe('Up to step 1: A training: 4 examples at step 1. B training: 7 examples at step 1.');
  });

  it('is told with its bound', () => {
    expect(say([line('value'), { mark: 'rule', title: 'a rule of thumb', value: 1e-3, column: '' }], [up], { step: 1 })).toContain('0.001 is a rule of thumb.');
  });

  it('is the same for shades', () => {
    const heat: Mark = { mark: 'heat', column: 'value', low: 0.1, high: 10 };
    expect(say([heat], [run([[1, 5]], layered)], { step: 1 })).toBe('Up to step 1: hidden 1: 1 at step 1. output: 5 at step 1.');
  });
});

describe('what stands at a snapshot in words', () => {
  const snapshots = historyOf(snapshotFrame(0, 2, { dead: [0, 0] }), snapshotFrame(8, 2, { dead: [0.25, 0], percentiles: [2, 1] }));
  const plans = [
    instrument('dead', [columnPlan('dead', ['step', 'layer'], { unit: 'share' })], []),
    instrument('weight', [columnPlan('weight.percentiles', ['step', 'layer', 'percentile'])], []),
  ];
  const seen = runOf(snapshots, layers, plans);

  it('is said of the newest at or before the step', () => {
    const bar: Mark = { mark: 'bar', column: 'dead', title: 'dead', fill: 'full', layers: 'hidden' };
    expect(say([bar], [seen], { step: 9 })).toBe('At step 8: dead: hidden 1 25.0%.');
    expect(say([bar], [seen], { step: 7 })).toBe('At step 0: dead: hidden 1 0.0%.');
    expect(say([bar], [runOf(historyOf(), layers, plans)], { step: 7 })).toBe('Nothing has arrived up to step 7.');
  });

  it('tells distributions by layer, and one layer over time', () => {
    expect(say([band('layer')], [seen], { step: 8 })).toBe('At step 8: hidden 1: median 0, the middle 68% from −2 to 2, all from −6 to 6.');
    expect(say([band('step')], [seen], { step: 8 })).toBe(
      'Up to step 8: hidden 1, median: 0 from step 0 to 8. least: −3 at step 0, −6 at step 8; least −6 at step 8, largest −3 at step 0. largest: 3 at step 0, 6 at step 8; least 3 at step 0, largest 6 at step 8.',
    );
  });

  it('tells which class has how much of the plane', () => {
    const part = { x: [0, 1, 1], y: [0, 1, 0], label: [0, 1, 1] };
    const preview = { kind: 'points', classes: 2, class_names: ['inner', 'outer'], train: part, validation: part, domain: { x: [0, 1], y: [0, 1] }, train_examples: 3, validation_examples: 3 } satisfies PointsPreview;
    const history = historyOf(frame('snapshot', 4, 1, {
      kind: [new Uint8Array([0, 1, 1, 1]), [2, 2]],
      sure: [new Float32Array([1, 0.5, 0.75, 0.75]), [2, 2]],
    }));
    const field = instrument('field', [columnPlan('kind', ['step', 'row', 'column']), columnPlan('sure', ['step', 'row', 'column'])], []);
    const marks: Mark[] = [{ mark: 'plane', column: 'kind', share: 'sure' }, { mark: 'points' }];
    expect(say(marks, [runOf(history, layers, [field])], { step: 4, preview })).toBe(
      'At step 4: Of the plane inner on 25%, outer on 75%; confidence from 50% to 100%. 3 examples are drawn on it.',
    );
  });
});
