import { landings, placed } from '../logScale';
import type { ScatterTrace } from '../plotly';
import { dashOf, faint, type Theme } from '../theme';
import { spread, tickOf } from './axes';
import { coursesOf, pointsOf, type Course } from './courses';
import type { MarkOf } from './grammar';
import type { Run, Scene } from './run';
import type { Points } from './thin';
import { valueText, type ValueScale } from './values';

const WIDTHS = { thin: 1, usual: 1.75, bold: 2.25 } as const;
/** Few enough points that each can have a mark. */
const MOST_MARKED = 100;

/** In a picture of one run dashes tell layers, in a picture of all they tell runs. */
function penOf({ mark, run, layer }: Course, { together, theme }: Scene) {
  const thin = mark.weight === 'thin';
  const dash = layer !== null ? dashOf(layer) : together && !thin ? run.look.dash : 'solid';
  return { color: thin ? faint(run.look.colour, theme.panel) : run.look.colour, width: WIDTHS[mark.weight], dash };
}

function hovers({ y, size = 1 }: Points, { plan }: Course): string[] {
  const of = size > 1 ? ` (mean of ${size} steps)` : '';
  return y.map((value) => valueText(value, plan, 4) + of);
}

function trace(course: Course, scale: ValueScale, scene: Scene): ScatterTrace[] {
  const points = pointsOf(course, scene);
  const { colour } = course.run.look;
  const name = course.name || course.plan.summary;
  const marked = !scene.together && course.layer === null && points.x.length <= MOST_MARKED;
  const curve: ScatterTrace = {
    type: 'scatter',
    mode: marked ? 'lines+markers' : 'lines',
    name,
    x: points.x,
    y: placed(points.y, scale.log),
    customdata: hovers(points, course),
    line: penOf(course, scene),
    ...(marked ? { marker: { size: 4, color: colour } } : {}),
    hovertemplate: scene.together ? '%{customdata}' : `%{customdata}<extra>${course.name}</extra>`,
  };
  return [curve, ...landings({ name, colour, x: points.x, values: points.y }, scale.log)];
}

export function lineTraces(mark: MarkOf<'line'>, run: Run, scale: ValueScale, scene: Scene): ScatterTrace[] {
  return coursesOf(mark, run, scene).flatMap((course) => trace(course, scale, scene));
}

/** The name of each layer where its line ends. */
export function endLabels(mark: MarkOf<'line'>, run: Run, { log, range }: ValueScale, scene: Scene): object[] {
  const ends = coursesOf(mark, run, scene).flatMap((course) => {
    const { x, y } = pointsOf(course, scene);
    const [value] = placed(y.slice(-1), log);
    const step = x.at(-1);
    if (course.layer === null || value === null || value === undefined || step === undefined) return [];
    return [{ step, y: log ? Math.log10(value) : value, text: tickOf(course.name) }];
  });
  const x = Math.max(0, ...ends.map(({ step }) => step));
  return spread(ends, range).map((label) => ({ ...label, x, ...endStyle(scene.theme) }));
}

function endStyle(theme: Theme): object {
  return { xanchor: 'left', showarrow: false, xshift: 3, font: { size: 12, color: theme.muted } };
}
