import { api } from '../protocol/http';
import type { Experiment, Plan } from '../protocol/types';

/** Every series of a run: what is one number a step, or one for each layer. */
export function seriesOf({ instruments }: Pick<Plan, 'instruments'>): string[] {
  const columns = instruments.flatMap((one) => one.columns);
  return columns.filter(({ axes }) => axes.every((axis) => axis === 'step' || axis === 'layer')).map(({ name }) => name);
}

/** An experiment with every run's settings, plan and exact series. */
export async function wholeExperiment(experiment: Pick<Experiment, 'id' | 'name' | 'created_at' | 'runs'>): Promise<object> {
  const runs = await Promise.all(
    experiment.runs.map(async ({ id }) => {
      const detail = await api.run(id);
      const series = await api.series(id, seriesOf(detail.plan));
      return { ...detail, series: series.series, nonfinite: series.nonfinite };
    }),
  );
  return { id: experiment.id, name: experiment.name, created_at: experiment.created_at, runs };
}
