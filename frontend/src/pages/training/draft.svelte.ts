import type { Catalog } from '../../protocol/types';
import { initial, writeLink } from '../../state/keys';
import {
  changesBetween, differences, effective, entriesOf, filled, fromRuns, promote, same, SETTING_KEYS,
  type Change, type SettingKey, type Settings,
} from '../../state/settings';
import { app } from '../../state/state.svelte';
import { INITIAL_SETTINGS, trainingKeys } from '../../state/training';
import type { RunSettings } from '../../protocol/types';

export const MOST_VARIANTS = 4;

/** What a new variant may vary. */
export const IDEAS = ['initializer', 'activation', 'optimizer', 'learning rate', 'network', 'batch size'] as const;
export type Idea = (typeof IDEAS)[number];

/** The settings under edit: variant A, and what the others have of their own. */
export class Draft {
  constructor(private readonly catalog: Catalog) {}

  get base(): Settings {
    return Object.fromEntries(SETTING_KEYS.map((key) => [key, app.training[key]])) as unknown as Settings;
  }

  get all(): Settings[] {
    const { base } = this;
    return [base, ...app.training.variants.map((change) => effective(base, change))];
  }

  /** Nobody has touched it. */
  get untouched(): boolean {
    const first = initial(trainingKeys);
    const place = { experiment: null, step: null };
    return writeLink(trainingKeys, { ...first, ...this.base, variants: app.training.variants, ...place }).length === 0;
  }

  set<K extends SettingKey>(index: number, key: K, value: Settings[K]): void {
    if (index === 0) return this.setBase(key, value);
    const change: Change = { ...app.training.variants[index - 1] };
    if (same(this.catalog, key, this.base[key], value)) delete change[key];
    else change[key] = value;
    app.training.variants[index - 1] = change;
  }

  /** A variant that had the new value of its own now shares it. */
  private setBase<K extends SettingKey>(key: K, value: Settings[K]): void {
    Object.assign(app.training, { [key]: value });
    const { base } = this;
    app.training.variants = app.training.variants.map((change) => changesBetween(this.catalog, base, effective(base, change)));
  }

  reset(index: number, key: SettingKey): void {
    const change: Change = { ...app.training.variants[index - 1] };
    delete change[key];
    app.training.variants[index - 1] = change;
  }

  remove(index: number): void {
    const changes = [...app.training.variants];
    if (index > 0) {
      app.training.variants = changes.toSpliced(index - 1, 1);
      return;
    }
    const { base, variants } = promote(this.catalog, this.base, changes);
    Object.assign(app.training, base, { variants });
  }

  add(idea: Idea): void {
    app.training.variants = [...app.training.variants, suggestion(this.catalog, this.all, idea)];
  }

  /** Take over what runs were made with. */
  adopt(runs: readonly RunSettings[]): void {
    const found = fromRuns(this.catalog, runs);
    if (found) Object.assign(app.training, found.base, { variants: found.variants });
  }

  /** Whether a run was made with other settings than variant `index` has now. */
  differs(index: number, settings: RunSettings): boolean {
    const own = this.all[index];
    return own === undefined || differences(this.catalog, own, settings).length > 0;
  }
}

/** Something that no variant has yet: the next entry, a tenth of the rate, one layer more... */
export function suggestion(catalog: Catalog, all: readonly Settings[], idea: Idea): Change {
  const base = all[0] ?? INITIAL_SETTINGS;
  if (idea === 'initializer' || idea === 'activation' || idea === 'optimizer') {
    const taken = new Set(all.map((settings) => settings[idea].name));
    const entry = entriesOf(catalog, idea).find(({ name }) => !taken.has(name) && name !== 'zeros' && name !== 'linear');
    return entry ? { [idea]: { name: entry.name, params: {} } } : {};
  }
  if (idea === 'learning rate') {
    const { name, params } = base.optimizer;
    const rate = Number(filled(catalog, 'optimizer', base.optimizer)['learning_rate']);
    const factor = 10 ** -(all.length - 1);
    return { optimizer: { name, params: { ...params, learning_rate: Number((rate * factor).toPrecision(3)) } } };
  }
  if (idea === 'batch size') return { batch_size: Math.max(1, Math.round(base.batch_size / 4 ** (all.length - 1))) };
  const hidden = filled(catalog, 'model', base.model)['hidden'];
  const widths = Array.isArray(hidden) ? hidden : [];
  const more = Array.from({ length: 2 * (all.length - 1) }, () => widths.at(-1) ?? 64);
  return { model: { name: base.model.name, params: { ...base.model.params, hidden: [...widths, ...more] } } };
}
