import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Trail, type Mark } from './trail';

let written: [string, string][] = [];
let clock = 0;
let trail: Trail;

const mark = (path: string, choices: Mark['choices']): Mark => ({ path, choices });

beforeEach(() => {
  vi.useFakeTimers();
  written = [];
  clock = 0;
  trail = new Trail((path, mode) => written.push([mode, path]), new Set(['p']), () => clock);
  trail.stand(mark('/a', { s: 'bowl', p: '-' }));
  vi.runAllTimers();
  written = [];
});
afterEach(() => vi.useRealTimers());

it('makes a step of every choice', () => {
  trail.follow(mark('/a?s=b', { s: 'b', p: '-' }));
  trail.follow(mark('/a?s=c', { s: 'c', p: '-' }));
  vi.runAllTimers();
  expect(written).toEqual([['push', '/a?s=b'], ['push', '/a?s=c']]);
});

it('writes what a slider does once, without a step', () => {
  for (const rate of [1, 2, 3]) trail.follow(mark(`/a?o=${rate}`, { s: 'bowl', p: '-' }));
  expect(written).toEqual([]);
  vi.runAllTimers();
  expect(written).toEqual([['replace', '/a?o=3']]);
});

it('keeps what a slider did just before a choice', () => {
  trail.follow(mark('/a?o=3', { s: 'bowl', p: '-' }));
  trail.follow(mark('/a?o=3&s=b', { s: 'b', p: '-' }));
  vi.runAllTimers();
  expect(written).toEqual([['replace', '/a?o=3'], ['push', '/a?o=3&s=b']]);
});

it('takes what is typed in one go for one choice', () => {
  for (const start of ['1', '12', '123']) {
    trail.follow(mark(`/a?p=${start}`, { s: 'bowl', p: start }));
    clock += 300;
  }
  clock += 5000;
  trail.follow(mark('/a?p=7', { s: 'bowl', p: '7' }));
  expect(written.map(([mode]) => mode)).toEqual(['push', 'replace', 'replace', 'push']);
});

it('does not join a typed choice to another one', () => {
  trail.follow(mark('/a?p=1', { s: 'bowl', p: '1' }));
  trail.follow(mark('/a?s=b', { s: 'b', p: '-' }));
  trail.follow(mark('/a?s=b&p=2', { s: 'b', p: '2' }));
  expect(written.map(([mode]) => mode)).toEqual(['push', 'push', 'push']);
});

it('makes no step of what the history brought', () => {
  trail.follow(mark('/a?s=b', { s: 'b', p: '-' }));
  trail.stand(mark('/a', { s: 'bowl', p: '-' }));
  trail.follow(mark('/a', { s: 'bowl', p: '-' }));
  vi.runAllTimers();
  expect(written).toEqual([['push', '/a?s=b'], ['replace', '/a']]);
});
