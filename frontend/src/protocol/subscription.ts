import type { Frame } from './frames';
import type { RunSummary, SubscribeMessage } from './types';

/** What a page wants to hear of one run. A frame is acknowledged when `frame` is done with it. */
export interface RunListener {
  frame?(frame: Frame): void | Promise<void>;
  status?(run: RunSummary): void;
  /** The server started anew: forget what was received, everything is sent again. */
  reset?(): void;
  complete?(lastStep: number, lastSnapshot: number): void;
  /** The run is not there (any more). */
  removed?(): void;
}

export interface SubscribeOptions {
  fromStep?: number;
  fromSnapshot?: number;
  /** At most so many rows a frame when behind; `null`: every step exactly. */
  maxPoints?: number | null;
}

/** One run that is listened to, with the cursor from which it goes on after a lost connection. */
export class Subscription {
  /** Everything was sent: there is nothing to subscribe to again. */
  done = false;
  private nextStep: number;
  private lastSnapshot: number;
  private server: string | null = null;
  private readonly maxPoints: number | null;

  constructor(
    private readonly runId: string,
    readonly listener: RunListener,
    { fromStep = 1, fromSnapshot = -1, maxPoints = null }: SubscribeOptions,
  ) {
    this.nextStep = fromStep;
    this.lastSnapshot = fromSnapshot;
    this.maxPoints = maxPoints;
  }

  /** What asks the server to go on from the cursor. */
  message(): SubscribeMessage {
    return {
      type: 'subscribe',
      run_id: this.runId,
      from_step: this.nextStep,
      from_snapshot: this.lastSnapshot,
      server: this.server,
      max_points: this.maxPoints,
    };
  }

  /** Forget everything received: the server started anew. */
  restart(server: string | null): void {
    this.nextStep = 1;
    this.lastSnapshot = -1;
    this.server = server;
    this.done = false;
    this.listener.reset?.();
  }

  /** Move the cursor and hand the frame on; one that was there before is dropped. */
  async deliver(frame: Frame): Promise<void> {
    this.server = frame.server;
    if (frame.kind === 'steps') {
      const next = frame.firstStep + frame.steps;
      if (next <= this.nextStep) return;
      this.nextStep = next;
    } else {
      if (frame.firstStep <= this.lastSnapshot) return;
      this.lastSnapshot = frame.firstStep;
    }
    await this.listener.frame?.(frame);
  }
}
