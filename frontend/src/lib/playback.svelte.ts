import { reducedMotion } from './theme.svelte';

const STEPS_PER_SECOND = 60;
/** Under reduced motion nothing plays by itself: each press goes on by this part of the whole. */
const PARTS = 10;

/** The present step of a page: played, scrubbed, or moved by keys. */
export class Playback {
  last = $state(0);
  playing = $state(false);
  speed = $state(1);
  /** Steps a second at speed 1; a long run may go faster. */
  pace = STEPS_PER_SECOND;
  private position = $state(0);
  private frame = 0;
  private before = 0;

  /** The step looked at, a whole number from 0 to `last`. */
  get step(): number {
    return Math.min(Math.floor(this.position), this.last);
  }

  /** Between two steps while playing, for what moves smoothly. */
  get exact(): number {
    return reducedMotion() ? this.step : Math.min(this.position, this.last);
  }

  get atEnd(): boolean {
    return this.step >= this.last;
  }

  go(step: number): void {
    this.position = Math.min(Math.max(Math.round(step), 0), this.last);
  }

  move(by: number): void {
    this.pause();
    this.go(this.step + by);
  }

  toggle(): void {
    if (this.playing) this.pause();
    else this.play();
  }

  /** How far a press of Play goes where nothing may move by itself. */
  get part(): number {
    return Math.max(1, Math.ceil(this.last / PARTS));
  }

  play(): void {
    if (this.last === 0) return;
    if (reducedMotion()) return this.go(this.atEnd ? 0 : this.step + this.part);
    if (this.atEnd) this.position = 0;
    this.playing = true;
    this.before = performance.now();
    this.frame = requestAnimationFrame((now) => this.tick(now));
  }

  /** Show something new from its start; under reduced motion, the whole of it. */
  restart(): void {
    this.pause();
    this.go(reducedMotion() ? this.last : 0);
    if (!reducedMotion()) this.play();
  }

  pause(): void {
    this.playing = false;
    cancelAnimationFrame(this.frame);
  }

  private tick(now: number): void {
    // The time of a frame is when it began: the first may have begun before Play was pressed.
    const passed = Math.max(now - this.before, 0) / 1000;
    this.position = Math.min(this.position + passed * this.pace * this.speed, this.last);
    this.before = now;
    if (this.atEnd || reducedMotion()) this.pause();
    else this.frame = requestAnimationFrame((later) => this.tick(later));
  }
}

/** What a key means for the present step; `false` when it means nothing. */
export function pressKey(playback: Playback, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const far = Math.max(1, Math.round(playback.last / 20));
  const actions: Record<string, () => void> = {
    ' ': () => playback.toggle(),
    ArrowLeft: () => playback.move(event.shiftKey ? -far : -1),
    ArrowRight: () => playback.move(event.shiftKey ? far : 1),
    Home: () => playback.move(-Infinity),
    End: () => playback.move(Infinity),
  };
  const action = actions[event.key];
  action?.();
  return action !== undefined;
}

const OWN_KEYS = 'input, textarea, select, button, a, summary, [contenteditable], [role="menuitem"], [role="dialog"]';

/** Whether the focused element has a use of its own for space and arrows. */
export function hasOwnKeys(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(OWN_KEYS) !== null;
}
