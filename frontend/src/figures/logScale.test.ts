import { describe, expect, it } from 'vitest';
import { landings, leastPositive, logScale, placed } from './logScale';

describe('a logarithmic axis', () => {
  const scale = logScale(1e-4, 100);

  it('shows its whole interval with room at both ends', () => {
    expect(scale.range[0]).toBeLessThan(-4);
    expect(scale.range[1]).toBeGreaterThan(2);
    expect(Math.log10(scale.edge)).toBeGreaterThan(scale.range[0]);
    expect(Math.log10(scale.edge)).toBeLessThan(-4);
  });

  it('spans the decades asked for', () => {
    const [bottom, top] = logScale(0.5, 0.6, 1).range;
    expect(top - bottom).toBeGreaterThanOrEqual(1);
  });

  it('puts zero, negative and too small values on its lower edge, and leaves gaps for what is not finite', () => {
    expect(placed([1, 0, -2, 1e-9, NaN, Infinity, 3], scale)).toEqual([1, scale.edge, scale.edge, scale.edge, null, null, 3]);
  });

  it('marks each arrival at the edge once', () => {
    const x = [0, 1, 2, 3, 4, 5];
    const [marks] = landings({ name: 'A', colour: '#123456', x, values: [1, 0, 0, 2, -1, 0] }, scale);
    expect(marks).toMatchObject({ x: [1, 4], y: [scale.edge, scale.edge], marker: { symbol: 'triangle-down' } });
    expect(landings({ name: 'A', colour: '#123456', x, values: [1, 2, 3, 2, 1, 2] }, scale)).toEqual([]);
  });

  it('marks a curve that begins there', () => {
    const [marks] = landings({ name: 'A', colour: '#123456', x: [7], values: [0] }, scale);
    expect(marks?.x).toEqual([7]);
  });
});

it('linear axes place every finite number where it is', () => {
  expect(placed([0, -1, NaN], null)).toEqual([0, -1, null]);
  expect(landings({ name: 'A', colour: '#123456', x: [0], values: [0] }, null)).toEqual([]);
});

it('the least positive number', () => {
  expect(leastPositive([0, 3, -1, 0.5, NaN])).toBe(0.5);
  expect(leastPositive([0, -1])).toBe(Infinity);
});
