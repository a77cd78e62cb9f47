import type { ColumnPlan } from '../../protocol/types';
import type { Track } from '../../state/history';
import type { MarkOf } from './grammar';
import { planOf, type Run, type Scene } from './run';
import { averaged, thinned, type Points } from './thin';

/** One line of a mark: a run's column, or one layer of it. */
export interface Course {
  run: Run;
  mark: MarkOf<'line'>;
  plan: ColumnPlan;
  /** What tells it from the others in its picture. */
  name: string;
  track: Track;
  index: number;
  /** The layer's place; `null` where there are no layers. */
  layer: number | null;
}

/** Points of a line in a picture of all runs, and of one alone. */
const TOGETHER = 1200;
const ALONE = 800;

export function coursesOf(mark: MarkOf<'line'>, run: Run, { together }: Pick<Scene, 'together'>): Course[] {
  const plan = planOf([run], mark.column);
  if (!plan) return [];
  const track = run.history.track(mark.column);
  const names = plan.axes.includes('layer') ? run.layers : [null];
  return names.map((layer, index) => {
    const own = layer ?? mark.title;
    return { run, mark, plan, track, index, layer: layer === null ? null : index, name: together ? [run.label, own].filter(Boolean).join(' ') : own };
  });
}

/** What is drawn of it. Layers lie close together: of those the means of some steps are drawn, where there are many. */
export function pointsOf({ track, index, layer, plan }: Course, { together }: Pick<Scene, 'together'>): Points {
  if (layer !== null) return averaged(track, index, plan.scale === 'log');
  return thinned(track, index, together ? TOGETHER : ALONE);
}
