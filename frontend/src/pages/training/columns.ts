import type { Run } from '../../figures/charts/run';
import { identity, type Theme } from '../../figures/theme';
import { LETTERS, type Settings } from '../../state/settings';
import type { Draft } from './draft.svelte';
import type { LiveRun } from './session.svelte';

/** One column of the table: a variant, and the run that is shown for it. */
export interface VariantColumn {
  index: number;
  letter: string;
  settings: Settings;
  live: LiveRun | null;
  /** The run was made with other settings. */
  stale: boolean;
  run: Run | null;
}

function runOf(live: LiveRun, letter: string, index: number, theme: Theme): Run {
  return {
    label: letter,
    look: identity(index, theme),
    history: live.history,
    layers: live.detail.plan.layers.map(({ name }) => name),
    measured: live.detail.plan.instruments,
    steps: live.detail.plan.steps,
    diverged: live.summary.status === 'diverged',
  };
}

/** Variants with their runs; new objects at every call, because what they hold grows in place. */
export function columnsOf(draft: Draft, runs: readonly LiveRun[], theme: Theme): VariantColumn[] {
  return draft.all.map((settings, index) => {
    const live = runs[index] ?? null;
    const letter = LETTERS[index] ?? String(index + 1);
    return {
      index,
      letter,
      settings,
      live,
      stale: live !== null && draft.differs(index, live.detail.settings),
      run: live && runOf(live, letter, index, theme),
    };
  });
}
