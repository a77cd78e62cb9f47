import { toJson } from '../../figures/export';
import { download, downloadFrom } from '../../lib/download';
import type { ExportItem } from '../../lib/exports.svelte';
import { api } from '../../protocol/http';
import type { Experiment } from '../../protocol/types';
import type { LiveRun } from './session.svelte';

const NAMES = [
  'loss', 'learning_rate', 'gradient_norm', 'layer_gradient_norm', 'update_ratio',
  'training_loss', 'training_accuracy', 'validation_loss', 'validation_accuracy',
];

/** Exact series come from the server: the browser may hold fewer points. */
export function exportItems(experiment: Experiment, runs: readonly LiveRun[]): ExportItem[] {
  const name = `ravine-${experiment.id}`;
  const tables = runs.map(({ summary }) => ({
    text: `Series of ${summary.label} (CSV)`,
    act: () => downloadFrom(`${name}-${summary.label}.csv`, api.seriesCsvPath(summary.id, NAMES)),
  }));
  const everything = {
    text: 'All series and settings (JSON)',
    act: async () => download(`${name}.json`, toJson(await wholeExperiment(experiment)), 'application/json'),
  };
  return [...tables, everything];
}

/** An experiment with every run's settings, plan and exact series. */
export async function wholeExperiment(experiment: Pick<Experiment, 'id' | 'name' | 'created_at' | 'runs'>): Promise<object> {
  const runs = await Promise.all(
    experiment.runs.map(async ({ id }) => {
      const [detail, series] = await Promise.all([api.run(id), api.series(id, NAMES)]);
      return { ...detail, series: series.series, nonfinite: series.nonfinite };
    }),
  );
  return { id: experiment.id, name: experiment.name, created_at: experiment.created_at, runs };
}
