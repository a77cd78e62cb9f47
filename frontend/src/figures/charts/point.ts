import type { Snapshot } from '../../state/history';
import { format } from '../numbers';
import type { Figure, ScatterTrace, Table, Trace } from '../plotly';
import { axis, baseLayout } from '../theme';
import type { MarkOf, Picture } from './grammar';
import { planOf, steady, type Run, type Scene } from './run';
import { capital, padded, rounded, valueText, type Interval } from './values';

type Point = MarkOf<'point'>;

function valuesOf(name: string, snapshot: Snapshot | null): number[] {
  return Array.from(snapshot?.columns.get(name)?.values ?? [], Number);
}

/** One scale for both numbers and all runs, at the step looked at. */
export function pairRange(mark: Point, { all, step }: Pick<Scene, 'all' | 'step'>): Interval {
  const seen = steady(all).map(({ history }) => history.snapshotAt(step, [mark.x, mark.y]));
  return padded(rounded(seen.flatMap((snapshot) => [...valuesOf(mark.x, snapshot), ...valuesOf(mark.y, snapshot)])));
}

function titleOf(name: string, run: Run): string {
  const plan = planOf([run], name);
  return capital([plan?.summary ?? name, plan?.unit ? `(${plan.unit})` : ''].join(' ').trim());
}

function pointTrace(mark: Point, run: Run, snapshot: Snapshot): ScatterTrace {
  const plan = planOf([run], mark.y);
  const [x, y] = [valuesOf(mark.x, snapshot), valuesOf(mark.y, snapshot)];
  return {
    type: 'scatter',
    mode: 'markers',
    x,
    y,
    customdata: x.map((value, at) => `${valueText(y[at] ?? NaN, plan)}, is ${valueText(value, plan)}`),
    marker: { symbol: run.look.marker, size: 6, color: run.look.colour, opacity: 0.8 },
    hovertemplate: '%{customdata}<extra></extra>',
  };
}

/** One number of each example over another, at the step looked at. */
export function pairFigure({ marks, title }: Picture, run: Run, snapshot: Snapshot, scene: Scene): Figure | null {
  const mark = marks.find((one) => one.mark === 'point');
  if (!mark) return null;
  const range = pairRange(mark, scene);
  const { theme } = scene;
  const even: Trace[] = mark.diagonal === '' ? [] : [{ type: 'scatter', mode: 'lines', x: range, y: range, line: { color: theme.muted, width: 1, dash: 'dash' }, hoverinfo: 'skip' }];
  const side = { range, nticks: 4, tickangle: 0, exponentformat: 'power', fixedrange: true };
  return {
    data: [...even, pointTrace(mark, run, snapshot)],
    layout: baseLayout(theme, {
      xaxis: axis(theme, { ...side, title: { text: titleOf(mark.x, run) } }),
      yaxis: axis(theme, { ...side, title: { text: titleOf(mark.y, run) } }),
      hovermode: 'closest',
      margin: { l: 58, r: 14, t: 8, b: 38 },
      uirevision: title,
    }),
  };
}

export function pairTable(mark: Point, snapshot: Snapshot): Table {
  const [x, y] = [valuesOf(mark.x, snapshot), valuesOf(mark.y, snapshot)];
  return { step: x.map(() => snapshot.step), [mark.x]: x, [mark.y]: y };
}

function ends(values: number[]): string {
  return `from ${format(Math.min(...values))} to ${format(Math.max(...values))}`;
}

/** How far apart the two numbers are, in words. */
export function pairSaid(mark: Point, run: Run, snapshot: Snapshot): string[] {
  const [x, y] = [valuesOf(mark.x, snapshot), valuesOf(mark.y, snapshot)];
  const both = x.flatMap((value, at) => (Number.isFinite(value) && Number.isFinite(y[at]) ? [[value, y[at] ?? NaN] as const] : []));
  if (both.length === 0) return ['The outputs are not finite.'];
  const { unit = '' } = planOf([run], mark.y) ?? {};
  const apart = both.map(([one, other]) => Math.abs(one - other)).toSorted((one, other) => one - other);
  const median = `${format(apart[Math.floor((apart.length - 1) / 2)])} ${unit}`.trim();
  const told = `${both.length} examples: true ${ends(both.map(([one]) => one))}, predicted ${ends(both.map(([, other]) => other))}; half of them are at most ${median} apart.`;
  return both.length < x.length ? [told, `${x.length - both.length} are not finite.`] : [told];
}
