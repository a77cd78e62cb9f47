import type { ScatterTrace } from '../plotly';
import { placed } from '../logScale';
import type { MarkOf } from './grammar';
import { planOf, type Run, type Scene } from './run';
import { thinned, type Points } from './thin';
import { valueText, type ValueScale } from './values';

function pointsOf(mark: MarkOf<'rule'>, run: Run, steps: number): Points {
  if (mark.value !== null) return { x: [0, steps], y: [mark.value, mark.value] };
  return thinned(run.history.track(mark.column));
}

export function ruleValues(mark: MarkOf<'rule'>, run: Run): number[] {
  return pointsOf(mark, run, 1).y;
}

/** A dashed line across. */
export function ruleTraces(mark: MarkOf<'rule'>, run: Run, { log }: ValueScale, { steps, theme }: Scene): ScatterTrace[] {
  const { x, y } = pointsOf(mark, run, steps);
  if (!y.some(Number.isFinite)) return [];
  return [
    {
      type: 'scatter',
      mode: 'lines',
      name: mark.title,
      x,
      y: placed(y, log),
      customdata: y.map((value) => valueText(value, planOf([run], mark.column), 4)),
      line: { color: theme.text, width: 1, dash: 'dash' },
      ...(mark.value === null ? { hovertemplate: `%{customdata}<extra>${mark.title}</extra>` } : { hoverinfo: 'skip' as const }),
    },
  ];
}
