import { describe, headline } from '../../figures/describe';
import type { Catalog, Experiment, RunDetail } from '../../protocol/types';
import { settled } from '../../state/fitting';
import { fromRuns, effective, type Settings } from '../../state/settings';

/** What is said of an experiment on the list. */
export interface Words {
  data: string;
  network: string;
  /** What sets each run apart, by run id. */
  heads: Record<string, string[]>;
}

/** From what is known of an experiment's runs; `null` until everything is. */
export function wordsOf(catalog: Catalog, { runs }: Experiment, details: Record<string, RunDetail>): Words | null {
  const known = runs.flatMap(({ id }) => details[id] ?? []);
  const found = fromRuns(catalog, known.map(({ settings }) => settings));
  if (!found || known.length !== runs.length) return null;
  const all: Settings[] = [found.base, ...found.variants.map((change) => effective(found.base, change))].map((settings) => settled(catalog, settings));
  const [base = found.base] = all;
  const alone = all.length === 1;
  const heads = runs.map(({ id }, index) => [id, alone ? [describe(catalog, base, 'optimizer')] : headline(catalog, all, index)]);
  return {
    data: describe(catalog, base, 'dataset'),
    network: describe(catalog, base, 'model'),
    heads: Object.fromEntries(heads),
  };
}

const day = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });

/** A moment for people, from ISO 8601. */
export function moment(iso: string): string {
  return day.format(new Date(iso));
}
