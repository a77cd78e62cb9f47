import { describe, expect, it } from 'vitest';
import { COLOURS, themes } from '../theme';
import { layerTicks, spread, tickOf } from './axes';
import { CLASSES } from './classes';
import { shades, ZERO_SHADE } from './heat';

const RANGE: [number, number] = [-6, 0];

describe('labels at the ends of lines', () => {
  it('keeps every one, in order, apart and inside', () => {
    const ends = ['1', '2', '3', '4', '5', '6', '7', 'out'].map((text, at) => ({ y: -3 + at * 0.01, text }));
    const placed = spread(ends, RANGE);
    expect(placed.map(({ text }) => text)).toEqual(ends.map(({ text }) => text));
    for (const [at, { y }] of placed.entries()) {
      expect(y).toBeGreaterThanOrEqual(-6);
      expect(y).toBeLessThanOrEqual(0);
      if (at > 0) expect(y - (placed[at - 1]?.y ?? NaN)).toBeGreaterThanOrEqual(6 / 9 - 1e-9);
    }
  });
  it('lets a lone one stay at its line, and neighbours share where there are many', () => {
    expect(spread([{ y: -2.5, text: '1' }], RANGE)).toEqual([{ y: -2.5, text: '1' }]);
    const many = Array.from({ length: 17 }, (_, at) => ({ y: -at / 4, text: String(at) }));
    expect(spread(many, RANGE).flatMap(({ text }) => text.split(','))).toHaveLength(17);
  });
});

describe('ticks of layers', () => {
  it('names all of a few, and first and last of many', () => {
    expect(layerTicks(['hidden 1', 'hidden 2', 'output']).ticktext).toEqual(['1', '2', 'out']);
    const deep = [...Array.from({ length: 24 }, (_, at) => `hidden ${at + 1}`), 'output'];
    const { ticktext } = layerTicks(deep);
    expect([ticktext[0], ticktext.at(-1)]).toEqual(['1', 'out']);
    expect(ticktext.length).toBeLessThanOrEqual(10);
  });
});

// Machado, Oliveira and Fernandes (2009), severity 1, on linear RGB.
const EYES = {
  usual: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  deuteranope: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  protanope: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
};

function times(matrix: number[], [a = 0, b = 0, c = 0]: number[]): number[] {
  return [0, 3, 6].map((row) => (matrix[row] ?? 0) * a + (matrix[row + 1] ?? 0) * b + (matrix[row + 2] ?? 0) * c);
}

/** Oklab (Ottosson 2020) of a #rrggbb colour as some eyes see it. */
function seen(colour: string, eye: number[]): number[] {
  const linear = [1, 3, 5].map((at) => {
    const share = parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  const cones = times(
    [0.4122214708, 0.5363325363, 0.0514459929, 0.2119034982, 0.6806995451, 0.1073969566, 0.0883024619, 0.2817188376, 0.6299787005],
    times(eye, linear).map((value) => Math.min(Math.max(value, 0), 1)),
  );
  return times([0.2104542553, 0.793617785, -0.0040720468, 1.9779984951, -2.428592205, 0.4505937099, 0.0259040371, 0.7827717662, -0.808675766], cones.map(Math.cbrt));
}

function distance(one: string, other: string, eye: number[]): number {
  const [a, b] = [seen(one, eye), seen(other, eye)];
  return Math.hypot(...a.map((value, at) => value - (b[at] ?? 0)));
}

describe.each(['light', 'dark'] as const)('colours on %s ground', (name) => {
  const variants = COLOURS[name].slice(0, 2);
  it.each(Object.entries(EYES))('of classes are not those of the first variants for a %s eye', (_, eye) => {
    for (const colour of CLASSES[name]) for (const variant of variants) expect(distance(colour, variant, eye)).toBeGreaterThan(0.07);
  });
  it('of classes are far from each other', () => {
    for (const [at, one] of CLASSES[name].entries())
      for (const other of CLASSES[name].slice(at + 1)) expect(distance(one, other, EYES.usual)).toBeGreaterThan(0.1);
  });
  it('of the gradient map are grey in its middle and not those of the first variants', () => {
    const scale = shades(themes[name]);
    const middle = scale.find(([stop]) => stop === 0.5)?.[1] ?? '';
    const [, a = 1, b = 1] = seen(middle, EYES.usual);
    expect(Math.hypot(a, b)).toBeLessThan(0.02);
    for (const [, colour] of scale) for (const variant of variants) expect(distance(colour, variant, EYES.usual)).toBeGreaterThan(0.1);
  });
  it('show an exact 0 apart from the least gradient', () => {
    const lowest = shades(themes[name])[0]?.[1] ?? '';
    for (const eye of Object.values(EYES)) expect(distance(ZERO_SHADE[name], lowest, eye)).toBeGreaterThan(0.2);
  });
});

describe('short names of layers', () => {
  it.each([['hidden 12', '12'], ['output', 'out'], ['conv 2', 'c2'], ['code', 'code'], ['recurrent', 'rec.']])('%s is %s', (layer, short) => {
    expect(tickOf(layer)).toBe(short);
  });
});
