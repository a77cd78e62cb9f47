import { toJson } from '../../figures/export';
import { download, downloadFrom } from '../../lib/download';
import type { ExportItem } from '../../lib/exports.svelte';
import { api } from '../../protocol/http';
import type { Experiment } from '../../protocol/types';
import { seriesOf, wholeExperiment } from '../wholeExperiment';
import type { LiveRun } from './session.svelte';

/** Exact series come from the server: the browser may hold fewer points. */
export function exportItems(experiment: Experiment, runs: readonly LiveRun[]): ExportItem[] {
  const name = `ravine-${experiment.id}`;
  const tables = runs.flatMap(({ summary, detail }) => {
    const file = (kind: 'csv' | 'parquet') =>
      downloadFrom(`${name}-${summary.label}.${kind}`, api.seriesFile(summary.id, seriesOf(detail.plan), kind));
    return [
      { text: `Series of ${summary.label} (CSV)`, act: () => file('csv') },
      { text: `Series of ${summary.label} (Parquet)`, act: () => file('parquet') },
    ];
  });
  const everything = {
    text: 'All series and settings (JSON)',
    act: async () => download(`${name}.json`, toJson(await wholeExperiment(experiment)), 'application/json'),
  };
  return [...tables, everything];
}
