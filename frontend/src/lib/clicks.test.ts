import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Clicks, DOUBLE_CLICK_MS } from './clicks';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

function setUp() {
  const done: string[] = [];
  const single = (at: string) => {
    done.push(`start at ${at}`);
    return () => done.push('take back');
  };
  return { done, clicks: new Clicks(single, () => done.push('reset')) };
}

test('a click counts when it is sure to be no double one', () => {
  const { done, clicks } = setUp();
  clicks.click('a', 1, true);
  vi.advanceTimersByTime(DOUBLE_CLICK_MS - 1);
  expect(done).toEqual([]);
  vi.advanceTimersByTime(1);
  expect(done).toEqual(['start at a']);
});

test('a double click is no click', () => {
  const { done, clicks } = setUp();
  clicks.click('a', 1, true);
  clicks.click('a', 2, true);
  vi.runAllTimers();
  expect(done).toEqual(['reset']);
});

test('a second click that comes late takes the first one back', () => {
  const { done, clicks } = setUp();
  clicks.click('a', 1, true);
  vi.runAllTimers();
  clicks.click('a', 2, true);
  clicks.click('a', 3, true);
  expect(done).toEqual(['start at a', 'take back', 'reset', 'reset']);
});

test('two clicks at different places are two clicks', () => {
  const { done, clicks } = setUp();
  for (const at of ['a', 'b']) {
    clicks.click(at, 1, true);
    vi.runAllTimers();
  }
  expect(done).toEqual(['start at a', 'start at b']);
});

test('where a double click means nothing else, the first click counts at once', () => {
  const { done, clicks } = setUp();
  clicks.click('a', 1, false);
  expect(done).toEqual(['start at a']);
  clicks.click('a', 2, false);
  expect(done).toEqual(['start at a', 'reset']);
});
