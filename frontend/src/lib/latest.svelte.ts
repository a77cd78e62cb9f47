import { Problem } from '../protocol/problem';

/**
 * Answers to a question that keeps changing. At most one request is under way and at most one
 * waits: the newest. So a dragged slider shows every answer that the server manages to give,
 * and an answer to an old question never replaces a newer one.
 */
export class Latest<Q, A> {
  answer: A | null = $state.raw(null);
  problem: Problem | null = $state.raw(null);
  busy = $state(false);
  private waiting: { question: Q } | null = null;
  private controller: AbortController | null = null;

  constructor(private readonly fetcher: (question: Q, signal: AbortSignal) => Promise<A>) {}

  ask(question: Q): void {
    this.waiting = { question };
    if (!this.controller) void this.work();
  }

  stop(): void {
    this.waiting = null;
    this.controller?.abort();
  }

  private async work(): Promise<void> {
    this.busy = true;
    while (this.waiting) {
      const { question } = this.waiting;
      this.waiting = null;
      this.controller = new AbortController();
      await this.settle(question, this.controller.signal);
    }
    this.controller = null;
    this.busy = false;
  }

  private async settle(question: Q, signal: AbortSignal): Promise<void> {
    try {
      const answer = await this.fetcher(question, signal);
      if (signal.aborted) return;
      this.answer = answer;
      this.problem = null;
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof Problem)) throw error;
      this.problem = error;
    }
  }
}
