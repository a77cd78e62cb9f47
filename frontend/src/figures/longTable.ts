import type { CompareRun } from '../protocol/types';
import { stepLengths } from './paths';
import type { Table } from './plotly';

type Cells = (number | null)[];
type Numbers = Pick<CompareRun, 'label' | 'x' | 'y' | 'loss' | 'gradient_norm' | 'learning_rate' | 'state'>;

/** Every number of a run by step; `null` where the start has none. The rate of step k made point k. */
function columnsOf(run: Numbers): Record<string, Cells> {
  const { x, y, loss, gradient_norm } = run;
  const state = Object.entries(run.state).flatMap(([name, values]) => [[`${name}.x`, values.x], [`${name}.y`, values.y]] as const);
  return {
    x, y, loss, gradient_norm,
    step_length: [null, ...stepLengths(run).slice(1)],
    learning_rate: [null, ...run.learning_rate],
    ...Object.fromEntries(state),
  };
}

/** One row a run and step, with the columns of every run; the Python package writes the same. */
export function longTable(runs: readonly Numbers[], only?: string): Table {
  const parts = runs.map((run) => ({ label: run.label, rows: run.x.length, columns: columnsOf(run) }));
  const names = only === undefined ? [...new Set(parts.flatMap(({ columns }) => Object.keys(columns)))] : [only];
  const cells = (name: string) => parts.flatMap(({ columns, rows }) => columns[name] ?? Array.from({ length: rows }, () => null));
  return {
    label: parts.flatMap(({ label, rows }) => Array.from({ length: rows }, () => label)),
    step: parts.flatMap(({ rows }) => Array.from({ length: rows }, (_, step) => step)),
    ...Object.fromEntries(names.map((name) => [name, cells(name)])),
  };
}
