import { expect, it } from 'vitest';
import { POSITIONS, toPosition, toValue } from './scale';

it.each([
  [0.05, [1e-4, 1], true],
  [0.9, [0, 1], false],
  [1e-8, [1e-10, 1e-2], true],
  [0, [0, 1], true],
] as const)('a slider shows %s where it would set it', (value, range, log) => {
  const interval: [number, number] = [...range];
  const back = toValue(toPosition(value, interval, log), interval, log, false);
  expect(Math.abs(back - value)).toBeLessThanOrEqual(Math.abs(value) * 0.01);
});

it('reaches both ends exactly', () => {
  expect(toValue(0, [1e-4, 1], true, false)).toBe(1e-4);
  expect(toValue(POSITIONS, [1e-4, 1], true, false)).toBe(1);
  expect(toValue(500, [1, 9], false, true)).toBe(5);
});
