import type { Catalog, DatasetEntry, ParameterValue } from '../protocol/types';
import { find } from '../state/catalog.svelte';
import { entriesOf, filled, isSpecKey, same, sameValue, SETTING_KEYS, varied, type SettingKey, type Settings, type SpecKey } from '../state/settings';
import type { Spec } from '../state/spec';
import { count, format } from './numbers';

export const SETTING_TITLES: Record<SettingKey, string> = {
  dataset: 'data',
  model: 'network',
  initializer: 'initializer',
  activation: 'activation',
  loss: 'loss',
  optimizer: 'optimizer',
  schedule: 'schedule',
  batch_size: 'batch',
  epochs: 'epochs',
  seed: 'seed',
  clip_norm: 'clip norm',
};

/** Shorter than the catalog's titles, where a chip has little room. */
const SHORT: Record<string, string> = { learning_rate: 'rate', std: 'std', hidden: 'hidden' };

function valueText(value: ParameterValue | undefined): string {
  if (Array.isArray(value)) return value.length === 0 ? 'none' : runsOf(value).join(' – ');
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return typeof value === 'number' ? format(value) : (value ?? '').replaceAll('_', ' ');
}

/** `[64, 64, 10]` as `64 × 2`, `10`. */
function runsOf(widths: readonly number[]): string[] {
  const runs: { width: number; times: number }[] = [];
  for (const width of widths) {
    const last = runs.at(-1);
    if (last?.width === width) last.times += 1;
    else runs.push({ width, times: 1 });
  }
  return runs.map(({ width, times }) => (times > 1 ? `${width} × ${times}` : String(width)));
}

/** A parameter that says what an entry is, even at its default. */
function tells(key: SpecKey, name: string, parameters: number): boolean {
  return name === 'learning_rate' || (key === 'initializer' && parameters === 1);
}

function parameterTexts(catalog: Catalog, key: SpecKey, spec: Spec, shown: (name: string, value: ParameterValue, initial: ParameterValue) => boolean): string[] {
  const entry = find(entriesOf(catalog, key), spec.name);
  const values = filled(catalog, key, spec);
  return (entry?.parameters ?? []).flatMap(({ name, title, default: initial, kind }) => {
    const value = values[name];
    if (value === undefined || !shown(name, value, initial)) return [];
    if (kind === 'bool') return [value === true ? title : `no ${title}`];
    return [`${SHORT[name] ?? title} ${valueText(value)}`];
  });
}

/** An entry with what sets it apart from its defaults: `Adam, rate 0.01`. */
export function describeSpec(catalog: Catalog, key: SpecKey, spec: Spec): string {
  const entry = find(entriesOf(catalog, key), spec.name);
  const parameters = entry?.parameters.length ?? 0;
  const texts = parameterTexts(catalog, key, spec, (name, value, initial) => tells(key, name, parameters) || !sameValue(value, initial));
  return [entry?.title ?? spec.name, ...texts].join(', ');
}

/** Layer widths from the inputs to the classes, as far as the catalog knows them. */
export function networkText(catalog: Catalog, dataset: Spec, model: Spec): string {
  const hidden = filled(catalog, 'model', model)['hidden'];
  if (!Array.isArray(hidden)) return describeSpec(catalog, 'model', model);
  const data: DatasetEntry | undefined = find(entriesOf(catalog, 'dataset'), dataset.name);
  const arms = filled(catalog, 'dataset', dataset)['arms'];
  const classes = typeof arms === 'number' ? arms : data?.classes;
  return [data?.features, ...runsOf(hidden), classes].filter((one) => one !== undefined).join(' – ');
}

/** One setting in a few words. */
export function describe(catalog: Catalog, settings: Settings, key: SettingKey): string {
  if (key === 'model') return networkText(catalog, settings.dataset, settings.model);
  if (isSpecKey(key)) return describeSpec(catalog, key, settings[key]);
  const value = settings[key];
  return value === null ? 'none' : key === 'clip_norm' ? format(value) : count(value);
}

/** What sets `other` apart from `base` in one key: the parameter alone, where the entry is the same. */
export function describeDifference(catalog: Catalog, base: Settings, other: Settings, key: SettingKey): string {
  if (!isSpecKey(key)) return `${SETTING_TITLES[key]} ${describe(catalog, other, key)}`;
  if (key === 'model' || base[key].name !== other[key].name) return describe(catalog, other, key);
  const before = filled(catalog, key, base[key]);
  const texts = parameterTexts(catalog, key, other[key], (name, value) => !sameValue(before[name], value));
  return texts.join(', ');
}

/** What to write in a variant's head: for A, what the others replace; for them, what is their own. */
export function headline(catalog: Catalog, all: readonly Settings[], index: number): string[] {
  const [base] = all;
  const own = all[index];
  if (!base || !own) return [];
  const keys = varied(catalog, all);
  if (index > 0) return SETTING_KEYS.filter((key) => !same(catalog, key, base[key], own[key])).map((key) => describeDifference(catalog, base, own, key));
  return keys.map((key) => {
    const rival = all.find((other) => !same(catalog, key, base[key], other[key]));
    return rival ? describeDifference(catalog, rival, base, key) : '';
  });
}

/** A name for an experiment that can be found again. */
export function experimentName(catalog: Catalog, all: readonly Settings[]): string {
  const [base] = all;
  if (!base) return '';
  const title = find(entriesOf(catalog, 'dataset'), base.dataset.name)?.title ?? base.dataset.name;
  const heads = all.map((_, index) => headline(catalog, all, index).join(', ')).filter(Boolean);
  if (heads.length < 2) return `${title}, ${describe(catalog, base, 'optimizer')}`.slice(0, 200);
  return `${title}: ${heads.join(' / ')}`.slice(0, 200);
}
