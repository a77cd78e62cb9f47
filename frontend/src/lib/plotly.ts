import type { Figure } from '../figures/plotly';
import { unreachable } from '../protocol/problem';
import { DOUBLE_CLICK_MS } from './clicks';

export interface PlotlyAxis {
  _offset: number;
  _length: number;
  range: [number, number];
  d2p(value: number): number;
  p2d(pixel: number): number;
}

export interface HoverPoint {
  x: number;
  y: number;
}

export interface PlotlyEvents {
  plotly_afterplot: () => void;
  plotly_relayout: (change: Record<string, unknown>) => void;
  plotly_hover: (event: { points: HoverPoint[] }) => void;
  plotly_unhover: () => void;
  plotly_click: (event: { event?: MouseEvent }) => void;
}

/** The element that Plotly draws into, with what it hangs on it. */
export interface PlotElement extends HTMLDivElement {
  _fullLayout?: { xaxis?: PlotlyAxis; yaxis?: PlotlyAxis };
  on?<E extends keyof PlotlyEvents>(event: E, listener: PlotlyEvents[E]): void;
}

export interface ImageOptions {
  format: 'png' | 'svg';
  width: number;
  height: number;
  scale?: number;
}

export interface Plotly {
  react(element: HTMLElement, data: object[], layout: object, config: object): Promise<PlotElement>;
  relayout(element: HTMLElement, update: Record<string, unknown>): Promise<PlotElement>;
  restyle(element: HTMLElement, update: Record<string, unknown>, traces: number[]): Promise<PlotElement>;
  purge(element: HTMLElement): void;
  toImage(figure: Figure | HTMLElement, options: ImageOptions): Promise<string>;
  Fx: {
    hover(element: HTMLElement, event: { xval: number }[] | { xval: number }, subplot?: string): void;
    unhover(element: HTMLElement): void;
  };
}

/**
 * Flat charts and those in space come in separate bundles; a page pays for what it shows.
 * Throws a `Problem` when the server, from which they come, is away.
 */
export async function loadPlotly(kind: 'flat' | 'deep'): Promise<Plotly> {
  const bundle = kind === 'flat' ? import('plotly.js-cartesian-dist-min') : import('plotly.js-gl3d-dist-min');
  const loaded = await bundle.catch(() => {
    throw unreachable();
  });
  return loaded.default;
}

export const CONFIG = {
  displayModeBar: false,
  displaylogo: false,
  showSendToCloud: false,
  responsive: false,
  doubleClick: 'reset',
  doubleClickDelay: DOUBLE_CLICK_MS,
  showTips: false,
} as const;
