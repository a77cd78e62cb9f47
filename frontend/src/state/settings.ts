import type { Catalog, DatasetEntry, Entry, RunSettings } from '../protocol/types';
import { find } from './catalog.svelte';
import type { ParameterValue, Spec } from './spec';

/** What one training is made of, in the order in which the page shows it. */
export interface Settings {
  dataset: Spec;
  model: Spec;
  initializer: Spec;
  activation: Spec;
  loss: Spec;
  optimizer: Spec;
  schedule: Spec;
  batch_size: number;
  epochs: number;
  seed: number;
  /** Global L2 norm that gradients are clipped to; `null`: they are not. */
  clip_norm: number | null;
}

export type SettingKey = keyof Settings;
export type SpecKey = 'dataset' | 'model' | 'initializer' | 'activation' | 'loss' | 'optimizer' | 'schedule';

export const SPEC_KEYS: readonly SpecKey[] = [
  'dataset', 'model', 'initializer', 'activation', 'loss', 'optimizer', 'schedule',
];
export const SETTING_KEYS: readonly SettingKey[] = [...SPEC_KEYS, 'batch_size', 'epochs', 'seed', 'clip_norm'];

/** What a variant has of its own; the rest it shares with variant A. */
export type Change = Partial<Settings>;

export const LETTERS = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

export function isSpecKey(key: SettingKey): key is SpecKey {
  return (SPEC_KEYS as readonly string[]).includes(key);
}

export function entriesOf(catalog: Catalog, key: 'dataset'): readonly DatasetEntry[];
export function entriesOf(catalog: Catalog, key: SpecKey): readonly Entry[];
export function entriesOf(catalog: Catalog, key: SpecKey): readonly Entry[] {
  const lists = {
    dataset: catalog.datasets,
    model: catalog.models,
    initializer: catalog.initializers,
    activation: catalog.activations,
    loss: catalog.losses,
    optimizer: catalog.optimizers,
    schedule: catalog.schedules,
  };
  return lists[key];
}

/** Every parameter of a spec, defaults included, in the catalog's order. */
export function filled(catalog: Catalog, key: SpecKey, { name, params }: Spec): Record<string, ParameterValue> {
  const parameters = find(entriesOf(catalog, key), name)?.parameters ?? [];
  const defaults = Object.fromEntries(parameters.map((parameter) => [parameter.name, parameter.default]));
  return { ...defaults, ...params };
}

/** The spec without the parameters that have their default anyway. */
function lean(catalog: Catalog, key: SpecKey, spec: Spec): Spec {
  const defaults = filled(catalog, key, { name: spec.name, params: {} });
  const own = Object.entries(spec.params).filter(([name, value]) => !sameValue(defaults[name], value));
  return { name: spec.name, params: Object.fromEntries(own) };
}

export function sameValue(one: ParameterValue | undefined, other: ParameterValue | undefined): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Whether two settings of one kind mean the same, whichever defaults are spelt out. */
export function same<K extends SettingKey>(catalog: Catalog, key: K, one: Settings[K], other: Settings[K]): boolean {
  if (!isSpecKey(key)) return one === other;
  const [left, right] = [one as Spec, other as Spec];
  return left.name === right.name && JSON.stringify(filled(catalog, key, left)) === JSON.stringify(filled(catalog, key, right));
}

export function effective(base: Settings, change: Change): Settings {
  return { ...base, ...change };
}

/** The keys in which two trainings differ. */
export function differences(catalog: Catalog, base: Settings, other: Settings): SettingKey[] {
  return SETTING_KEYS.filter((key) => !same(catalog, key, base[key], other[key]));
}

/** What must change in `base` to make `other`. */
export function changesBetween(catalog: Catalog, base: Settings, other: Settings): Change {
  return Object.fromEntries(differences(catalog, base, other).map((key) => [key, other[key]]));
}

/** Take variant 0's place with the next one, when A itself is removed. */
export function promote(catalog: Catalog, base: Settings, [next, ...rest]: Change[]): { base: Settings; variants: Change[] } {
  const promoted = effective(base, next ?? {});
  return { base: promoted, variants: rest.map((change) => changesBetween(catalog, promoted, effective(base, change))) };
}

function leanSettings(catalog: Catalog, settings: RunSettings): Settings {
  const pairs = SETTING_KEYS.map((key) => [key, isSpecKey(key) ? lean(catalog, key, settings[key]) : settings[key]]);
  return Object.fromEntries(pairs) as unknown as Settings;
}

/** Runs as the page edits them: the first one, and what is different in the others. */
export function fromRuns(catalog: Catalog, runs: readonly RunSettings[]): { base: Settings; variants: Change[] } | null {
  const [base, ...others] = runs.map((settings) => leanSettings(catalog, settings));
  if (!base) return null;
  return { base, variants: others.map((other) => changesBetween(catalog, base, other)) };
}

/** The keys in which any of these trainings differs from the first. */
export function varied(catalog: Catalog, all: readonly Settings[]): SettingKey[] {
  const [base, ...others] = all;
  if (!base) return [];
  return SETTING_KEYS.filter((key) => others.some((other) => !same(catalog, key, base[key], other[key])));
}
