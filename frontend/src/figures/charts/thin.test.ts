import { describe, expect, it } from 'vitest';
import { historyOf, stepsFrame } from '../../../tests/histories';
import { blanksOf } from './lacks';
import { averaged, thinned } from './thin';

const wave = Array.from({ length: 10_000 }, (_, at) => 1 + Math.sin(at / 50) / 2 + (at === 4321 ? 50 : 0));
const track = (loss: number[]) => historyOf(stepsFrame(loss, [1, 1], [1, 1])).track('loss');

describe('thinning', () => {
  it('loses no extreme', () => {
    const { x, y } = thinned(track(wave), 0, 400);
    expect(y.length).toBeLessThan(500);
    expect(Math.max(...y)).toBeCloseTo(Math.max(...wave), 4);
    expect(Math.min(...y)).toBeCloseTo(Math.min(...wave), 4);
    expect(x[y.indexOf(Math.max(...y))]).toBe(4322);
    expect(x).toEqual(x.toSorted((one, other) => one - other));
  });

  it('loses no finite extreme beside one that is infinite', () => {
    const broken = wave.map((value, at) => (at % 100 === 20 ? Infinity : value));
    const finite = broken.filter(Number.isFinite);
    const drawn = thinned(track(broken), 0, 400).y.filter(Number.isFinite);
    expect(Math.max(...drawn)).toBeCloseTo(Math.max(...finite), 4);
    expect(Math.min(...drawn)).toBeCloseTo(Math.min(...finite), 4);
  });

  it('leaves short series alone', () => {
    expect(thinned(track([3, 2, 1]))).toEqual({ x: [1, 2, 3], y: [3, 2, 1] });
  });
});

describe('means', () => {
  it('of logarithms are geometric, and keep zero apart', () => {
    const history = historyOf(stepsFrame([1, 1, 1, 1], [1e-2, 0], [1, 1])).track('layer_gradient_norm');
    const [first, second] = [0, 1].map((layer) => averaged(history, layer, true, 2));
    expect([first?.x, first?.size]).toEqual([[1.5, 3.5], 2]);
    expect(first?.y[0]).toBeCloseTo(1e-2, 6);
    expect(second?.y).toEqual([0, 0]);
    expect(averaged(track([1, 100]), 0, true, 1).y[0]).toBeCloseTo(10, 5);
  });

  it('of values are theirs, without what is not finite', () => {
    expect(averaged(track([1, 3, NaN, -5, NaN, Infinity]), 0, false, 3).y).toEqual([2, -5, NaN]);
  });
});

describe('blanks', () => {
  it('tell an end from what is broken on the way', () => {
    expect(blanksOf(track([1, Infinity, 2, NaN, Infinity]), 0, false)).toEqual({ from: 4, broken: [2], gaps: [] });
    expect(blanksOf(track(wave), 0, false)).toEqual({ from: null, broken: [], gaps: [] });
  });

  it('know a NaN that has a meaning', () => {
    expect(blanksOf(track([NaN, 1, NaN]), 0, true)).toEqual({ from: null, broken: [], gaps: [1, 3] });
    expect(blanksOf(track([NaN, 1, Infinity]), 0, true)).toEqual({ from: 3, broken: [], gaps: [1] });
  });
});
