import type { Catalog, Entry, Setting } from '../protocol/types';
import { find } from './catalog.svelte';
import { entriesOf, isSpec } from './parts';
import type { Settings } from './settings';

/** Entries that are chosen, by the key of their part. */
type Chosen = [string, Entry][];

function allows({ fits }: Entry, key: string, name: string): boolean {
  return fits[key]?.includes(name) ?? true;
}

/** Whether an entry, as a part or as none, goes with everything that is chosen. */
export function goes(entry: Entry, chosen: Chosen, key: string | null = null): boolean {
  return chosen.every(([other, partner]) => allows(entry, other, partner.name) && (key === null || allows(partner, key, entry.name)));
}

/** What is chosen, as far as this server knows it; up to a part, or all of it. */
export function chosenIn(catalog: Catalog, settings: Settings, until: string | null = null): Chosen {
  const keys = catalog.parts.map(({ key }) => key);
  const before = until === null ? keys : keys.slice(0, keys.indexOf(until));
  return before.flatMap((key): Chosen => {
    const setting = settings[key];
    const entry = isSpec(setting) ? find(entriesOf(catalog, key), setting.name) : undefined;
    return entry ? [[key, entry]] : [];
  });
}

/** The entries of a part that go with the parts before it. */
export function fitting(catalog: Catalog, key: string, settings: Settings): readonly Entry[] {
  const chosen = chosenIn(catalog, settings, key);
  return entriesOf(catalog, key).filter((entry) => goes(entry, chosen, key));
}

/** The entry that a part has where none is named: what those before it imply, or always the same. */
function usual(catalog: Catalog, key: string, settings: Settings): Setting {
  const implied = chosenIn(catalog, settings, key).flatMap(([, { implies }]) => implies[key] ?? []);
  const name = implied.at(-1);
  return name === undefined ? (catalog.parts.find((part) => part.key === key)?.default ?? null) : { name, params: {} };
}

/** What is chosen as a part, or what is usual where nothing is, or nothing that goes with the rest. */
function settledPart(catalog: Catalog, key: string, settings: Settings): Setting {
  const own = settings[key] ?? null;
  const known = entriesOf(catalog, key);
  // What this server does not have is for the server to refuse.
  if (isSpec(own) && !find(known, own.name)) return own;
  const fit = fitting(catalog, key, settings);
  const ways = [own, usual(catalog, key, settings), ...fit.map(({ name }) => ({ name, params: {} }))];
  return ways.find((way) => isSpec(way) && find(fit, way.name) !== undefined) ?? own;
}

/** Settings with every part that follows from others, and with those that go together. */
export function settled(catalog: Catalog, settings: Settings): Settings {
  const result = { ...settings };
  for (const { key, kind } of catalog.parts) if (kind === 'entry') result[key] = settledPart(catalog, key, result);
  return result;
}

/** Settled settings as they are asked for: what follows from others is left to follow. */
export function asked(catalog: Catalog, settings: Settings): Settings {
  const left = catalog.parts.filter(({ key, kind, default: always }) => {
    const [own, follows] = [settings[key], usual(catalog, key, settings)];
    return kind === 'entry' && always === null && isSpec(own) && isSpec(follows) && own.name === follows.name && Object.keys(own.params).length === 0;
  });
  return { ...settings, ...Object.fromEntries(left.map(({ key }) => [key, null])) };
}
