import type { Snapshot } from '../../state/history';
import type { Axis, Figure, Trace } from '../plotly';
import { axis, baseLayout } from '../theme';
import { COLUMN_MARGIN, layerAxis, OVERLAY, stepAxis, tickOf } from './axes';
import { bandTraces, layersOf, percentilesOf } from './bands';
import { barTrace } from './bar';
import { blankTraces } from './blanks';
import { groundOf, ofRun, seenAt, type Picture } from './grammar';
import { heatTraces } from './heat';
import { endLabels, lineTraces } from './line';
import { overTimeTraces } from './overTime';
import { LAST } from './percentiles';
import { planeTraces } from './plane';
import { pairFigure } from './point';
import { planeLayout, pointTraces } from './points';
import { ruleTraces } from './rule';
import { planOf, steady, type Run, type Scene } from './run';
import { scaleOf, valueAxis, zeroLine } from './scale';
import { padded, rounded, type Interval } from './values';

const TOGETHER_MARGIN = { l: 58, r: 14, t: 8, b: 34 };

/** Values over the steps: lines, bands and rules, the first mark lowest. */
function stepsFigure(picture: Picture, scene: Scene): Figure {
  const scale = scaleOf(picture, scene);
  const data: Trace[] = [];
  const blanks = scene.runs.flatMap((run) => blankTraces(ofRun(picture, run), run, scene));
  const annotations: object[] = [];
  for (const mark of picture.marks) {
    for (const run of scene.runs) {
      if (!ofRun({ title: '', marks: [mark] }, run).marks.length) continue;
      if (mark.mark === 'line') {
        data.push(...lineTraces(mark, run, scale, scene));
        if (!scene.together) annotations.push(...endLabels(mark, run, scale, scene));
      } else if (mark.mark === 'rule') data.push(...ruleTraces(mark, run, scale, scene));
      else if (mark.mark === 'band') data.push(...overTimeTraces(mark, run, scene));
    }
  }
  const together = { hoverformat: 'd', unifiedhovertitle: { text: 'step %{x}' } };
  return {
    data: [...data, ...blanks],
    layout: baseLayout(scene.theme, {
      xaxis: stepAxis(scene.theme, scene.steps, scene.together ? { ...together, nticks: 8 } : {}),
      yaxis: valueAxis(picture, scale, scene),
      yaxis2: OVERLAY,
      annotations,
      hovermode: scene.together ? 'x unified' : 'x',
      margin: scene.together ? TOGETHER_MARGIN : COLUMN_MARGIN,
      uirevision: `${scene.revision} ${picture.title} ${scale.log !== null} ${scene.layer}`,
    }),
  };
}

/** Layers over steps, as shades. */
function mapFigure(picture: Picture, run: Run, { theme, steps, revision }: Scene): Figure {
  const last = run.layers.length - 1;
  return {
    data: picture.marks.flatMap((mark) => (mark.mark === 'heat' ? heatTraces(mark, run, theme) : [])),
    layout: baseLayout(theme, {
      xaxis: stepAxis(theme, steps, { showgrid: false }),
      yaxis: axis(theme, { range: [last + 0.5, -0.5], tickvals: run.layers.map((_, at) => at), ticktext: run.layers.map(tickOf), showgrid: false, fixedrange: true }),
      hovermode: 'closest',
      margin: COLUMN_MARGIN,
      uirevision: `${revision} ${picture.title}`,
    }),
  };
}

/** One scale for all runs at a step. */
export function layersRange(picture: Picture, { all, step }: Pick<Scene, 'all' | 'step'>): Interval {
  const standing = steady(all.filter((run) => seenAt(picture, run, step) !== null));
  const ends = standing.flatMap((run) => {
    const seen = seenAt(picture, run, step);
    return (seen?.picture.marks ?? []).flatMap((mark) => {
      if (mark.mark !== 'band' || !seen) return [];
      return percentilesOf(mark, run, seen.snapshot).flatMap((row) => [row[0] ?? NaN, row[LAST] ?? NaN]);
    });
  });
  return rounded(ends);
}

function layersAxis(picture: Picture, range: Interval, { theme, runs }: Scene): Axis {
  const bar = picture.marks.find((mark) => mark.mark === 'bar');
  const share = bar && planOf(runs, bar.column)?.unit === 'share';
  if (share) return axis(theme, { range: [0, 1], tickformat: '.0%', nticks: 3, fixedrange: true });
  return axis(theme, { range: padded(range), nticks: 5, ...zeroLine(theme) });
}

/** Values over the layers, at the step looked at. */
function layersFigure(picture: Picture, run: Run, snapshot: Snapshot, scene: Scene): Figure {
  const range = layersRange(picture, scene);
  const bars = picture.marks.filter((mark) => mark.mark === 'bar');
  const [first] = picture.marks;
  const layers = first && 'layers' in first ? layersOf(first, run) : run.layers;
  return {
    data: picture.marks.flatMap((mark): Trace[] => {
      if (mark.mark === 'band') return bandTraces(mark, run, snapshot, range, scene.theme);
      return mark.mark === 'bar' ? [barTrace(mark, run, snapshot, [bars.indexOf(mark), bars.length], scene.theme)] : [];
    }),
    layout: baseLayout(scene.theme, {
      xaxis: layerAxis(scene.theme, layers),
      yaxis: layersAxis(picture, range, scene),
      barmode: 'overlay',
      hovermode: bars.length > 0 ? 'x' : 'closest',
      hoverdistance: 60,
      margin: COLUMN_MARGIN,
      uirevision: picture.title,
    }),
  };
}

/** The plane of two-dimensional examples, at the step looked at. */
function planeFigure(picture: Picture, snapshot: Snapshot, { preview, theme }: Scene): Figure | null {
  if (preview?.kind !== 'points') return null;
  return {
    data: picture.marks.flatMap((mark): Trace[] => {
      if (mark.mark === 'plane') return planeTraces(mark, snapshot, preview, theme);
      return mark.mark === 'points' ? pointTraces(preview, theme) : [];
    }),
    layout: planeLayout(preview, theme),
  };
}

/** A picture of one run, or of all together; `null` where there is nothing to draw yet. */
export function figureOf(whole: Picture, scene: Scene): Figure | null {
  const [run] = scene.runs;
  if (!run) return null;
  const ground = groundOf(whole);
  if (ground === 'steps') return stepsFigure(scene.together ? whole : ofRun(whole, run), scene);
  if (ground === 'map') return mapFigure(ofRun(whole, run), run, scene);
  const seen = seenAt(whole, run, scene.step);
  if (!seen) return null;
  const { picture, snapshot } = seen;
  if (ground === 'pair') return pairFigure(picture, run, snapshot, scene);
  return ground === 'layers' ? layersFigure(picture, run, snapshot, scene) : planeFigure(picture, snapshot, scene);
}
