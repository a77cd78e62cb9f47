import type { ScatterTrace } from '../plotly';
import { coursesOf, type Course } from './courses';
import type { Picture } from './grammar';
import { blanksOf } from './lacks';
import type { Run, Scene } from './run';
import { evenly } from './thin';

/** Most marks of one kind on a line. */
const MOST_MARKS = 200;
const EDGE = 0.95;
/** Endings in a picture of all runs stand below one another. */
const SLOT = 0.07;
const FOOT = 0.04;

function marks(steps: readonly number[], texts: readonly string[], height: number, marker: ScatterTrace['marker']): ScatterTrace[] {
  if (steps.length === 0 || !marker) return [];
  return [
    {
      type: 'scatter',
      mode: 'markers',
      x: [...steps],
      y: steps.map(() => height),
      yaxis: 'y2',
      text: texts,
      marker,
      hovertemplate: '%{text}<extra></extra>',
      showlegend: false,
    },
  ];
}

function called({ name, plan }: Course): string {
  return name === '' ? plan.summary : name;
}

/** Where a run leaves the numbers: a triangle at the upper edge, at the first of its lines that does. */
function ending(courses: readonly Course[], height: number, colour: string): ScatterTrace[] {
  const found = courses.flatMap((course) => {
    const { from } = blanksOf(course.track, course.index, course.plan.gap !== '');
    return from === null ? [] : [{ from, text: `${called(course)}: not finite from step ${from} on` }];
  });
  const first = Math.min(...found.map(({ from }) => from));
  return found.length === 0 ? [] : marks([first], [found.map(({ text }) => text).join('<br>')], height, { symbol: 'triangle-up', size: 11, color: colour });
}

/** Single values without a number: small triangles at the edge, and rings at the foot where NaN has a meaning. */
function singles(course: Course, colour: string): ScatterTrace[] {
  const { broken, gaps } = blanksOf(course.track, course.index, course.plan.gap !== '');
  const text = (words: string) => (step: number) => `${called(course)}: ${words} at step ${step}`;
  const [edge, foot] = [evenly(broken, MOST_MARKS), evenly(gaps, MOST_MARKS)];
  return [
    ...marks(edge, edge.map(text('not finite')), EDGE, { symbol: 'triangle-up', size: 6, color: colour }),
    ...marks(foot, foot.map(text(`no value, ${course.plan.gap},`)), FOOT, { symbol: 'circle-open', size: 5, color: colour }),
  ];
}

/** What has no place on the axis of a run's lines. */
export function blankTraces({ marks: all }: Picture, run: Run, scene: Scene): ScatterTrace[] {
  const courses = all.flatMap((mark) => (mark.mark === 'line' ? coursesOf(mark, run, scene) : []));
  const slot = Math.max(0, scene.runs.indexOf(run));
  const { colour } = run.look;
  return [...ending(courses, EDGE - SLOT * slot, colour), ...courses.flatMap((course) => singles(course, colour))];
}
