import type { SequencesPreview } from '../../protocol/types';
import { format } from '../numbers';
import type { Figure, ScatterTrace, Table } from '../plotly';
import { axis, baseLayout, type Theme } from '../theme';
import { classColour } from './classes';

/** Dashes of classes, so that they are told apart without colours. */
const DASHES = ['solid', 'dash', 'dot', 'dashdot', 'longdash', 'longdashdot'] as const;

/** One line for each example and number of a step, by class. */
export function sequencesFigure({ samples, names, length, class_names }: SequencesPreview, theme: Theme): Figure {
  const steps = Array.from({ length }, (_, at) => at + 1);
  const firsts = class_names.map((_, index) => samples.findIndex(({ label }) => label === index));
  const data = samples.flatMap(({ values, label }, example) =>
    names.map((name, at): ScatterTrace => {
      const title = class_names[label] ?? String(label);
      return {
        type: 'scatter',
        mode: 'lines',
        name: title,
        showlegend: at === 0 && firsts[label] === example,
        x: steps,
        y: values.map((step) => step[at] ?? NaN),
        line: { color: classColour(label, theme), width: 1.5, dash: DASHES[label % DASHES.length] ?? 'solid' },
        hovertemplate: `%{y:.3g}<extra>${title}${names.length > 1 ? `, ${name}` : ''}</extra>`,
      };
    }),
  );
  return {
    data,
    layout: baseLayout(theme, {
      xaxis: axis(theme, { range: [0.5, length + 0.5], nticks: 8, title: { text: 'step of the sequence' } }),
      yaxis: axis(theme, { nticks: 5, title: { text: names.join(', ') } }),
      hovermode: 'closest',
      showlegend: true,
      legend: { orientation: 'h', x: 1, xanchor: 'right', y: 1, yanchor: 'bottom' },
      margin: { l: 54, r: 16, t: 34, b: 44 },
      uirevision: 'sequences',
    }),
  };
}

/** A row for each step of each example. */
export function sequencesTable({ samples, names, class_names }: SequencesPreview): Table {
  const rows = samples.flatMap(({ values, label }, example) => values.map((step, at) => ({ example, label, step: at + 1, values: step })));
  return {
    example: rows.map(({ example }) => example + 1),
    class: rows.map(({ label }) => class_names[label] ?? String(label)),
    step: rows.map(({ step }) => step),
    ...Object.fromEntries(names.map((name, at) => [name, rows.map(({ values }) => values[at] ?? null)])),
  };
}

/** The mean of each class at the beginning and at the end. */
export function sequencesSaid({ samples, names, class_names, length }: SequencesPreview): string {
  const told = class_names.flatMap((title, index) => {
    const own = samples.filter(({ label }) => label === index);
    const mean = (at: number, number: number) => own.reduce((sum, { values }) => sum + (values[at]?.[number] ?? NaN), 0) / own.length;
    return own.length === 0 ? [] : names.map((name, number) => `${title} begins at a mean ${name} of ${format(mean(0, number))} and ends at ${format(mean(length - 1, number))}`);
  });
  return `${samples.length} sequences of ${length} steps: ${told.join('; ')}.`;
}
