import type { ColumnPlan, Mark } from '../../protocol/types';
import { numberOf, type Snapshot, type Track } from '../../state/history';
import { format } from '../numbers';
import { toldOf, wordsOf } from '../told';
import { layersOf, percentilesOf } from './bands';
import { coursesOf } from './courses';
import { groundOf, ofRun, seenAt, type Ground, type Picture } from './grammar';
import { blanksUntil } from './lacks';
import { LAST, MEDIAN } from './percentiles';
import { planeSaid } from './plane';
import { pairSaid } from './point';
import { drawnPoints } from './points';
import { planOf, type Run, type Scene } from './run';
import { valueText } from './values';

/** How many values up to a step are no numbers, and what that means. */
function unsaid(track: Track, index: number, step: number, plan: ColumnPlan | null): string {
  const { broken, gaps } = blanksUntil(track, index, Boolean(plan?.gap), step);
  const parts = [...(broken > 0 ? [`${broken} not finite`] : []), ...(gaps > 0 ? [`${gaps} without a value: ${plan?.gap}`] : [])];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}

function course(name: string, track: Track, index: number, step: number, plan: ColumnPlan | null): string {
  const told = toldOf(track, index, step);
  const words = told ? wordsOf(told, (value) => valueText(value, plan)) : 'no finite value';
  return `${name === '' ? '' : `${name}: `}${words}${unsaid(track, index, step, plan)}.`;
}

function overSteps(mark: Mark, run: Run, { together, step, layer }: Scene): string[] {
  if (mark.mark === 'line') {
    return coursesOf(mark, run, { together }).map(({ name, track, index, plan }) => course(name, track, index, step, plan));
  }
  if (mark.mark === 'heat') {
    const [track, plan] = [run.history.track(mark.column), planOf([run], mark.column)];
    return run.layers.map((name, index) => course(name, track, index, step, plan));
  }
  if (mark.mark === 'rule') {
    if (mark.value !== null) return [`${format(mark.value)} is ${mark.title}.`];
    return [course(mark.title, run.history.track(mark.column), 0, step, planOf([run], mark.column))];
  }
  if (mark.mark !== 'band') return [];
  const track = run.history.track(mark.column);
  const of = (name: string, percentile: number) => course(name, track, layer * (LAST + 1) + percentile, step, null);
  return [of(`${run.layers[layer] ?? ''}, median`, MEDIAN), of('least', 0), of('largest', LAST)];
}

function overLayers(mark: Mark, run: Run, snapshot: Snapshot): string[] {
  if (mark.mark === 'bar') {
    const plan = planOf([run], mark.column);
    const each = layersOf(mark, run).map((name, layer) => `${name} ${valueText(numberOf(snapshot, mark.column, layer), plan)}`);
    return [`${mark.title}: ${each.join(', ')}.`];
  }
  if (mark.mark !== 'band') return [];
  return percentilesOf(mark, run, snapshot).map((row, layer) => {
    const [least, low, median, high, most] = [0, 2, 4, 6, 8].map((at) => format(row[at]));
    return `${layersOf(mark, run)[layer]}: median ${median}, the middle 68% from ${low} to ${high}, all from ${least} to ${most}.`;
  });
}

function overPlane(mark: Mark, snapshot: Snapshot, { preview }: Scene): string[] {
  if (preview?.kind !== 'points') return [];
  if (mark.mark === 'points') return [`${drawnPoints(preview)} examples are drawn on it.`];
  return mark.mark === 'plane' ? planeSaid(mark, snapshot, preview) : [];
}

function ofSnapshot(ground: Ground, mark: Mark, run: Run, snapshot: Snapshot, scene: Scene): string[] {
  if (ground === 'layers') return overLayers(mark, run, snapshot);
  if (ground === 'plane') return overPlane(mark, snapshot, scene);
  return mark.mark === 'point' ? pairSaid(mark, run, snapshot) : [];
}

function atSnapshot(whole: Picture, scene: Scene): [string, string[]] {
  const [run] = scene.runs;
  const seen = run ? seenAt(whole, run, scene.step) : null;
  if (!run || !seen) return ['', []];
  return [`At step ${seen.snapshot.step}`, seen.picture.marks.flatMap((mark) => ofSnapshot(groundOf(whole), mark, run, seen.snapshot, scene))];
}

/** What a picture shows, for those who cannot see it: true at the step looked at. */
export function saidOf(whole: Picture, scene: Scene): string {
  const ground = groundOf(whole);
  const [when, sentences] =
    ground === 'steps' || ground === 'map'
      ? [`Up to step ${scene.step}`, scene.runs.flatMap((run) => ofRun(whole, run).marks.flatMap((mark) => overSteps(mark, run, scene)))]
      : atSnapshot(whole, scene);
  return sentences.length === 0 ? `Nothing has arrived up to step ${scene.step}.` : `${when}: ${sentences.join(' ')}`;
}
