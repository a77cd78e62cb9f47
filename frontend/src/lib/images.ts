import type { Figure } from '../figures/plotly';
import type { Theme } from '../figures/theme';
import { downloadFrom } from './download';
import { loadPlotly } from './plotly';

const WIDTH = 1000;
const HEIGHT = 700;

/** A figure dressed for paper: opaque ground and a legend. */
export function forPaper({ data, layout }: Figure, theme: Theme, title: string): Figure {
  return {
    data,
    layout: {
      ...layout,
      paper_bgcolor: theme.panel,
      plot_bgcolor: theme.panel,
      showlegend: true,
      legend: { orientation: 'h', y: -0.12, font: { color: theme.text } },
      title: { text: title, font: { color: theme.text, size: 15 }, x: 0.02, xanchor: 'left' },
      margin: { l: 64, r: 24, t: 48, b: 64 },
    },
  };
}

/** Save a figure as PNG (twice the size, for print) or SVG, with its legend. */
export async function saveImage(
  figure: Figure,
  options: { name: string; title: string; format: 'png' | 'svg'; theme: Theme; deep?: boolean },
): Promise<void> {
  const plotly = await loadPlotly(options.deep ? 'deep' : 'flat');
  const paper = forPaper(figure, options.theme, options.title);
  const size = { width: WIDTH, height: HEIGHT, scale: options.format === 'png' ? 2 : 1 };
  const address = await plotly.toImage(paper, { format: options.format, ...size });
  downloadFrom(`${options.name}.${options.format}`, address);
}
