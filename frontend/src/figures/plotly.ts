/** The part of Plotly's vocabulary that our figures use. */

export interface Line {
  color?: string;
  width?: number;
  dash?: string;
  shape?: 'linear' | 'hv' | 'vh' | 'spline';
}

export type ColorScale = [number, string][];

interface Common {
  name?: string;
  showlegend?: boolean;
  legendgroup?: string;
  opacity?: number;
  hoverinfo?: 'skip' | 'none';
  hovertemplate?: string | string[];
  visible?: boolean;
  xaxis?: string;
  yaxis?: string;
}

type Numbers = ArrayLike<number | null> | ArrayLike<string>;

interface Marker {
  color?: string | readonly string[] | readonly number[];
  size?: number | readonly number[];
  symbol?: string | readonly string[];
  angle?: number | readonly number[];
  line?: Line;
  opacity?: number;
}

export interface ScatterTrace extends Common {
  type: 'scatter';
  x: Numbers;
  y: Numbers;
  mode?: 'lines' | 'markers' | 'lines+markers' | 'text' | 'markers+text';
  line?: Line;
  marker?: Marker;
  text?: readonly string[];
  textposition?: string;
  textfont?: { color?: string; size?: number };
  fill?: 'none' | 'tozeroy' | 'tonexty' | 'toself';
  fillcolor?: string;
  connectgaps?: boolean;
  customdata?: ArrayLike<unknown>;
  cliponaxis?: boolean;
}

interface Grid extends Common {
  x?: Numbers;
  y?: Numbers;
  z: ArrayLike<ArrayLike<number | null>>;
  text?: ArrayLike<ArrayLike<number | string>>;
  customdata?: ArrayLike<ArrayLike<unknown>>;
  colorscale?: ColorScale;
  showscale?: boolean;
  zmin?: number;
  zmax?: number;
  colorbar?: object;
}

export interface HeatmapTrace extends Grid {
  type: 'heatmap';
  zsmooth?: 'fast' | 'best' | false;
  xgap?: number;
  ygap?: number;
}

export interface ContourTrace extends Grid {
  type: 'contour';
  ncontours?: number;
  autocontour?: boolean;
  contours?: { start?: number; end?: number; size?: number; coloring?: string; showlines?: boolean };
  line?: Line & { smoothing?: number };
  connectgaps?: boolean;
}

export interface BarTrace extends Common {
  type: 'bar';
  x: Numbers;
  y: Numbers;
  base?: Numbers;
  width?: number;
  orientation?: 'h' | 'v';
  marker?: Marker;
  customdata?: ArrayLike<unknown>;
}

export interface SurfaceTrace extends Common {
  type: 'surface';
  x: Numbers;
  y: Numbers;
  z: ArrayLike<ArrayLike<number | null>>;
  text?: ArrayLike<ArrayLike<string>>;
  colorscale?: ColorScale;
  showscale?: boolean;
  cmin?: number;
  cmax?: number;
  contours?: object;
  lighting?: Record<string, number>;
  lightposition?: { x: number; y: number; z: number };
}

export interface Scatter3dTrace extends Common {
  type: 'scatter3d';
  x: Numbers;
  y: Numbers;
  z: Numbers;
  mode?: 'lines' | 'markers';
  line?: Line;
  marker?: Marker;
  text?: readonly string[];
  customdata?: ArrayLike<unknown>;
}

export type Trace =
  | ScatterTrace
  | HeatmapTrace
  | ContourTrace
  | BarTrace
  | SurfaceTrace
  | Scatter3dTrace;

export interface Axis {
  title?: { text: string; standoff?: number; font?: object };
  type?: 'linear' | 'log' | 'category';
  range?: readonly (number | null)[];
  autorange?: boolean | 'reversed' | 'min' | 'max';
  rangemode?: 'normal' | 'tozero' | 'nonnegative';
  [option: string]: unknown;
}

export interface Layout {
  xaxis?: Axis;
  yaxis?: Axis;
  xaxis2?: Axis;
  yaxis2?: Axis;
  scene?: object;
  margin?: { l?: number; r?: number; t?: number; b?: number; pad?: number };
  hovermode?: 'x' | 'y' | 'closest' | 'x unified' | false;
  dragmode?: 'zoom' | 'pan' | 'orbit' | 'turntable' | false;
  showlegend?: boolean;
  legend?: object;
  shapes?: object[];
  annotations?: object[];
  barmode?: 'group' | 'overlay' | 'stack' | 'relative';
  bargap?: number;
  hoverdistance?: number;
  /** While it stays the same, the person's zoom and camera are kept. */
  uirevision?: string | number;
  title?: { text: string; [option: string]: unknown };
  clickanywhere?: boolean;
  font?: object;
  paper_bgcolor?: string;
  plot_bgcolor?: string;
  hoverlabel?: object;
}

export interface Figure {
  data: Trace[];
  layout: Layout;
}

/** Rows for CSV and JSON: every column as long as the others. */
export type Table = Record<string, ArrayLike<number | string | null>>;
