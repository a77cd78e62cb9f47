import type { DatasetPreview } from '../../protocol/types';
import type { Snapshot } from '../../state/history';
import { percent } from '../numbers';
import type { ColorScale, Figure, HeatmapTrace, ScatterTrace, Table } from '../plotly';
import { axis, baseLayout, MARKERS, type Theme } from '../theme';

export type PointsPreview = Extract<DatasetPreview, { kind: 'points' }>;

/** Classes are no variants: muted hues of their own, told apart by marker as well. */
const CLASSES: Record<Theme['name'], readonly string[]> = {
  light: ['#5b6fa8', '#b07d3c', '#4f8f86', '#9b5f8a', '#7d8a3e', '#7a6a5c'],
  dark: ['#93a5dd', '#d9a866', '#7fc4b8', '#d099c0', '#b3c06f', '#b8a797'],
};
/** Points beyond this are left out of the picture, evenly; the page says how many are shown. */
export const MOST_POINTS = 240;

export function classColour(index: number, theme: Theme): string {
  const colours = CLASSES[theme.name];
  return colours[index % colours.length] ?? theme.text;
}

function channels(colour: string): number[] {
  return [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16));
}

function mix(one: string, other: string, share: number): string {
  const to = channels(other);
  return `rgb(${channels(one).map((value, at) => Math.round(value + ((to[at] ?? 0) - value) * share)).join(',')})`;
}

/** A stretch of the scale for each class, from the panel's colour to the class's own. */
export function classScale(classes: number, theme: Theme): ColorScale {
  const most = theme.name === 'light' ? 0.5 : 0.55;
  return Array.from({ length: classes }, (_, index): ColorScale => {
    const colour = classColour(index, theme);
    return [
      [index / classes, mix(theme.panel, colour, 0.06)],
      [(index + 1) / classes, mix(theme.panel, colour, most)],
    ];
  }).flat();
}

/** Class and confidence as one number: the whole part is the class. */
export function classAndConfidence(index: number, confidence: number, classes: number): number {
  const chance = 1 / classes;
  const share = Math.min(Math.max((confidence - chance) / (1 - chance), 0), 1);
  return index + 0.001 + 0.998 * share;
}

function evenly<T>(values: readonly T[], most: number): T[] {
  const stride = Math.max(1, values.length / most);
  return Array.from({ length: Math.min(values.length, most) }, (_, at) => values[Math.floor(at * stride)] as T);
}

function points(preview: PointsPreview, theme: Theme): ScatterTrace[] {
  const { x, y, label } = preview.validation.x.length >= MOST_POINTS ? preview.validation : preview.train;
  const shown = new Set(evenly(x.map((_, at) => at), MOST_POINTS));
  return preview.class_names.map((name, index): ScatterTrace => {
    const own = [...shown].filter((at) => label[at] === index);
    return {
      type: 'scatter',
      mode: 'markers',
      name,
      x: own.map((at) => x[at] ?? NaN),
      y: own.map((at) => y[at] ?? NaN),
      marker: {
        symbol: MARKERS[index % MARKERS.length] ?? 'circle',
        size: 5,
        color: classColour(index, theme),
        line: { color: theme.panel, width: 0.75 },
      },
      hoverinfo: 'skip',
    };
  });
}

function layout(preview: PointsPreview, theme: Theme): Figure['layout'] {
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
  return { data: points(preview, theme), layout: layout(preview, theme) };
}

interface Boundary {
  size: [number, number];
  class: ArrayLike<number>;
  confidence: ArrayLike<number>;
}

export function boundaryOf(snapshot: Snapshot): Boundary | null {
  const kind = snapshot.columns.get('boundary.class');
  const confidence = snapshot.columns.get('boundary.confidence');
  if (!kind || !confidence) return null;
  return {
    size: [kind.shape[0] ?? 0, kind.shape[1] ?? 0],
    class: kind.values as Uint8Array,
    confidence: confidence.values as Float32Array,
  };
}

function ticks([low, high]: [number, number], count: number): number[] {
  return Array.from({ length: count }, (_, at) => low + ((high - low) * at) / Math.max(count - 1, 1));
}

function heat(boundary: Boundary, preview: PointsPreview, theme: Theme): HeatmapTrace {
  const [rows, columns] = boundary.size;
  const grid = <T>(value: (at: number) => T): T[][] =>
    Array.from({ length: rows }, (_, row) => Array.from({ length: columns }, (_, column) => value(row * columns + column)));
  return {
    type: 'heatmap',
    x: ticks(preview.domain.x, columns),
    y: ticks(preview.domain.y, rows),
    z: grid((at) => classAndConfidence(boundary.class[at] ?? 0, boundary.confidence[at] ?? 0, preview.classes)),
    customdata: grid((at) => `${preview.class_names[boundary.class[at] ?? 0]}, ${percent(boundary.confidence[at], 0)}`),
    colorscale: classScale(preview.classes, theme),
    zmin: 0,
    zmax: preview.classes,
    showscale: false,
    hovertemplate: '%{customdata}<extra></extra>',
  };
}

/** Where the network says which class, and how surely, with the examples on top. */
export function boundaryFigure(snapshot: Snapshot, preview: PointsPreview, theme: Theme): Figure | null {
  const boundary = boundaryOf(snapshot);
  if (!boundary) return null;
  return { data: [heat(boundary, preview, theme), ...points(preview, theme)], layout: layout(preview, theme) };
}

export function boundaryTable(snapshot: Snapshot, preview: PointsPreview): Table {
  const boundary = boundaryOf(snapshot);
  if (!boundary) return {};
  const [rows, columns] = boundary.size;
  const [x, y] = [ticks(preview.domain.x, columns), ticks(preview.domain.y, rows)];
  const every = Array.from({ length: rows * columns }, (_, at) => at);
  return {
    x: every.map((at) => x[at % columns] ?? NaN),
    y: every.map((at) => y[Math.floor(at / columns)] ?? NaN),
    class: every.map((at) => preview.class_names[boundary.class[at] ?? 0] ?? ''),
    confidence: every.map((at) => boundary.confidence[at] ?? NaN),
  };
}

/** Examples of a plane as rows, for download. */
export function pointsTable({ train, validation, class_names }: PointsPreview): Table {
  return {
    part: [...train.x.map(() => 'train'), ...validation.x.map(() => 'validation')],
    x: [...train.x, ...validation.x],
    y: [...train.y, ...validation.y],
    class: [...train.label, ...validation.label].map((index) => class_names[index] ?? String(index)),
  };
}
