import { Playback } from '../../lib/playback.svelte';

/** The one step that all columns show. Who looks at the newest goes along with it; who looks back stays. */
export class Timeline {
  readonly playback = new Playback();
  /** The step that the link asks for, until it has been received. */
  private wanted: number | null = $state(null);
  private fresh = false;
  /** Everything is there, and no more will come. */
  whole = $state(false);

  /** Whether the step looked at is the person's choice by now. */
  get settled(): boolean {
    return this.playback.last > 0 && this.wanted === null;
  }

  /** Steps up to `last` are there; when `complete`, no more will come. */
  arrive(last: number, complete: boolean): void {
    const { playback } = this;
    const along = playback.atEnd && !playback.playing;
    playback.last = last;
    this.whole = complete;
    // At the newest step one would go along with the next that comes, so the wanted one must lie behind it.
    if (this.wanted !== null && last > 0 && (last > this.wanted || complete)) {
      playback.go(this.wanted);
      this.wanted = null;
    } else if (along) playback.go(last);
  }

  /** Go to the newest step of what is started now, whatever the link says. */
  forget(): void {
    this.wanted = null;
    this.fresh = true;
  }

  /** Another experiment: back to its beginning, until the step that the link asks for is there. */
  reset(wanted: number | null): void {
    this.wanted = this.fresh ? null : wanted;
    this.fresh = false;
    this.whole = false;
    this.playback.pause();
    this.playback.last = 0;
    this.playback.go(0);
  }
}
