/** Within so many milliseconds a second click makes a double one, as most hands do it. */
export const DOUBLE_CLICK_MS = 300;

/**
 * Tells clicks from double clicks as the browser counts them: by when they were made, not by when
 * a slow page comes to them. A patient click counts when no second one has followed for a while;
 * if one does later, which systems allow, what the first has done is taken back.
 */
export class Clicks<At> {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private takeBack: (() => void) | null = null;

  /** `single` returns the way to take it back. */
  constructor(
    private readonly single: (at: At) => () => void,
    private readonly double: () => void,
  ) {}

  /** A click was made, the so-manieth at this place; `patient`: a double one would mean something else. */
  click(at: At, count: number, patient: boolean): void {
    this.stop();
    const { takeBack } = this;
    this.takeBack = null;
    if (count > 1) {
      takeBack?.();
      this.double();
    } else if (patient) {
      this.timer = setTimeout(() => (this.takeBack = this.single(at)), DOUBLE_CLICK_MS);
    } else {
      this.single(at);
    }
  }

  stop(): void {
    clearTimeout(this.timer);
  }
}
