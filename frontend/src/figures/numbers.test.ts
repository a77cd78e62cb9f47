import { expect, it } from 'vitest';
import { toCsv, toJson } from './export';
import { count, format, percent, seconds } from './numbers';

it.each([
  [0, '0'],
  [0.05, '0.05'],
  [-1.5, '−1.5'],
  [2.34567, '2.35'],
  [12345, '12300'],
  [123456, '1.23·10⁵'],
  [1e-8, '10⁻⁸'],
  [-2.5e-9, '−2.5·10⁻⁹'],
  [100, '100'],
  [Infinity, '∞'],
  [NaN, 'NaN'],
  [null, '–'],
])('formats %s as %s', (value, text) => {
  expect(format(value)).toBe(text);
});

it('formats counts, times and shares', () => {
  expect(count(1234567)).toBe('1\u202f234\u202f567');
  expect(seconds(3725)).toBe('01:02:05');
  expect(percent(0.9753)).toBe('97.5 %');
});

it('writes tables that other programs read', () => {
  expect(toCsv({ step: [0, 1], 'a,b': [0.5, null] })).toBe('step,"a,b"\n0,0.5\n1,\n');
  expect(toJson({ loss: [1, NaN, -Infinity] }).replace(/\s/g, '')).toBe('{"loss":[1,"nan","-inf"]}');
});
