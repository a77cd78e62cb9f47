import type { Catalog, InstrumentEntry, RunSettings } from '../../protocol/types';
import { chosenIn, goes } from '../../state/fitting';
import type { Settings } from '../../state/settings';
import type { Measured } from '../../state/measured';
import type { Spec } from '../../state/spec';

type Asked = Spec & { every: number | null };

function offered(catalog: Catalog, settings: Settings, chosen: InstrumentEntry['chosen']): InstrumentEntry[] {
  const parts = chosenIn(catalog, settings);
  return catalog.instruments.filter((entry) => entry.chosen === chosen && goes(entry, parts));
}

/** How often something is measured, `null` for as often as is usual; `undefined` where it is not. */
export function cadenceOf(name: string, chosen: readonly Measured[]): number | null | undefined {
  return chosen.find((one) => one.name === name)?.every;
}

/** What can be measured in a training when it is asked for. */
export function asked(catalog: Catalog, settings: Settings): InstrumentEntry[] {
  return offered(catalog, settings, 'asked');
}

/** What is measured, in a few words. */
export function titles(entries: readonly InstrumentEntry[], chosen: readonly Measured[]): string {
  const [first, ...more] = entries.filter(({ name }) => cadenceOf(name, chosen) !== undefined);
  if (!first) return 'as usual';
  return more.length === 0 ? `and ${first.title.toLowerCase()}` : `and ${more.length + 1} more`;
}

/** The request's `instruments`: what is usual, and what is asked for; none where that is all. */
export function instrumentsOf(catalog: Catalog, settings: Settings, chosen: readonly Measured[]): Asked[] | null {
  const more = asked(catalog, settings).filter(({ name }) => cadenceOf(name, chosen) !== undefined);
  if (more.length === 0) return null;
  return [...offered(catalog, settings, 'default'), ...more].map(({ name }) => ({ name, params: {}, every: cadenceOf(name, chosen) ?? null }));
}

/** What runs were asked to measure. */
export function askedOf(catalog: Catalog, runs: readonly RunSettings[]): Measured[] {
  const all = runs.flatMap(({ instruments }) => instruments);
  return catalog.instruments.flatMap(({ name, chosen }) => {
    const every = cadenceOf(name, all);
    return chosen === 'asked' && every !== undefined ? [{ name, every }] : [];
  });
}
