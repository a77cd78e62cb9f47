import { contourFigure } from '../../figures/contour';
import { curvesTable, QUANTITY_TITLES } from '../../figures/curves';
import { toCsv, toJson } from '../../figures/export';
import { stepLengths } from '../../figures/paths';
import type { Table } from '../../figures/plotly';
import { download } from '../../lib/download';
import type { ExportItem } from '../../lib/exports.svelte';
import { saveImage } from '../../lib/images';
import { currentTheme } from '../../lib/theme.svelte';
import type { Comparison } from '../../protocol/types';
import type { Quantity } from '../../state/landscape';
import { racersOf, type Shown } from './race.svelte';

/** Every run's every step as rows: one row a run and step. */
export function longTable({ runs }: Comparison): Table {
  const table: Record<string, (string | number | null)[]> = {
    label: [], step: [], x: [], y: [], loss: [], gradient_norm: [], step_length: [], learning_rate: [],
  };
  for (const run of runs) {
    const lengths = stepLengths(run);
    for (const [step, loss] of run.loss.entries()) {
      const row = {
        label: run.label,
        step,
        x: run.x[step] ?? null,
        y: run.y[step] ?? null,
        loss,
        gradient_norm: run.gradient_norm[step] ?? null,
        step_length: step === 0 ? null : (lengths[step] ?? null),
        learning_rate: step === 0 ? null : (run.learning_rate[step - 1] ?? null),
      };
      for (const [name, value] of Object.entries(row)) table[name]?.push(value);
    }
  }
  return table;
}

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
    racers: racersOf(shown, theme),
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
    { text: 'Every step (CSV)', act: () => download(`${name}.csv`, toCsv(longTable(comparison)), 'text/csv') },
    {
      text: 'The shown curve (CSV)',
      act: () => {
        const table = curvesTable(racersOf(shown, currentTheme()), quantity());
        const what = QUANTITY_TITLES[quantity()].replaceAll(' ', '-');
        download(`${name}-${what}.csv`, toCsv(table), 'text/csv');
      },
    },
    { text: 'Comparison (JSON)', act: () => download(`${name}.json`, toJson(comparison), 'application/json') },
  ];
}
