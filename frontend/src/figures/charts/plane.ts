import type { PointsPreview } from '../../protocol/types';
import type { Snapshot } from '../../state/history';
import { percent } from '../numbers';
import type { HeatmapTrace, Table } from '../plotly';
import type { Theme } from '../theme';
import { classAndConfidence, classScale } from './classes';
import type { MarkOf } from './grammar';

interface Field {
  rows: number;
  columns: number;
  class: ArrayLike<number>;
  confidence: ArrayLike<number>;
}

function fieldOf(mark: MarkOf<'plane'>, snapshot: Snapshot): Field | null {
  const kind = snapshot.columns.get(mark.column);
  const confidence = snapshot.columns.get(mark.share);
  if (!kind || !confidence) return null;
  const [rows = 0, columns = 0] = kind.shape;
  return { rows, columns, class: kind.values as Uint8Array, confidence: confidence.values as Float32Array };
}

function ticks([low, high]: [number, number], count: number): number[] {
  return Array.from({ length: count }, (_, at) => low + ((high - low) * at) / Math.max(count - 1, 1));
}

/** Which class, by hue, and how surely, by depth. */
export function planeTraces(mark: MarkOf<'plane'>, snapshot: Snapshot, preview: PointsPreview, theme: Theme): HeatmapTrace[] {
  const field = fieldOf(mark, snapshot);
  if (!field) return [];
  const grid = <T>(value: (at: number) => T): T[][] =>
    Array.from({ length: field.rows }, (_, row) => Array.from({ length: field.columns }, (_, column) => value(row * field.columns + column)));
  return [
    {
      type: 'heatmap',
      x: ticks(preview.domain.x, field.columns),
      y: ticks(preview.domain.y, field.rows),
      z: grid((at) => classAndConfidence(field.class[at] ?? 0, field.confidence[at] ?? 0, preview.classes)),
      customdata: grid((at) => `${preview.class_names[field.class[at] ?? 0]}, ${percent(field.confidence[at], 0)}`),
      colorscale: classScale(preview.classes, theme),
      zmin: 0,
      zmax: preview.classes,
      showscale: false,
      hovertemplate: '%{customdata}<extra></extra>',
    },
  ];
}

export function planeTable(mark: MarkOf<'plane'>, snapshot: Snapshot, preview: PointsPreview): Table {
  const field = fieldOf(mark, snapshot);
  if (!field) return {};
  const [x, y] = [ticks(preview.domain.x, field.columns), ticks(preview.domain.y, field.rows)];
  const every = Array.from({ length: field.rows * field.columns }, (_, at) => at);
  return {
    x: every.map((at) => x[at % field.columns] ?? NaN),
    y: every.map((at) => y[Math.floor(at / field.columns)] ?? NaN),
    class: every.map((at) => preview.class_names[field.class[at] ?? 0] ?? ''),
    confidence: every.map((at) => field.confidence[at] ?? NaN),
  };
}

/** How much of the plane each class has, and how surely. */
export function planeSaid(mark: MarkOf<'plane'>, snapshot: Snapshot, preview: PointsPreview): string[] {
  const { class: names = [], confidence = [] } = planeTable(mark, snapshot, preview);
  const sure = (Array.from(confidence) as number[]).filter(Number.isFinite);
  if (sure.length === 0) return ['The outputs are not finite.'];
  const shares = preview.class_names.map((name) => `${name} on ${percent(Array.from(names).filter((one) => one === name).length / names.length, 0)}`);
  const [least, most] = [Math.min(...sure), Math.max(...sure)];
  return [`Of the plane ${shares.join(', ')}; confidence from ${percent(least, 0)} to ${percent(most, 0)}.`];
}
