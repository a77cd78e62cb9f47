import type { Catalog, RunSettings, Setting } from '../../protocol/types';
import { settled } from '../../state/fitting';
import { initial, writeLink } from '../../state/keys';
import {
  changesBetween, differences, effective, fromRuns, promote, same, settingsOf, type Change, type Settings,
} from '../../state/settings';
import { app } from '../../state/state.svelte';
import { trainingKeys } from '../../state/training';
import { suggestion, type Idea } from './ideas';

export const MOST_VARIANTS = 4;

/** The settings under edit: variant A, and what the others have of their own. */
export class Draft {
  constructor(private readonly catalog: Catalog) {}

  get base(): Settings {
    return app.training.settings;
  }

  /** Every variant with all that follows from its choices. */
  get all(): Settings[] {
    const { base } = this;
    const all = [base, ...app.training.variants.map((change) => effective(base, change))];
    return all.map((settings) => settled(this.catalog, settings));
  }

  /** Nobody has touched it. */
  get untouched(): boolean {
    const keys = trainingKeys(this.catalog.parts);
    const { settings, variants } = app.training;
    return writeLink(keys, { ...initial(keys), settings, variants }).length === 0;
  }

  set(index: number, key: string, value: Setting): void {
    if (index === 0) return this.setBase(key, value);
    const change: Change = { ...app.training.variants[index - 1] };
    if (same(this.catalog, key, this.base[key], value)) delete change[key];
    else change[key] = value;
    app.training.variants[index - 1] = change;
  }

  /** A variant that had the new value of its own now shares it. */
  private setBase(key: string, value: Setting): void {
    app.training.settings[key] = value;
    const { base } = this;
    app.training.variants = app.training.variants.map((change) => changesBetween(this.catalog, base, effective(base, change)));
  }

  reset(index: number, key: string): void {
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
    Object.assign(app.training, { settings: base, variants });
  }

  add(idea: Idea): void {
    app.training.variants = [...app.training.variants, suggestion(this.catalog, this.all, idea)];
  }

  /** Take over what runs were made with. */
  adopt(runs: readonly RunSettings[]): void {
    const found = fromRuns(this.catalog, runs);
    if (found) Object.assign(app.training, { settings: found.base, variants: found.variants });
  }

  /** Whether a run was made with other settings than variant `index` has now. */
  differs(index: number, settings: RunSettings): boolean {
    const own = this.all[index];
    return own === undefined || differences(this.catalog, own, settled(this.catalog, settingsOf(this.catalog, settings))).length > 0;
  }
}
