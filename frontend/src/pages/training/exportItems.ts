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
  const tables = runs.map(({ summary, detail }) => ({
    text: `Series of ${summary.label} (CSV)`,
    act: () => downloadFrom(`${name}-${summary.label}.csv`, api.seriesCsvPath(summary.id, seriesOf(detail.plan))),
  }));
  const everything = {
    text: 'All series and settings (JSON)',
    act: async () => download(`${name}.json`, toJson(await wholeExperiment(experiment)), 'application/json'),
  };
  return [...tables, everything];
}
