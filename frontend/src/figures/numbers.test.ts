import { expect, it } from 'vitest';
import { count, format, percent, seconds } from './numbers';
import cases from '../../tests/numbers.cases.json';

const NONFINITE: Record<string, number> = { inf: Infinity, '-inf': -Infinity, nan: NaN };

it.each(cases.number as [number | string, number, string][])('writes %s with %i digits as %s, as the server does', (value, digits, text) => {
  expect(format(typeof value === 'string' ? NONFINITE[value] : value, digits)).toBe(text);
});

it.each(cases.percent as [number, number, string][])('writes the share %s with %i digits as %s, as the server does', (value, digits, text) => {
  expect(percent(value, digits)).toBe(text);
});

it('shows what there is not', () => {
  expect(format(null)).toBe('–');
  expect(percent(null)).toBe('–');
});

it('formats counts and times', () => {
  expect(count(1234567)).toBe('1\u202f234\u202f567');
  expect(seconds(3725)).toBe('01:02:05');
});
