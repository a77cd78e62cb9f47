/** Bounds of the time between two redraws, and how many times the last one's length to wait. */
const LEAST_MS = 100;
const MOST_MS = 500;
const REST = 3;
/** What is only fetched, not live, is drawn when it is whole, or else this often. */
const BULK_MS = 800;

/**
 * Calls `draw` for any number of `ask`s, in an animation frame, and never so often that
 * drawing leaves no time for anything else.
 */
export class Redraw {
  private waiting = false;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private frame = 0;
  private earliest = 0;

  constructor(private readonly draw: () => void) {}

  /** Draw soon: `bulk` while a past run is fetched, `last` when nothing more will come. */
  ask(what: 'live' | 'bulk' | 'last' = 'live'): void {
    if (what === 'last') this.stop();
    if (this.waiting) return;
    this.waiting = true;
    // What arrives together is drawn together, the very first time as well.
    const least = what === 'bulk' ? BULK_MS : LEAST_MS;
    const wait = what === 'last' ? 0 : Math.max(this.earliest - performance.now(), least);
    this.timer = setTimeout(() => {
      this.frame = requestAnimationFrame((now) => this.run(now));
    }, wait);
  }

  stop(): void {
    if (this.timer) clearTimeout(this.timer);
    cancelAnimationFrame(this.frame);
    this.waiting = false;
  }

  private run(now: number): void {
    this.waiting = false;
    this.draw();
    // The frame after the next begins when charts have been drawn: that is what a redraw costs.
    requestAnimationFrame(() =>
      requestAnimationFrame((later) => {
        this.earliest = later + Math.min(Math.max(LEAST_MS, REST * (later - now - 33)), MOST_MS);
      }),
    );
  }
}
