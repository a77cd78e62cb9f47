import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Drawing } from './drawing';

const FRAME_MS = 16;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('requestAnimationFrame', (act: () => void) => setTimeout(act, FRAME_MS));
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A drawing that takes so long for each draw, and what it has drawn. */
function setUp(cost: number) {
  const drawn: number[] = [];
  const drawing = new Drawing<number>(async (what) => {
    await new Promise((resolve) => setTimeout(resolve, cost));
    drawn.push(what);
  });
  return { drawing, drawn };
}

const DRAWN_MS = FRAME_MS + 300 + FRAME_MS;

test('after a draw it rests for as long, and then draws the newest of what is wanted', async () => {
  const { drawing, drawn } = setUp(300);
  drawing.want(1);
  await vi.advanceTimersByTimeAsync(DRAWN_MS);
  for (const what of [2, 3]) drawing.want(what);
  await vi.advanceTimersByTimeAsync(300);
  expect(drawn).toEqual([1]);
  await vi.advanceTimersByTimeAsync(FRAME_MS + DRAWN_MS);
  expect(drawn).toEqual([1, 3]);
});

test('a stop ends the rest: nothing is waited for any more', async () => {
  const { drawing, drawn } = setUp(300);
  drawing.want(1);
  await vi.advanceTimersByTimeAsync(DRAWN_MS);
  expect(vi.getTimerCount()).toBe(1);
  drawing.want(2);
  drawing.stop();
  expect(vi.getTimerCount()).toBe(0);
  await vi.runAllTimersAsync();
  expect(drawn).toEqual([1]);
});
