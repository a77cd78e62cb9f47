/** Resolves when the browser is about to paint. */
function nextFrame(): Promise<void> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => resolve());
  });
}

/** Below this a draw is cheap enough for every frame. */
const CHEAP_MS = 12;
const LONGEST_PAUSE_MS = 600;

/**
 * Draws the newest of what is wanted: at most once a frame, and after a draw that took long it
 * rests for as long again, so that controls stay prompt on a slow machine.
 */
export class Drawing<T> {
  private wanted: { what: T } | null = null;
  private working = false;
  private stopped = false;
  private wake = () => {};

  constructor(private readonly draw: (what: T) => Promise<void>) {}

  want(what: T): void {
    this.wanted = { what };
    if (!this.working) void this.work();
  }

  stop(): void {
    this.stopped = true;
    this.wanted = null;
    this.wake();
  }

  private async work(): Promise<void> {
    this.working = true;
    while (this.wanted) {
      await nextFrame();
      const { what } = this.wanted ?? {};
      this.wanted = null;
      if (this.stopped || what === undefined) break;
      const cost = await this.timed(what);
      if (cost > CHEAP_MS) await this.rest(Math.min(cost, LONGEST_PAUSE_MS));
    }
    this.working = false;
  }

  /** A rest that a stop ends: whoever waits keeps all that was drawn in memory. */
  private rest(duration: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, duration);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  /** How long a draw kept the browser from painting, in milliseconds. */
  private async timed(what: T): Promise<number> {
    const before = performance.now();
    await this.draw(what);
    // Drawing in space goes on after Plotly returns; the next frame waits for it.
    await nextFrame();
    return performance.now() - before;
  }
}
