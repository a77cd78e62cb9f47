import type { Catalog, InstrumentEntry, RunSettings } from '../../protocol/types';
import { chosenIn, goes } from '../../state/fitting';
import type { Settings } from '../../state/settings';
import type { Spec } from '../../state/spec';

function offered(catalog: Catalog, settings: Settings, chosen: InstrumentEntry['chosen']): InstrumentEntry[] {
  const parts = chosenIn(catalog, settings);
  return catalog.instruments.filter((entry) => entry.chosen === chosen && goes(entry, parts));
}

/** What can be measured in a training when it is asked for. */
export function asked(catalog: Catalog, settings: Settings): InstrumentEntry[] {
  return offered(catalog, settings, 'asked');
}

/** What is measured, in a few words. */
export function titles(entries: readonly InstrumentEntry[], names: readonly string[]): string {
  const [first, ...more] = entries.filter(({ name }) => names.includes(name));
  if (!first) return 'as usual';
  return more.length === 0 ? `and ${first.title.toLowerCase()}` : `and ${more.length + 1} more`;
}

/** The request's `instruments`: what is usual, and what is asked for; none where that is all. */
export function instrumentsOf(catalog: Catalog, settings: Settings, names: readonly string[]): Spec[] | null {
  const more = asked(catalog, settings).filter(({ name }) => names.includes(name));
  if (more.length === 0) return null;
  return [...offered(catalog, settings, 'default'), ...more].map(({ name }) => ({ name, params: {} }));
}

/** What runs were asked to measure. */
export function askedOf(catalog: Catalog, runs: readonly RunSettings[]): string[] {
  const names = new Set(runs.flatMap(({ instruments }) => instruments.map(({ name }) => name)));
  return catalog.instruments.filter((entry) => entry.chosen === 'asked' && names.has(entry.name)).map(({ name }) => name);
}
