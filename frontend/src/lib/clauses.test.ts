import katex from 'katex';
import { expect, it } from 'vitest';
import schema from '../protocol/openapi.json';
import { clausesOf } from './clauses';

/** Every formula that stands anywhere in the documented catalog. */
function formulas(node: unknown): string[] {
  if (Array.isArray(node)) return node.flatMap(formulas);
  if (typeof node !== 'object' || node === null) return [];
  return Object.entries(node).flatMap(([key, value]) => (key === 'formula' && typeof value === 'string' ? [value] : formulas(value)));
}

it('takes a formula apart where one statement ends and the next begins', () => {
  expect(clausesOf(String.raw`m = a,\quad v = b,\quad w = \frac{m}{v}`)).toEqual(['m = a,', 'v = b,', String.raw`w = \frac{m}{v}`]);
  expect(clausesOf('x^2')).toEqual(['x^2']);
});

it('leaves every part whole', () => {
  const parts = formulas(schema).flatMap(clausesOf);
  expect(parts.length).toBeGreaterThan(5);
  for (const part of parts) expect(() => katex.renderToString(part, { throwOnError: true, strict: 'error' })).not.toThrow();
});
