import { describe, expect, it } from 'vitest';
import cases from '../../tests/csv.cases.json';
import { toCsv, toJson } from './export';
import { longTable } from './longTable';

interface Odd {
  float: string;
}
type Cell = number | string | null | Odd;

const ODD: Record<string, number> = { nan: NaN, inf: Infinity, '-inf': -Infinity };
/** The numbers that JSON cannot say are written as `{"float": "nan"}`. */
const plain = <T extends Cell>(value: T) => (typeof value === 'object' && value !== null ? (ODD[value.float] ?? 0) : value) as Exclude<T, Odd>;
const numbers = (values: readonly (number | Odd)[]) => values.map(plain) as number[];

describe('comma-separated values', () => {
  it.each(cases.cells as [Cell, string][])('write %j as the server does', (value, text) => {
    expect(toCsv({ a: [plain(value)] })).toBe(`a\n${text}\n`);
  });

  it('of a comparison are those of the Python package', () => {
    const runs = cases.runs.map((run) => ({
      ...run,
      loss: numbers(run.loss),
      gradient_norm: numbers(run.gradient_norm),
      state: run.state as Record<string, { x: number[]; y: number[] }>,
    }));
    expect(toCsv(longTable(runs))).toBe(cases.csv);
    expect(Object.keys(longTable(runs, 'loss'))).toEqual(['label', 'step', 'loss']);
  });

  it('pad what is shorter, and quote names', () => {
    expect(toCsv({ step: [0, 1], 'a,b': [0.5] })).toBe('step,"a,b"\n0,0.5\n1,\n');
  });
});

it('JSON names what is not finite', () => {
  expect(toJson({ loss: [1, NaN, -Infinity] }).replace(/\s/g, '')).toBe('{"loss":[1,"nan","-inf"]}');
});
