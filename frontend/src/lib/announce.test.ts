import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { announce, announcement } from './announce.svelte';

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.runAllTimers();
  vi.useRealTimers();
});

test('of several on one topic in close succession the last is said, and other topics beside it', () => {
  for (const rate of [1, 2, 3]) {
    announce(`At rate ${rate}.`, 'race');
    vi.advanceTimersByTime(600);
    expect(announcement.text).toBe('');
  }
  announce('Link copied.');
  vi.advanceTimersByTime(700);
  expect(announcement.text).toBe('At rate 3. Link copied.');
});

test('a sentence is taken back when it has been heard, so that it can be said anew', () => {
  announce('Link copied.');
  vi.advanceTimersByTime(700 + 8000);
  expect(announcement.text).toBe('');
});
