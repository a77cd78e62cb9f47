import { expect, it } from 'vitest';
import { priceText } from './price';

it('what is measured says when, and what it costs', () => {
  expect(priceText('step', 0.12)).toBe('At every step; one of the usual training takes about 12% longer with it.');
  expect(priceText('snapshot', 84)).toBe('At each snapshot; one takes as long as about 84 steps of the usual training.');
  expect(priceText('step', 0.002)).toBe('At every step, at next to no cost.');
  expect(priceText('snapshot', null)).toBe('At each snapshot.');
  expect(priceText('step', 0.5, 25)).toBe('Every 25 steps; one of the usual training takes about 2% longer with it.');
  expect(priceText('step', 0.12, 100)).toBe('Every 100 steps, at next to no cost.');
  expect(priceText('snapshot', 84, 10)).toBe('Every 10 steps; one takes as long as about 84 steps of the usual training.');
});
