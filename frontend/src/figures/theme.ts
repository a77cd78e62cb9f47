import type { Axis, ColorScale, Layout } from './plotly';

export { withAlpha } from './colour';

/** Every colour of the page; the shell hands them to CSS as custom properties. */
export interface Theme {
  name: 'light' | 'dark';
  /** Behind the panels. */
  ground: string;
  panel: string;
  /** Fields, tracks, hovered rows. */
  sunken: string;
  border: string;
  grid: string;
  text: string;
  muted: string;
  accent: string;
  onAccent: string;
  accentSoft: string;
  good: string;
  bad: string;
  warn: string;
  star: string;
  /** Surfaces, from the lowest value to the highest. */
  relief: ColorScale;
  reliefLine: string;
}

export const themes: Record<Theme['name'], Theme> = {
  light: {
    name: 'light',
    ground: '#f6f6f4',
    panel: '#ffffff',
    sunken: '#f0f0ee',
    border: '#e0e0dc',
    grid: '#e9e9e6',
    text: '#1a1c20',
    muted: '#5f656c',
    accent: '#2457d6',
    onAccent: '#ffffff',
    accentSoft: '#e3e9fb',
    good: '#1a7f4b',
    bad: '#b3362a',
    warn: '#945200',
    star: '#f0d020',
    relief: [
      [0, '#989ba1'],
      [0.3, '#bfc1c5'],
      [0.65, '#dedfdf'],
      [1, '#f5f4f0'],
    ],
    reliefLine: 'rgba(255,255,255,0.55)',
  },
  dark: {
    name: 'dark',
    ground: '#111417',
    panel: '#1a1d21',
    sunken: '#24282d',
    border: '#2e3338',
    grid: '#2a2e33',
    text: '#eceef0',
    muted: '#a0a7af',
    accent: '#7aa2ff',
    onAccent: '#0e1726',
    accentSoft: '#25324f',
    good: '#4cc38a',
    bad: '#ff8f80',
    warn: '#f0b35a',
    star: '#f0e442',
    relief: [
      [0, '#191c1f'],
      [0.35, '#2f3439'],
      [0.7, '#454c53'],
      [1, '#59626a'],
    ],
    reliefLine: 'rgba(0,0,0,0.25)',
  },
};

/** What tells one optimizer or variant from another, on every chart, row and table. */
export interface Identity {
  colour: string;
  /** Plotly's name of the dash. */
  dash: string;
  /** The same dash for a canvas or SVG, in pixels. */
  pattern: number[];
  /** Plotly's name of the marker. */
  marker: MarkerName;
}

export const MARKERS = [
  'circle',
  'square',
  'diamond',
  'triangle-up',
  'triangle-down',
  'cross',
  'pentagon',
  'hexagon',
] as const;
export type MarkerName = (typeof MARKERS)[number];

/** Okabe and Ito's eight, the light ones darkened on light ground and the dark ones lightened on dark. */
export const COLOURS: Record<Theme['name'], readonly string[]> = {
  light: ['#0072b2', '#d55e00', '#009e73', '#c26a9b', '#b97a00', '#3a8fc4', '#948a00', '#4a4e55'],
  dark: ['#56b4e9', '#e8762b', '#1fb58a', '#d98bb7', '#e69f00', '#a9dbf7', '#f0e442', '#d5d9de'],
};

const PATTERNS: readonly number[][] = [
  [],
  [9, 5],
  [2.5, 3.5],
  [9, 4, 2.5, 4],
  [15, 5],
  [15, 4, 2.5, 4],
  [5, 3],
  [9, 3, 2.5, 3, 2.5, 3],
];

/** The look of the variant in this slot; the seventeenth repeats the first. */
export function identity(slot: number, theme: Theme): Identity {
  const turn = Math.floor(slot / COLOURS.light.length);
  const index = slot % COLOURS.light.length;
  // A second turn repeats the colours with other dashes and markers.
  const other = (index + turn * 3) % PATTERNS.length;
  const pattern = PATTERNS[other] ?? [];
  return {
    colour: COLOURS[theme.name][index] ?? theme.text,
    dash: pattern.length === 0 ? 'solid' : pattern.map((length) => `${length}px`).join(','),
    pattern,
    marker: MARKERS[other] ?? 'circle',
  };
}

/** The lowest slot that nobody has. */
export function freeSlot(taken: readonly number[]): number {
  let slot = 0;
  while (taken.includes(slot)) slot += 1;
  return slot;
}

export const FONT = 'system-ui, -apple-system, "Segoe UI", Roboto, "DejaVu Sans", sans-serif';

/** Whole decades only, where there are several; within fewer Plotly chooses the ticks. */
function decades(range: Axis['range']): Axis {
  const span = (range?.[1] ?? 0) - (range?.[0] ?? 0);
  return span > 2 ? { dtick: Math.ceil(span / 6) } : { nticks: 6 };
}

export function axis(theme: Theme, options: Axis = {}): Axis {
  const log: Axis = options.type === 'log' ? { exponentformat: 'power', ...decades(options.range) } : {};
  return {
    gridcolor: theme.grid,
    zeroline: false,
    linecolor: theme.border,
    tickcolor: theme.border,
    tickfont: { color: theme.muted, size: 11 },
    automargin: false,
    fixedrange: false,
    ...log,
    ...options,
    title: { font: { color: theme.muted, size: 11 }, standoff: 6, text: '', ...options.title },
  };
}

/** What every flat figure shares; `layout` says the rest. */
export function baseLayout(theme: Theme, layout: Layout = {}): Layout {
  return {
    paper_bgcolor: 'rgba(0,0,0,0)',
    plot_bgcolor: 'rgba(0,0,0,0)',
    font: { family: FONT, size: 12, color: theme.text },
    margin: { l: 44, r: 12, t: 8, b: 34 },
    hoverlabel: {
      bgcolor: theme.panel,
      bordercolor: theme.border,
      font: { family: FONT, size: 12, color: theme.text },
      namelength: -1,
    },
    showlegend: false,
    dragmode: 'zoom',
    ...layout,
  };
}
