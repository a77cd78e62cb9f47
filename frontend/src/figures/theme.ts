import type { Axis, ColorScale, Layout } from './plotly';

import { blend, contrast, legible } from './colour';

export { faint, withAlpha } from './colour';

/** Contrast of what carries meaning, and of text (WCAG 2.2). */
const SEEN = 3;
const READABLE = 4.5;

/** Every colour of the page; the shell hands them to CSS as custom properties. */
export interface Theme {
  name: 'light' | 'dark';
  /** Behind the panels. */
  ground: string;
  panel: string;
  /** Fields, tracks, hovered rows. */
  sunken: string;
  border: string;
  /** The part of a slider's track that is not filled: at least 3 : 1 against the panel. */
  track: string;
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
    track: '#8b9097',
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
    track: '#6c747d',
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

const STRONGER: Record<Theme['name'], Partial<Theme>> = {
  light: { border: '#5f656c', track: '#5f656c', grid: '#b9bcc0', text: '#000000', muted: '#33373c', accent: '#123a9c', good: '#0c5a33', bad: '#8c1d13', warn: '#6b3a00' },
  dark: { border: '#98a0a8', track: '#98a0a8', grid: '#555c64', text: '#ffffff', muted: '#d5dade', accent: '#b3caff', good: '#86e3b5', bad: '#ffc2b8', warn: '#ffd699' },
};
const strong = { light: { ...themes.light, ...STRONGER.light }, dark: { ...themes.dark, ...STRONGER.dark } };

/** The same theme for those who ask for more contrast: text at least 7 : 1, frames at least 3 : 1. */
export function strengthened({ name }: Theme): Theme {
  return strong[name];
}

/** Colours that the system forces upon pages, as #rrggbb. */
export interface ForcedColours {
  canvas: string;
  text: string;
  highlight: string;
  highlightText: string;
}

/** A theme made of the colours that the system forces, whatever they are. */
export function forced({ canvas, text, highlight, highlightText }: ForcedColours): Theme {
  const base = contrast(canvas, '#ffffff') > contrast(canvas, '#000000') ? strong.dark : strong.light;
  return {
    ...base,
    ground: canvas,
    panel: canvas,
    sunken: canvas,
    border: text,
    track: text,
    grid: blend(canvas, text, 0.3),
    text,
    muted: text,
    accent: highlight,
    onAccent: highlightText,
    accentSoft: canvas,
    good: legible(base.good, canvas, text, READABLE),
    bad: legible(base.bad, canvas, text, READABLE),
    warn: legible(base.warn, canvas, text, READABLE),
  };
}

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

/** Plotly's name of a dash: eight are apart, then they come again. */
export function dashOf(index: number): string {
  const pattern = PATTERNS[index % PATTERNS.length] ?? [];
  return pattern.length === 0 ? 'solid' : pattern.map((length) => `${length}px`).join(',');
}

/** A colour that can be seen on the panel: as it is, where it can. */
export function onPanel(colour: string, { panel, text }: Theme): string {
  return legible(colour, panel, text, SEEN);
}

/** The look of the variant in this slot; the seventeenth repeats the first. */
export function identity(slot: number, theme: Theme): Identity {
  const turn = Math.floor(slot / COLOURS.light.length);
  const index = slot % COLOURS.light.length;
  // A second turn repeats the colours with other dashes and markers.
  const other = (index + turn * 3) % PATTERNS.length;
  return {
    colour: onPanel(COLOURS[theme.name][index] ?? theme.text, theme),
    dash: dashOf(other),
    pattern: PATTERNS[other] ?? [],
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

/** Whole decades only, where there are several; within fewer few enough ticks that none collide. */
function decades(range: Axis['range']): Axis {
  const span = (range?.[1] ?? 0) - (range?.[0] ?? 0);
  if (span > 2) return { dtick: Math.ceil(span / 6) };
  return { nticks: 3, tickformat: '~g' };
}

export function axis(theme: Theme, options: Axis = {}): Axis {
  const log: Axis = options.type === 'log' ? decades(options.range) : {};
  return {
    gridcolor: theme.grid,
    zeroline: false,
    linecolor: theme.track,
    tickcolor: theme.track,
    tickfont: { color: theme.muted, size: 12 },
    // Written on the line: a raised exponent would be too small to read.
    exponentformat: 'e',
    automargin: false,
    fixedrange: false,
    ...log,
    ...options,
    title: { font: { color: theme.muted, size: 12 }, standoff: 6, text: '', ...options.title },
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
