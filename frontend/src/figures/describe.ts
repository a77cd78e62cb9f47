import type { Catalog, LayerGroup, ParameterValue } from '../protocol/types';
import { find, limit } from '../state/catalog.svelte';
import { entriesOf, isGroups, isSpec, partOf } from '../state/parts';
import { differences, filled, same, sameValue, specOf, varied, type Settings } from '../state/settings';
import type { Spec } from '../state/spec';
import { count, format } from './numbers';

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
function tells(key: string, name: string, parameters: number): boolean {
  return name === 'learning_rate' || (key === 'initializer' && parameters === 1);
}

function parameterTexts(catalog: Catalog, key: string, spec: Spec, shown: (name: string, value: ParameterValue, initial: ParameterValue) => boolean): string[] {
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
export function describeSpec(catalog: Catalog, key: string, spec: Spec): string {
  const entry = find(entriesOf(catalog, key), spec.name);
  const parameters = entry?.parameters.length ?? 0;
  const texts = parameterTexts(catalog, key, spec, (name, value, initial) => tells(key, name, parameters) || !sameValue(value, initial));
  return [entry?.title ?? spec.name, ...texts].join(', ');
}

/** Layer widths from the inputs to the outputs, as far as the catalog knows them. */
export function networkText(catalog: Catalog, settings: Settings): string {
  const model = specOf(settings, 'model');
  const hidden = filled(catalog, 'model', model)['hidden'];
  if (!Array.isArray(hidden)) return describeSpec(catalog, 'model', model);
  const dataset = specOf(settings, 'dataset');
  const inputs = find(catalog.datasets, dataset.name)?.inputs.shape.reduce((size, length) => size * length, 1);
  const arms = filled(catalog, 'dataset', dataset)['arms'];
  const usual = find(catalog.tasks, specOf(settings, 'task').name)?.outputs[dataset.name];
  return [inputs, ...runsOf(hidden), typeof arms === 'number' ? arms : usual].filter((one) => one !== undefined).join(' – ');
}

function groupText({ layers, learning_rate: rate, weight_decay: decay, frozen }: LayerGroup): string {
  const own = [frozen ? 'frozen' : '', rate === null ? '' : `rate ${format(rate)}`, decay === null ? '' : `decay ${format(decay)}`];
  return [layers, ...own].filter(Boolean).join(' ');
}

/** One setting in a few words. */
export function describe(catalog: Catalog, settings: Settings, key: string): string {
  const setting = settings[key] ?? null;
  if (key === 'model') return networkText(catalog, settings);
  if (isSpec(setting)) return describeSpec(catalog, key, setting);
  if (isGroups(setting)) return setting.map(groupText).join(', ') || 'none';
  return setting === null ? 'none' : partOf(catalog, key).kind === 'int' ? count(setting) : format(setting);
}

/** What sets `other` apart from `base` in one key: the parameter alone, where the entry is the same. */
export function describeDifference(catalog: Catalog, base: Settings, other: Settings, key: string): string {
  const [old, own] = [base[key], other[key]];
  if (!isSpec(own)) return `${partOf(catalog, key).title} ${describe(catalog, other, key)}`;
  if (key === 'model' || !isSpec(old) || old.name !== own.name) return describe(catalog, other, key);
  const before = filled(catalog, key, old);
  const texts = parameterTexts(catalog, key, own, (name, value) => !sameValue(before[name], value));
  return texts.join(', ');
}

/** What to write in a variant's head: for A, what the others replace; for them, what is their own. */
export function headline(catalog: Catalog, all: readonly Settings[], index: number): string[] {
  const [base] = all;
  const own = all[index];
  if (!base || !own) return [];
  const keys = varied(catalog, all);
  if (index > 0) return differences(catalog, base, own).map((key) => describeDifference(catalog, base, own, key));
  return keys.map((key) => {
    const rival = all.find((other) => !same(catalog, key, base[key], other[key]));
    return rival ? describeDifference(catalog, rival, base, key) : '';
  });
}

/** A name for an experiment that can be found again. */
export function experimentName(catalog: Catalog, all: readonly Settings[]): string {
  const [base] = all;
  if (!base) return '';
  const { name } = specOf(base, 'dataset');
  const title = find(catalog.datasets, name)?.title ?? name;
  const heads = all.map((_, index) => headline(catalog, all, index).join(', ')).filter(Boolean);
  if (heads.length < 2) return `${title}, ${describe(catalog, base, 'optimizer')}`.slice(0, limit(catalog, 'max_name'));
  return `${title}: ${heads.join(' / ')}`.slice(0, limit(catalog, 'max_name'));
}
