import { describe, expect, it, vi } from 'vitest';
import { columnPlan, frame, historyOf, instrument, line, runOf, sceneOf } from '../../../tests/histories';
import type { Mark } from '../../protocol/types';
import type { History } from '../../state/history';
import { figureOf } from './figure';
import type { Run } from './run';
import { saidOf } from './say';

const LAYERS = ['hidden 1', 'hidden 2', 'output'];
const PLANS = [
  instrument('loss', [columnPlan('loss', ['step'], { scale: 'log' })], []),
  instrument('norms', [columnPlan('norms', ['step', 'layer'], { scale: 'log', gap: 'all weights are 0' })], []),
];
const heat: Mark = { mark: 'heat', column: 'norms', low: 1e-8, high: 10 };
const PICTURES: { name: string; marks: Mark[]; together: boolean }[] = [
  { name: 'a line of all runs', marks: [line('loss')], together: true },
  { name: 'a line a layer', marks: [line('norms')], together: false },
  { name: 'a bound that moves', marks: [line('norms'), { mark: 'rule', title: 'limit', value: null, column: 'loss' }], together: false },
  { name: 'shades', marks: [heat], together: false },
];
/** Steps that arrive between two pictures. */
const NEW = 100;

/** Values that fall, with one in a thousand that is no number and one that is infinite. */
function valueAt(step: number): number {
  if (step % 1000 === 500) return NaN;
  return step % 1000 === 700 ? Infinity : (1 + Math.sin(step)) / step;
}

/** Lets steps arrive in a history. */
function grow(history: History, from: number, rows: number): void {
  const loss = Float32Array.from({ length: rows }, (_, at) => valueAt(from + at));
  const norms = Float32Array.from({ length: rows * LAYERS.length }, (_, at) => valueAt(from + Math.floor(at / LAYERS.length)));
  history.take(frame('steps', from, rows, { loss: [loss, [rows]], norms: [norms, [rows, LAYERS.length]] }));
}

function picture(run: Run, marks: Mark[], together: boolean) {
  const scene = sceneOf([run], { together, step: run.history.lastStep });
  return [figureOf({ title: 'it', marks }, scene), saidOf({ title: 'it', marks }, scene)];
}

/** How many values are looked at for one more picture of a run so long, and its sentence. */
function looksAt(steps: number, marks: Mark[], together: boolean): number {
  const run = runOf(historyOf(), LAYERS, PLANS);
  grow(run.history, 1, steps - NEW);
  picture(run, marks, together);
  grow(run.history, steps - NEW + 1, NEW);
  const looks = ['loss', 'norms'].map((name) => vi.spyOn(run.history.track(name), 'valueAt'));
  picture(run, marks, together);
  return looks.reduce((sum, { mock }) => sum + mock.calls.length, 0);
}

describe('a picture that is drawn anew while a run goes on', () => {
  it.each(PICTURES)('looks at as many values of a long run as of one ten times shorter: $name', ({ marks, together }) => {
    const [short, long] = [5000, 50_000].map((steps) => looksAt(steps, marks, together));
    expect(long).toBeGreaterThan(0);
    expect(long).toBeLessThan(1.5 * (short ?? 0));
  });

  it.each(PICTURES)('is the one that would be drawn at once: $name', ({ marks, together }) => {
    const [grown, whole] = [runOf(historyOf(), LAYERS, PLANS), runOf(historyOf(), LAYERS, PLANS)];
    for (let from = 1; from <= 6000; from += NEW) {
      grow(grown.history, from, NEW);
      if (from % 700 === 1) picture(grown, marks, together);
    }
    grow(whole.history, 1, 6000);
    expect(picture(grown, marks, together)).toEqual(picture(whole, marks, together));
  });
});
