import { api } from '../protocol/http';
import type { Experiment } from '../protocol/types';

/** Every series of a run. */
export const SERIES = [
  'loss', 'learning_rate', 'gradient_norm', 'layer_gradient_norm', 'update_ratio',
  'training_loss', 'training_accuracy', 'validation_loss', 'validation_accuracy',
];

/** An experiment with every run's settings, plan and exact series. */
export async function wholeExperiment(experiment: Pick<Experiment, 'id' | 'name' | 'created_at' | 'runs'>): Promise<object> {
  const runs = await Promise.all(
    experiment.runs.map(async ({ id }) => {
      const [detail, series] = await Promise.all([api.run(id), api.series(id, SERIES)]);
      return { ...detail, series: series.series, nonfinite: series.nonfinite };
    }),
  );
  return { id: experiment.id, name: experiment.name, created_at: experiment.created_at, runs };
}
