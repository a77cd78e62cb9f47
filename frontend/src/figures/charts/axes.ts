import type { Axis } from '../plotly';
import { axis, type Theme } from '../theme';

/** All pictures of a column have their axes at the same place; on the right is room for labels. */
export const COLUMN_MARGIN = { l: 54, r: 34, t: 8, b: 34 };

/** Most letters that fit at the end of a line. */
const LONGEST_TICK = 4;

/** Short names for axes and ends of lines: hidden layers by number, others by a letter and their number, or cut. */
export function tickOf(layer: string): string {
  if (layer === 'output') return 'out';
  const [, word, number] = /^(\w+) (\d+)$/.exec(layer) ?? [];
  if (word !== undefined && number !== undefined) return word === 'hidden' ? number : `${word.charAt(0)}${number}`;
  return layer.length > LONGEST_TICK ? `${layer.slice(0, LONGEST_TICK - 1)}.` : layer;
}

/** Most layers of which an axis can name each. */
const MOST_NAMED = 10;

/** Ticks of an axis of layers: all, or as many as fit, the last always. */
export function layerTicks(layers: readonly string[]): { tickvals: number[]; ticktext: string[] } {
  const stride = Math.ceil(layers.length / MOST_NAMED);
  const last = layers.length - 1;
  const tickvals = layers.map((_, at) => at).filter((at) => at === last || (at % stride === 0 && last - at >= stride));
  return { tickvals, ticktext: tickvals.map((at) => tickOf(layers[at] ?? '')) };
}

/** Few enough ticks that they stand upright in the narrowest column. */
export function stepAxis(theme: Theme, steps: number, options: Axis = {}): Axis {
  return axis(theme, { nticks: 4, tickangle: 0, range: [0, steps], title: { text: 'step' }, hoverformat: 'd', ...options });
}

export function layerAxis(theme: Theme, layers: readonly string[]): Axis {
  return axis(theme, {
    range: [-0.6, Math.max(layers.length, 1) - 0.4],
    ...layerTicks(layers),
    tickangle: 0,
    title: { text: 'layer' },
    showgrid: false,
    fixedrange: true,
  });
}

/** Over the whole height, whatever the axis: for what has no value. */
export const OVERLAY: Axis = { overlaying: 'y', range: [0, 1], visible: false, fixedrange: true };

/** Most labels that fit above each other. */
const MOST_LABELS = 9;

/**
 * Labels at the ends of lines: each as near to its line as the others leave it room, in the order of the
 * lines. Where there are more than fit, neighbours share one.
 */
export function spread(ends: { y: number; text: string }[], [low, high]: readonly [number, number]): { y: number; text: string }[] {
  const sorted = ends.toSorted((one, other) => one.y - other.y);
  const share = Math.ceil(sorted.length / MOST_LABELS);
  const labels = Array.from({ length: Math.ceil(sorted.length / share) }, (_, at) => {
    const own = sorted.slice(at * share, (at + 1) * share);
    return { y: own.reduce((sum, { y }) => sum + y, 0) / own.length, text: own.slice(0, 2).map(({ text }) => text).join(',') + (own.length > 2 ? '…' : '') };
  });
  const gap = (high - low) / MOST_LABELS;
  // Up from below, each at least a gap above the one before; then down from the top.
  for (const [at, label] of labels.entries()) label.y = Math.max(label.y, (labels[at - 1]?.y ?? low - gap) + gap);
  for (const [at, label] of [...labels.entries()].toReversed()) label.y = Math.min(label.y, (labels[at + 1]?.y ?? high + gap) - gap);
  return labels;
}
