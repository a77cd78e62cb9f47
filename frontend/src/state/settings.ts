import type { Catalog, RunSettings, Setting } from '../protocol/types';
import { find } from './catalog.svelte';
import { asked } from './fitting';
import { entriesOf, isGroups, isSpec } from './parts';
import type { ParameterValue, Spec } from './spec';

/** What one training is made of, by the keys of the catalog's parts. */
export type Settings = Record<string, Setting>;

/** What a variant has of its own; the rest it shares with variant A. */
export type Change = Settings;

export const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

/** The entry chosen as a part. */
export function specOf(settings: Settings, key: string): Spec {
  const setting = settings[key];
  if (!isSpec(setting)) throw new RangeError(`no entry is chosen as ${key}`);
  return setting;
}

/** Every parameter of a spec, defaults included, in the catalog's order. */
export function filled(catalog: Catalog, key: string, { name, params }: Spec): Record<string, ParameterValue> {
  const parameters = find(entriesOf(catalog, key), name)?.parameters ?? [];
  const defaults = Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.default]));
  return { ...defaults, ...params };
}

/** The setting without the parameters that have their default anyway. */
function lean(catalog: Catalog, key: string, setting: Setting): Setting {
  if (!isSpec(setting)) return setting;
  const defaults = filled(catalog, key, { name: setting.name, params: {} });
  const own = Object.entries(setting.params).filter(([name, value]) => !sameValue(defaults[name], value));
  return { name: setting.name, params: Object.fromEntries(own) };
}

export function sameValue(one: ParameterValue | undefined, other: ParameterValue | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether two settings of one part mean the same, whichever defaults are spelt out. */
export function same(catalog: Catalog, key: string, one: Setting | undefined, other: Setting | undefined): boolean {
  if (isGroups(one) && isGroups(other)) return JSON.stringify(one) === JSON.stringify(other);
  if (!isSpec(one) || !isSpec(other)) return one === other;
  return one.name === other.name && JSON.stringify(filled(catalog, key, one)) === JSON.stringify(filled(catalog, key, other));
}

export function effective(base: Settings, change: Change): Settings {
  return { ...base, ...change };
}

/** The keys in which two trainings differ. */
export function differences(catalog: Catalog, base: Settings, other: Settings): string[] {
  return catalog.parts.map(({ key }) => key).filter((key) => !same(catalog, key, base[key], other[key]));
}

/** What must change in `base` to make `other`. */
export function changesBetween(catalog: Catalog, base: Settings, other: Settings): Change {
  return Object.fromEntries(differences(catalog, base, other).map((key) => [key, other[key] ?? null]));
}

/** Take variant 0's place with the next one, when A itself is removed. */
export function promote(catalog: Catalog, base: Settings, [next, ...rest]: Change[]): { base: Settings; variants: Change[] } {
  const promoted = effective(base, next ?? {});
  return { base: promoted, variants: rest.map((change) => changesBetween(catalog, promoted, effective(base, change))) };
}

/** What a run was made with, as the page edits it. */
export function settingsOf(catalog: Catalog, run: RunSettings): Settings {
  const made = new Map<string, unknown>(Object.entries(run));
  const all = catalog.parts.map(({ key, default: usual }) => [key, lean(catalog, key, made.has(key) ? (made.get(key) as Setting) : usual)]);
  return asked(catalog, Object.fromEntries(all) as Settings);
}

/** Runs as the page edits them: the first one, and what is different in the others. */
export function fromRuns(catalog: Catalog, runs: readonly RunSettings[]): { base: Settings; variants: Change[] } | null {
  const [base, ...others] = runs.map((run) => settingsOf(catalog, run));
  if (!base) return null;
  return { base, variants: others.map((other) => changesBetween(catalog, base, other)) };
}

/** The keys in which any of these trainings differs from the first. */
export function varied(catalog: Catalog, all: readonly Settings[]): string[] {
  const [base, ...others] = all;
  if (!base) return [];
  return catalog.parts.map(({ key }) => key).filter((key) => others.some((other) => !same(catalog, key, base[key], other[key])));
}
