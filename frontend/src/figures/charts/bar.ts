import { numberOf, type Snapshot } from '../../state/history';
import type { BarTrace } from '../plotly';
import type { Theme } from '../theme';
import { layersOf } from './bands';
import type { MarkOf } from './grammar';
import { planOf, type Run } from './run';
import { valueText } from './values';

/** Width of all bars of a layer, and how much of a bar's share is its own. */
const BROAD = 0.62;
const OWN = 0.9;

/** A value for each layer: the `at`-th of `of` bars side by side. */
export function barTrace(mark: MarkOf<'bar'>, run: Run, snapshot: Snapshot, [at, of]: [number, number], theme: Theme): BarTrace {
  const layers = layersOf(mark, run);
  const share = BROAD / of;
  const values = layers.map((_, layer) => numberOf(snapshot, mark.column, layer));
  const { colour } = run.look;
  return {
    type: 'bar',
    name: mark.title,
    x: layers.map((_, layer) => layer + share * (at - (of - 1) / 2)),
    y: values,
    customdata: values.map((value) => valueText(value, planOf([run], mark.column))),
    width: share * OWN,
    marker: { color: mark.fill === 'full' ? colour : theme.panel, line: { width: 1.5, color: colour } },
    hovertemplate: `%{customdata}<extra>${mark.title}</extra>`,
  };
}
