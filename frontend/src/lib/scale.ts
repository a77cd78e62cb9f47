import type { Parameter } from '../protocol/types';

/** A slider has this many positions; it maps them to values evenly, or evenly in the logarithm. */
export const POSITIONS = 1000;

type Range = Pick<Parameter, 'soft_low' | 'soft_high' | 'low' | 'high' | 'log' | 'kind' | 'default'>;

/** The interval that the slider of a parameter covers, or `null` when there is none to cover. */
export function sliderRange(parameter: Range): [number, number] | null {
  const low = parameter.soft_low ?? parameter.low;
  const high = parameter.soft_high ?? parameter.high;
  return low === null || high === null || low >= high ? null : [low, high];
}

/** A logarithmic slider that reaches zero keeps it as its first position. */
function floorOf([low, high]: [number, number]): number {
  return low > 0 ? low : high * 1e-6;
}

export function toPosition(value: number, range: [number, number], log: boolean): number {
  const [low, high] = range;
  if (!log) return clamp(((value - low) / (high - low)) * POSITIONS);
  const floor = floorOf(range);
  if (value < floor) return 0;
  return clamp((Math.log(value / floor) / Math.log(high / floor)) * POSITIONS);
}

export function toValue(position: number, range: [number, number], log: boolean, whole: boolean): number {
  const [low, high] = range;
  const share = position / POSITIONS;
  if (position === 0) return low;
  if (position === POSITIONS) return high;
  const floor = floorOf(range);
  const value = log ? floor * (high / floor) ** share : low + (high - low) * share;
  return whole ? Math.round(value) : round(value, log ? value : high - low);
}

/** Three significant digits of `scale`'s size: a slider promises no more. */
function round(value: number, scale: number): number {
  const digits = 2 - Math.floor(Math.log10(Math.abs(scale)));
  return digits > 0 ? Number(value.toFixed(Math.min(digits, 20))) : Number(value.toPrecision(3));
}

function clamp(position: number): number {
  return Math.min(Math.max(Math.round(position), 0), POSITIONS);
}
