import { describe, expect, it } from 'vitest';
import { contrast } from './colour';
import { COLOURS, freeSlot, identity, themes } from './theme';

describe.each(Object.values(themes))('$name theme', (theme) => {
  it.each(COLOURS[theme.name].map((colour) => [colour]))('%s stands out from the panel', (colour) => {
    expect(contrast(colour, theme.panel)).toBeGreaterThanOrEqual(3);
  });

  it.each(['text', 'muted', 'accent', 'good', 'bad', 'warn'] as const)('%s is readable as text', (key) => {
    expect(contrast(theme[key], theme.panel)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(theme[key], theme.ground)).toBeGreaterThanOrEqual(4.5);
  });

  it('is readable on the accent', () => {
    expect(contrast(theme.onAccent, theme.accent)).toBeGreaterThanOrEqual(4.5);
    expect(contrast(theme.text, theme.accentSoft)).toBeGreaterThanOrEqual(4.5);
  });

  it('gives sixteen variants sixteen looks', () => {
    const looks = Array.from({ length: 16 }, (_, slot) => identity(slot, theme));
    expect(new Set(looks.map(({ colour, dash }) => colour + dash)).size).toBe(16);
    expect(new Set(looks.slice(0, 8).map(({ dash }) => dash)).size).toBe(8);
    expect(new Set(looks.slice(0, 8).map(({ marker }) => marker)).size).toBe(8);
  });
});

it('finds the lowest free slot', () => {
  expect(freeSlot([0, 1, 3])).toBe(2);
});
