import { contourFigure } from '../../figures/contour';
import { QUANTITY_TITLES } from '../../figures/curves';
import { toCsv, toJson } from '../../figures/export';
import { longTable } from '../../figures/longTable';
import { download } from '../../lib/download';
import type { ExportItem } from '../../lib/exports.svelte';
import { saveImage } from '../../lib/images';
import { currentTheme } from '../../lib/theme.svelte';
import type { Quantity } from '../../state/landscape';
import { drawnRuns, type Shown } from './race.svelte';

/** The comparison from above, with legend, as a picture by itself. */
export function paperContour(shown: Shown) {
  const { grid, relief, comparison } = shown;
  const theme = currentTheme();
  const [x, y] = comparison.protocol.start;
  return contourFigure({
    grid,
    relief,
    domain: grid.surface.domain,
    view: { x: [grid.x[0] ?? 0, grid.x.at(-1) ?? 1], y: [grid.y[0] ?? 0, grid.y.at(-1) ?? 1] },
    runs: drawnRuns(shown, theme),
    start: { x, y },
    theme,
    paths: 'full',
    revision: 'paper',
  });
}

export function exportItems(shown: Shown, quantity: () => Quantity): ExportItem[] {
  const { comparison } = shown;
  const name = `ravine-${comparison.surface.name}`;
  const title = `${comparison.surface.title}, ${comparison.protocol.steps} steps`;
  const image = (format: 'png' | 'svg') =>
    saveImage(paperContour(shown), { name, title, format, theme: currentTheme() });
  return [
    { text: 'Picture (PNG)', act: () => image('png') },
    { text: 'Picture with legend (SVG)', act: () => image('svg') },
    { text: 'Every step (CSV)', act: () => download(`${name}.csv`, toCsv(longTable(comparison.runs)), 'text/csv') },
    {
      text: 'The shown curve (CSV)',
      act: () => {
        const table = longTable(comparison.runs, quantity());
        const what = QUANTITY_TITLES[quantity()].replaceAll(' ', '-');
        download(`${name}-${what}.csv`, toCsv(table), 'text/csv');
      },
    },
    { text: 'Comparison (JSON)', act: () => download(`${name}.json`, toJson(comparison), 'application/json') },
  ];
}
