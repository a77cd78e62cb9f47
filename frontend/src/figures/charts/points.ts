import type { PointsPreview } from '../../protocol/types';
import type { Figure, Layout, ScatterTrace, Table } from '../plotly';
import { axis, baseLayout, MARKERS, type Theme } from '../theme';
import { classColour } from './classes';
import { evenly } from './thin';

/** Points beyond this are left out of the picture, evenly. */
export const MOST_POINTS = 240;

function shownOf({ validation, train }: PointsPreview) {
  return validation.x.length >= MOST_POINTS ? validation : train;
}

/** How many examples are drawn. */
export function drawnPoints(preview: PointsPreview): number {
  return Math.min(MOST_POINTS, shownOf(preview).x.length);
}

/** Examples where they lie, by class. */
export function pointTraces(preview: PointsPreview, theme: Theme): ScatterTrace[] {
  const { x, y, label } = shownOf(preview);
  const shown = evenly(x.map((_, at) => at), MOST_POINTS);
  return preview.class_names.map((name, index): ScatterTrace => {
    const own = shown.filter((at) => label[at] === index);
    return {
      type: 'scatter',
      mode: 'markers',
      name,
      x: own.map((at) => x[at] ?? NaN),
      y: own.map((at) => y[at] ?? NaN),
      marker: {
        symbol: MARKERS[index % MARKERS.length] ?? 'circle',
        size: 6,
        color: classColour(index, theme),
        line: { color: theme.panel, width: 1 },
      },
      hoverinfo: 'skip',
    };
  });
}

export function planeLayout(preview: PointsPreview, theme: Theme): Layout {
  const side = { showgrid: false, showticklabels: false, ticks: '', showline: false };
  return baseLayout(theme, {
    xaxis: axis(theme, { ...side, range: [...preview.domain.x], constrain: 'domain' }),
    yaxis: axis(theme, { ...side, range: [...preview.domain.y], scaleanchor: 'x', constrain: 'domain' }),
    hovermode: 'closest',
    margin: { l: 6, r: 6, t: 6, b: 6 },
    uirevision: 'plane',
  });
}

/** The examples alone. */
export function pointsFigure(preview: PointsPreview, theme: Theme): Figure {
  return { data: pointTraces(preview, theme), layout: planeLayout(preview, theme) };
}

/** Examples as rows. */
export function pointsTable({ train, validation, class_names }: PointsPreview): Table {
  return {
    part: [...train.x.map(() => 'train'), ...validation.x.map(() => 'validation')],
    x: [...train.x, ...validation.x],
    y: [...train.y, ...validation.y],
    class: [...train.label, ...validation.label].map((index) => class_names[index] ?? String(index)),
  };
}

/** How many examples of each class there are, and where they lie. */
export function pointsSaid({ train, validation, class_names, domain }: PointsPreview): string {
  const counts = class_names.map((name, index) => `${name} ${[...train.label, ...validation.label].filter((label) => label === index).length}`);
  const [x, y] = [domain.x, domain.y].map((ends) => ends.map((end) => end.toPrecision(2)).join(' to '));
  return `Examples by class: ${counts.join(', ')}. x is drawn from ${x}, y from ${y}.`;
}
