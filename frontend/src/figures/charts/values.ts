import type { ColumnPlan } from '../../protocol/types';
import type { LogScale } from '../logScale';
import { format, percent } from '../numbers';

/** A value as people read it, in its column's unit. */
export function valueText(value: number, plan: Pick<ColumnPlan, 'unit'> | null, digits = 3): string {
  const unit = plan?.unit ?? '';
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'not a number' : value > 0 ? 'infinite' : 'minus infinite';
  if (unit === 'share') return percent(value);
  return unit === '' ? format(value, digits) : `${format(value, digits)} ${unit}`;
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Up to the next round number: a scale that does not twitch. */
export function roundUp(value: number): number {
  if (!(value > 0) || !Number.isFinite(value)) return 0;
  const power = 10 ** Math.floor(Math.log10(value));
  return ([1, 1.5, 2, 3, 4, 5, 6, 8].find((digit) => digit * power >= value * (1 - 1e-9)) ?? 10) * power;
}

export type Interval = [number, number];

/** The axis of values over steps. */
export interface ValueScale {
  /** `null`: the axis is linear. */
  log: LogScale | null;
  /** Ends of the axis as Plotly wants them. */
  range: Interval;
}

/** From 0 to what is there, in round numbers; around 0 where nothing is. */
export function rounded(values: Iterable<number>): Interval {
  let low = 0;
  let high = 0;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  const range: Interval = [-roundUp(-low), roundUp(high)];
  return range[0] === range[1] ? [-1, 1] : range;
}

/** Room around an interval, so that its ends are seen. */
export function padded([low, high]: Interval): Interval {
  const pad = 0.06 * (high - low);
  return [low - pad, high + pad];
}
