import { expect, it } from 'vitest';
import { measured } from './measured';

it('is a name, or a name and a cadence', () => {
  for (const one of [{ name: 'sharpness', every: null }, { name: 'sharpness', every: 100 }]) {
    expect(measured.decode(measured.encode(one))).toEqual(one);
  }
  expect(measured.encode({ name: 'sharpness', every: 100 })).toBe('sharpness*100');
  for (const text of ['', '*5', 'a*', 'a*0', 'a*1.5', 'a*-1', 'a*b', 'a*1*2']) expect(measured.decode(text)).toBeUndefined();
});
