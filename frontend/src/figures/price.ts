import type { InstrumentEntry } from '../protocol/types';
import { format, percent } from './numbers';

/** Less than this share of a step cannot be told from nothing. */
const LEAST = 0.01;

/** When something is measured, in words for a choice. */
export function whenText(finest: InstrumentEntry['finest'], every: number | null): string {
  if (every !== null) return `every ${every} steps`;
  return finest === 'step' ? 'at every step' : 'at each snapshot';
}

/** When something is measured, and what that costs. */
export function priceText(finest: InstrumentEntry['finest'], price: number | null, every: number | null = null): string {
  const when = whenText(finest, every).replace(/^./, (letter) => letter.toUpperCase());
  if (price === null) return `${when}.`;
  const share = finest === 'step' ? price / (every ?? 1) : price;
  if (share < LEAST) return `${when}, at next to no cost.`;
  if (finest === 'step') return `${when}; one of the usual training takes about ${percent(share, 0)} longer with it.`;
  return `${when}; one takes as long as about ${format(price, 2)} steps of the usual training.`;
}
