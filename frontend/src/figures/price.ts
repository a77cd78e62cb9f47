import type { InstrumentEntry } from '../protocol/types';
import { format, percent } from './numbers';

/** Less than this share of a step cannot be told from nothing. */
const LEAST = 0.01;

/** When something is measured, and what that costs. */
export function priceText(finest: InstrumentEntry['finest'], price: number | null): string {
  const when = finest === 'step' ? 'At every step' : 'At each snapshot';
  if (price === null) return `${when}.`;
  if (price < LEAST) return `${when}, at next to no cost.`;
  if (finest === 'step') return `${when}; one of the usual training takes about ${percent(price, 0)} longer with it.`;
  return `${when}; one takes as long as about ${format(price, 2)} steps of the usual training.`;
}
