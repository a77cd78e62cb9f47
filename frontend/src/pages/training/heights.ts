import { groundOf, type Row } from '../../figures/charts/grammar';

/** Least height of a list of examples, in pixels. */
const LEAST = 136;
/** A layer's label needs its line; the axis below needs the rest. */
const LAYER = 15;
const AXIS = 48;
/** The side of a plane in a narrow column. */
const NARROW_PLANE = 190;

/** Height of a row's pictures, or the least where they are as high as what they hold. */
export function heightOf({ pictures, height, together }: Row, layers: number, narrow: boolean): { height: number } | { least: number } {
  const grounds = new Set(pictures.map(groundOf));
  if (height === 0) return { least: LEAST };
  if (narrow && together) return { height: height * pictures.length };
  if (narrow && grounds.has('plane')) return { height: Math.min(height, NARROW_PLANE) };
  return { height: grounds.has('map') ? Math.max(height, AXIS + LAYER * layers) : height };
}
