import { createSubscriber } from 'svelte/reactivity';

const eachSecond = createSubscriber((update) => {
  const timer = setInterval(update, 1000);
  return () => clearInterval(timer);
});

/** Milliseconds of a clock that never goes back; what reads it is made anew every second. */
export function now(): number {
  eachSecond();
  return performance.now();
}
