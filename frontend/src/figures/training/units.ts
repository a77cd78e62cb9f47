import { numberOf, type Snapshot } from '../../state/history';
import { percent } from '../numbers';
import type { BarTrace, Figure, Table } from '../plotly';
import { axis, baseLayout, withAlpha, type Theme } from '../theme';
import { COLUMN_MARGIN, tickOf, type RunColumn } from './column';

/** Fractions of dead (filled) and saturated (outlined) units in every layer. */
export function unitsFigure(column: RunColumn, snapshot: Snapshot, theme: Theme): Figure {
  // The output layer has no activation that could die or saturate.
  const layers = column.layers.slice(0, -1);
  const { colour } = column.look;
  const bar = (name: 'dead' | 'saturated', offset: number, marker: BarTrace['marker']): BarTrace => ({
    type: 'bar',
    name,
    x: layers.map((_, layer) => layer + offset),
    y: layers.map((_, layer) => numberOf(snapshot, name, layer)),
    customdata: layers.map((_, layer) => percent(numberOf(snapshot, name, layer))),
    width: 0.28,
    ...(marker ? { marker } : {}),
    hovertemplate: `%{customdata}<extra>${name}</extra>`,
  });
  return {
    data: [
      bar('dead', -0.16, { color: withAlpha(colour, 0.75), line: { width: 1, color: colour } }),
      bar('saturated', 0.16, { color: withAlpha(colour, 0.08), line: { width: 1.5, color: colour } }),
    ],
    layout: baseLayout(theme, {
      xaxis: axis(theme, {
        range: [-0.6, Math.max(layers.length, 1) - 0.4],
        tickvals: layers.map((_, layer) => layer),
        ticktext: layers.map(tickOf),
        title: { text: 'layer' },
        showgrid: false,
        fixedrange: true,
      }),
      yaxis: axis(theme, { range: [0, 1], tickformat: '.0%', nticks: 3, fixedrange: true }),
      barmode: 'overlay',
      hovermode: 'x',
      margin: COLUMN_MARGIN,
    }),
  };
}

export function unitsTable(column: RunColumn, snapshot: Snapshot): Table {
  const layers = column.layers.slice(0, -1);
  const one = (name: string) => layers.map((_, layer) => numberOf(snapshot, name, layer));
  return { step: layers.map(() => snapshot.step), layer: layers, dead: one('dead'), saturated: one('saturated') };
}
