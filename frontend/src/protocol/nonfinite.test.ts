import { expect, it } from 'vitest';
import { restore, restoreRows } from './nonfinite';
import { toProblem } from './problem';

it('puts non-finite numbers back where JSON had null', () => {
  expect(restore([1, null, null, null], { '1': 'inf', '2': '-inf', '3': 'nan' })).toEqual([1, Infinity, -Infinity, NaN]);
  expect(restore([1, null], undefined)).toEqual([1, NaN]);
  expect(restoreRows([[1, 2], [null, 4]], { '2': 'inf' })).toEqual([[1, 2], [Infinity, 4]]);
});

it('finds the errors below a pointer', () => {
  const errors = [
    { pointer: '/optimizers/1/params/b1', message: 'm', remedy: 'r' },
    { pointer: '/optimizers/10', message: 'm', remedy: 'r' },
  ];
  const problem = toProblem({ type: '/problems/invalid', title: 'T', status: 422, detail: '', errors }, 422);
  expect(problem.kind).toBe('invalid');
  expect(problem.at('/optimizers/1')).toEqual([errors[0]]);
  expect(toProblem('<html>', 502)).toMatchObject({ kind: 'unexpected', status: 502 });
});
