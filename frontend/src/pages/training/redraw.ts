/** Least time between two redraws, and how much longer than the last redraw to wait. */
const LEAST_MS = 60;
const REST = 3;

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

  ask(): void {
    if (this.waiting) return;
    this.waiting = true;
    this.timer = setTimeout(() => {
      this.frame = requestAnimationFrame((now) => this.run(now));
    }, Math.max(0, this.earliest - performance.now()));
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
        this.earliest = later + Math.max(LEAST_MS, REST * (later - now - 33));
      }),
    );
  }
}
