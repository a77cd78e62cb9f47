import { describe, expect, it } from 'vitest';
import { Pyramid } from './pyramid';

/** Texts in place of sums: they tell which rows are in, and in which order. */
const rows = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => ` ${from + at}`).join('');

function counting() {
  let folded = 0;
  const fold = (from: number, to: number) => {
    folded += to - from;
    return rows(from, to);
  };
  return { pyramid: new Pyramid(fold, (earlier, later) => earlier + later), folded: () => folded };
}

describe('a pyramid', () => {
  it('sums up exactly the rows of any range, in their order', () => {
    const { pyramid } = counting();
    for (const [from, to] of [[0, 0], [0, 7], [3, 16], [0, 40], [5, 200], [32, 96], [64, 1000], [999, 1000], [0, 1000]] as const) {
      expect(pyramid.over(from, to)).toBe(rows(from, to));
    }
  });

  it('looks at each row once, and after that at no more than two leaves', () => {
    const { pyramid, folded } = counting();
    for (let to = 100; to <= 5000; to += 100) pyramid.over(0, to);
    expect(folded()).toBeLessThan(5000 + 50 * 32);
    const before = folded();
    pyramid.over(7, 4999);
    expect(folded() - before).toBeLessThanOrEqual(32);
  });
});
