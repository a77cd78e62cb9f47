import { extremesOf, leastPositive, logScale, type LogScale } from '../logScale';
import type { Axis } from '../plotly';
import { axis, type Theme } from '../theme';
import { coursesOf, pointsOf } from './courses';
import type { Picture } from './grammar';
import { bandValues } from './overTime';
import { planOf, steady, type Run, type Scene } from './run';
import { ruleValues } from './rule';
import { padded, rounded, type ValueScale } from './values';

/** A run that leaves the numbers may not squeeze the others: the axis ends this far above them. */
const HEADROOM = 10;

function* valuesOf({ marks }: Picture, runs: readonly Run[], scene: Scene): Generator<number> {
  for (const mark of marks) {
    for (const run of runs) {
      if (mark.mark === 'line') for (const course of coursesOf(mark, run, scene)) yield* pointsOf(course, scene).y;
      if (mark.mark === 'rule') yield* ruleValues(mark, run);
      if (mark.mark === 'band') yield* bandValues(mark, run, scene.layer);
    }
  }
}

/** The first column that is drawn says how the axis runs. */
function leading({ marks }: Picture, runs: readonly Run[]) {
  const line = marks.find((mark) => mark.mark === 'line');
  return line ? planOf(runs, line.column) : null;
}

/** Whether a picture's axis is logarithmic unless a person wants it linear. */
export function logarithmic(picture: Picture, runs: readonly Run[]): boolean {
  return leading(picture, runs)?.scale === 'log';
}

/** One axis for all runs, for what the steady ones do. */
export function scaleOf(picture: Picture, scene: Scene): ValueScale {
  const plan = leading(picture, scene.all);
  const values = [...valuesOf(picture, steady(scene.all), scene)];
  if (picture.marks.some(({ mark }) => mark === 'band')) return { log: null, range: padded(rounded(values)) };
  const [low, most] = extremesOf([values]);
  if (low > most) return { log: null, range: [0, 1] };
  const positive = leastPositive(values);
  if (plan?.scale === 'log' && positive <= most) {
    const [, highest] = extremesOf([valuesOf(picture, scene.all, scene)]);
    const high = Math.min(highest, most * HEADROOM);
    // At least a decade, so that the axis has a power of ten to show.
    if (!scene.linear) return withLog(logScale(positive, high, 1));
    return { log: null, range: [0, 1.05 * high] };
  }
  if (plan?.unit === 'share' && low >= 0 && most <= 1) return { log: null, range: [0, 1.02] };
  const span = most - low || Math.abs(most) || 1;
  return { log: null, range: [low - 0.06 * span, most + 0.06 * span] };
}

function withLog(log: LogScale): ValueScale {
  return { log, range: log.range };
}

export function valueAxis(picture: Picture, { log, range }: ValueScale, scene: Scene): Axis {
  const unit = leading(picture, scene.all)?.unit;
  const bands = picture.marks.some(({ mark }) => mark === 'band');
  return axis(scene.theme, {
    type: log ? 'log' : 'linear',
    range,
    ...(log ? {} : { nticks: 5 }),
    ...(unit === 'share' ? { tickformat: '.0%' } : {}),
    ...(bands ? zeroLine(scene.theme) : {}),
    ...(scene.together ? { title: { text: titled(picture.title, unit) } } : {}),
  });
}

/** With the unit, where ticks do not bear it. */
function titled(title: string, unit = ''): string {
  return unit === '' || unit === 'share' ? title : `${title} (${unit})`;
}

export function zeroLine(theme: Theme): Axis {
  return { zeroline: true, zerolinecolor: theme.muted, zerolinewidth: 1 };
}
