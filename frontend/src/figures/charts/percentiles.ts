import { blend } from '../colour';
import type { Theme } from '../theme';

/** The nine percentiles of a snapshot: the extremes, and 0, ±0.5, ±1, ±1.5 standard deviations of a normal one. */
export const PERCENTILES = [0, 6.68, 15.87, 30.85, 50, 69.15, 84.13, 93.32, 100] as const;
export const MEDIAN = 4;
export const LAST = 8;

export interface Nest {
  /** Indices of the percentiles that bound the band. */
  from: number;
  to: number;
  /** How much of the run's colour is in it. */
  depth: number;
  /** Whether its edge is drawn: of all values, and of the middle two thirds. */
  edged: boolean;
}

/** Bands between percentiles, the widest first. */
export const NESTS: readonly Nest[] = [
  { from: 0, to: 8, depth: 0.16, edged: true },
  { from: 1, to: 7, depth: 0.32, edged: false },
  { from: 2, to: 6, depth: 0.5, edged: true },
  { from: 3, to: 5, depth: 0.7, edged: false },
];

export function fillOf({ depth }: Nest, colour: string, theme: Theme): string {
  return blend(theme.panel, colour, depth);
}
