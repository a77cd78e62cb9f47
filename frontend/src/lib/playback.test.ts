import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Playback } from './playback.svelte';

vi.mock('./theme.svelte', () => ({ reducedMotion: () => false }));

let frames: FrameRequestCallback[] = [];

beforeEach(() => {
  frames = [];
  vi.stubGlobal('requestAnimationFrame', (frame: FrameRequestCallback) => frames.push(frame));
  vi.stubGlobal('cancelAnimationFrame', () => undefined);
});
afterEach(() => vi.unstubAllGlobals());

test('a frame that began before Play was pressed does not go back before the start', () => {
  const playback = new Playback();
  playback.last = 100;
  playback.play();
  const pressed = performance.now();
  frames.shift()?.(pressed - 50);
  expect(playback.step).toBe(0);
  expect(playback.exact).toBe(0);
  frames.shift()?.(pressed + 450);
  expect(playback.exact).toBeCloseTo(30, 3);
});
