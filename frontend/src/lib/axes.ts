import type { PlotElement } from './plotly';

/** Where the data lie in the chart's box, in CSS pixels from its upper left corner. */
export interface Axes {
  left: number;
  top: number;
  width: number;
  height: number;
  x(value: number): number;
  y(value: number): number;
  valueAt(x: number, y: number): { x: number; y: number };
  /** Visible intervals of the data. */
  range: { x: [number, number]; y: [number, number] };
}

/** Read the axes of a drawn chart; `null` before the first plot and in space. */
export function readAxes(element: PlotElement): Axes | null {
  const across = element._fullLayout?.xaxis;
  const up = element._fullLayout?.yaxis;
  if (!across?.d2p || !up?.d2p) return null;
  return {
    left: across._offset,
    top: up._offset,
    width: across._length,
    height: up._length,
    x: (value) => across._offset + across.d2p(value),
    y: (value) => up._offset + up.d2p(value),
    valueAt: (x, y) => ({ x: across.p2d(x - across._offset), y: up.p2d(y - up._offset) }),
    range: { x: [...across.range], y: [...up.range] },
  };
}
