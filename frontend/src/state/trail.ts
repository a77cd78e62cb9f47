/** A moment of the state: its link, and what in it a person chose in one act each. */
export interface Mark {
  path: string;
  choices: Record<string, string>;
}

const LINK_DELAY_MS = 250;
/** What is typed or clicked in one go is one choice. */
const ONE_GO_MS = 1000;

function changed(before: Mark, after: Mark): string[] {
  const keys = new Set([...Object.keys(before.choices), ...Object.keys(after.choices)]);
  return [...keys].filter((key) => before.choices[key] !== after.choices[key]);
}

/**
 * Keeps the browser's history: a choice is a step that Back undoes, all else amends the step that
 * it stands on, a little later, so that a dragged slider does not write at every pixel.
 */
export class Trail {
  private last: Mark | null = null;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private typing: { keys: string; until: number } = { keys: '', until: -Infinity };

  constructor(
    private readonly write: (path: string, mode: 'push' | 'replace') => void,
    private readonly typed: ReadonlySet<string>,
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** The state changed. */
  follow(mark: Mark): void {
    const before = this.last;
    this.last = mark;
    const keys = before ? changed(before, mark) : [];
    if (!before || keys.length === 0) return this.amendSoon();
    const goesOn = this.goesOn(keys);
    if (!goesOn && this.timer) this.write(before.path, 'replace');
    this.forgetTimer();
    this.write(mark.path, goesOn ? 'replace' : 'push');
  }

  /** The state is what the history said, or was completed by the program: no step of its own. */
  stand(mark: Mark): void {
    this.last = mark;
    this.typing.until = -Infinity;
    this.forgetTimer();
    this.amendSoon();
  }

  stop(): void {
    this.forgetTimer();
  }

  /** Whether these keys are being typed, and were a moment ago. */
  private goesOn(keys: string[]): boolean {
    if (!keys.every((key) => this.typed.has(key))) {
      this.typing.until = -Infinity;
      return false;
    }
    const same = this.typing.keys === keys.join() && this.now() < this.typing.until;
    this.typing = { keys: keys.join(), until: this.now() + ONE_GO_MS };
    return same;
  }

  private amendSoon(): void {
    this.forgetTimer();
    this.timer = setTimeout(() => {
      this.timer = null;
      if (this.last) this.write(this.last.path, 'replace');
    }, LINK_DELAY_MS);
  }

  private forgetTimer(): void {
    if (this.timer) clearTimeout(this.timer);
    this.timer = null;
  }
}
