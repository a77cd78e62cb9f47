import { describe, expect, it } from 'vitest';
import { columnPlan, frame, historyOf, instrument, runOf, sceneOf } from '../../../tests/histories';
import type { Mark } from '../../protocol/types';
import { figureOf } from './figure';
import { measures } from './grammar';
import { saidOf } from './say';
import { tableOf } from './tables';

const mark: Mark = { mark: 'point', x: 'true', y: 'guess', diagonal: 'right' };
const picture = { title: 'predicted over true', marks: [mark] };
const points = { unit: 'points' };
const plans = [instrument('predicted', [columnPlan('true', ['step', 'example'], points), columnPlan('guess', ['step', 'example'], points)], [])];

function runWith(guesses: number[]) {
  const columns = { true: [new Float32Array([100, 200, 300]), [3]], guess: [new Float32Array(guesses), [3]] } as never;
  return runOf(historyOf(frame('snapshot', 4, 1, columns)), ['output'], plans);
}

const scene = (guesses: number[]) => ({ ...sceneOf([runWith(guesses)]), step: 9 });

describe('points of one number over another', () => {
  it('are drawn with the line on which both are equal, on one scale for both', () => {
    const figure = figureOf(picture, scene([110, 190, 420]));
    const [even, made] = figure?.data ?? [];
    expect(made).toMatchObject({ type: 'scatter', mode: 'markers', x: [100, 200, 300], y: [110, 190, 420] });
    expect(figure?.layout.xaxis?.range).toEqual(figure?.layout.yaxis?.range);
    expect(even).toMatchObject({ mode: 'lines', x: figure?.layout.xaxis?.range, y: figure?.layout.xaxis?.range });
    expect(figure?.layout.yaxis?.range?.[1]).toBeGreaterThan(420);
    expect(figureOf({ ...picture, marks: [{ ...mark, diagonal: '' }] }, scene([1, 2, 3]))?.data).toHaveLength(1);
  });

  it('have a table and a sentence', () => {
    expect(tableOf(picture, scene([110, 190, 420]))).toEqual({ step: [4, 4, 4], true: [100, 200, 300], guess: [110, 190, 420] });
    expect(saidOf(picture, scene([110, 190, 420]))).toBe('At step 4: 3 examples: true from 100 to 300, predicted from 110 to 420; half of them are at most 10 points apart.');
    expect(saidOf(picture, scene([NaN, 190, 420]))).toContain('1 are not finite.');
    expect(saidOf(picture, scene([NaN, NaN, Infinity]))).toContain('The outputs are not finite.');
  });

  it('are of runs that measure both', () => {
    expect(measures(runWith([1, 2, 3]), { pictures: [picture] })).toBe(true);
    expect(measures(runOf(historyOf(), ['output'], []), { pictures: [picture] })).toBe(false);
  });
});
