import { describe, expect, it } from 'vitest';
import type { Scale } from '../protocol/types';
import { LEVELS, reliefOf } from './relief';
import { themes } from './theme';
// The server's tests read the same table.
import shared from '../../tests/scale.cases.json';

const numbers = (rows: (number | string)[][]) =>
  rows.map((row) => row.map((one) => (typeof one === 'number' ? one : Number(one.replace('inf', 'Infinity')))));

describe.each(shared.cases)('the relief of $name', ({ z, scale, heights }) => {
  const relief = reliefOf({ z: numbers(z), scale: scale as Scale });

  it('lies where the scale says, with holes where the function is not finite', () => {
    const near = heights.map((row) => row.map((one) => (one === null ? null : (expect.closeTo(one, 10) as number))));
    expect(relief.rows).toEqual(near);
    expect(relief.kind).toBe(scale.kind);
  });

  it('has a range that holds it', () => {
    const found = relief.rows.flat().filter((one) => one !== null);
    expect(relief.high).toBeGreaterThan(relief.low);
    for (const one of found) expect(one >= relief.low && one <= relief.high).toBe(true);
  });
});

it('a contour has as many shades as in figures of the Python package, and the same', () => {
  expect(LEVELS).toBe(shared.levels);
  expect(themes.light.relief).toEqual(shared.colours);
});
