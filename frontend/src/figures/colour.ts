import type { ColorScale } from './plotly';

/** Red, green and blue of a #rrggbb colour, 0 to 255. */
function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}

function linear(value: number): number {
  return value <= 0.03928 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = channels(colour).map((value) => linear(value / 255));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** Contrast ratio of two #rrggbb colours, 1 to 21 (WCAG 2.2, relative luminance). */
export function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

/** A #rrggbb colour with an opacity. */
export function withAlpha(colour: string, alpha: number): string {
  return `rgba(${channels(colour).join(',')},${alpha})`;
}

/** The colour at a share from 0 to 1 of a scale of #rrggbb colours. */
export function mix(scale: ColorScale, share: number): string {
  const above = Math.max(1, scale.findIndex(([at]) => at >= share));
  const [from, before] = scale[above - 1] ?? [0, '#000000'];
  const [to, after] = scale[above] ?? [1, '#000000'];
  const weight = Math.min(1, Math.max(0, (share - from) / (to - from)));
  const other = channels(after);
  const mixed = channels(before).map((value, index) => Math.round(value + weight * ((other[index] ?? 0) - value)));
  return `rgb(${mixed.join(',')})`;
}

/** A #rrggbb colour mixed into another: 0 is the ground, 1 the colour. */
export function blend(ground: string, colour: string, share: number): string {
  const to = channels(colour);
  const mixed = channels(ground).map((value, at) => Math.round(value + ((to[at] ?? 0) - value) * share));
  return `#${mixed.map((value) => value.toString(16).padStart(2, '0')).join('')}`;
}

/** A colour as faint as it may be on this ground and still be seen: at least `ratio` to 1. */
export function faint(colour: string, ground: string, ratio = 3): string {
  const shares = Array.from({ length: 20 }, (_, at) => (at + 1) / 20);
  return shares.map((share) => blend(ground, colour, share)).find((mixed) => contrast(mixed, ground) >= ratio) ?? colour;
}

/** A colour as it is where it can be seen on this ground, or else as much of the text's colour in it as it takes. */
export function legible(colour: string, ground: string, text: string, ratio: number): string {
  const shares = Array.from({ length: 11 }, (_, at) => at / 10);
  return shares.map((share) => blend(colour, text, share)).find((mixed) => contrast(mixed, ground) >= ratio) ?? text;
}
