import { announce } from '../../lib/announce.svelte';
import { now } from '../../lib/clock.svelte';
import { api } from '../../protocol/http';
import { Problem } from '../../protocol/problem';
import type { DatasetPreview, Experiment, ExperimentRequest, RunDetail, RunSummary } from '../../protocol/types';
import { openStream } from '../../state/connection.svelte';
import { History } from '../../state/history';
import type { Spec } from '../../state/spec';
import { ended } from '../../figures/status';
import { Redraw } from './redraw';

/** Rows of a frame when the browser comes late or falls behind. */
const MAX_POINTS = 4000;

/** One run as it arrives. */
export class LiveRun {
  readonly history = new History();
  summary: RunSummary;
  /** When that was said, by the page's clock. */
  heardAt = performance.now();
  /** Everything has been received. */
  complete = $state(false);
  removed = $state(false);
  cancelling = $state(false);

  constructor(readonly detail: RunDetail) {
    this.summary = $state.raw(detail);
  }

  /** Seconds that have passed since its summary was true. */
  get since(): number {
    return this.ended || this.summary.elapsed_s === null ? 0 : Math.max(0, now() - this.heardAt) / 1000;
  }

  /** What there is of it has been received. */
  get whole(): boolean {
    return this.complete || this.removed;
  }

  /** Nothing more will come of it. */
  get ended(): boolean {
    return this.removed || ended(this.summary.status);
  }
}

/** The experiment on the page: its runs, received over the socket. */
export class Session {
  experiment: Experiment | null = $state.raw(null);
  runs: LiveRun[] = $state.raw([]);
  /** Grows whenever there is something new to draw. */
  version = $state(0);
  problem: Problem | null = $state.raw(null);
  opening = $state(false);
  starting = $state(false);
  private id: string | null = null;
  private leave: (() => void)[] = [];
  private readonly redraw = new Redraw(() => (this.version += 1));

  /** The step that the furthest run has reached. */
  get lastStep(): number {
    return Math.max(0, ...this.runs.map(({ history }) => history.lastStep));
  }

  get running(): boolean {
    return this.runs.some((run) => !run.ended);
  }

  /** Show an experiment from its beginning; the same for a new one, a late visit and a reload. */
  async open(id: string): Promise<void> {
    if (id === this.id) return;
    this.close();
    this.id = id;
    this.opening = true;
    try {
      const experiment = await api.experiment(id);
      const details = await Promise.all(experiment.runs.map((run) => api.run(run.id)));
      if (this.id === id) this.show(experiment, details);
    } catch (error) {
      this.fail(error);
      if (this.id === id) this.id = null;
    } finally {
      if (this.id === id || this.id === null) this.opening = false;
    }
  }

  /** Start an experiment; returns its id, or `null` when it was refused. */
  async start(request: ExperimentRequest): Promise<string | null> {
    this.starting = true;
    this.problem = null;
    try {
      const experiment = await api.createExperiment(request);
      announce(`Training has started: ${experiment.runs.map(({ label }) => label).join(', ')}.`);
      await this.open(experiment.id);
      // A quick run has ended before it was first heard of.
      for (const { ended: over, summary } of this.runs) if (over) announceEnd(summary);
      return experiment.id;
    } catch (error) {
      this.fail(error);
      return null;
    } finally {
      this.starting = false;
    }
  }

  /** The server is back: forget that it was away, and fetch what could not be had. */
  async recover(id: string | null): Promise<void> {
    if (!this.problem?.passing) return;
    this.problem = null;
    if (id !== null && this.experiment === null) await this.open(id);
  }

  async cancel(runs: readonly LiveRun[] = this.runs): Promise<void> {
    const open = runs.filter((run) => !run.ended);
    for (const run of open) run.cancelling = true;
    try {
      const answers = await Promise.all(open.map(({ summary }) => api.cancelRun(summary.id)));
      for (const [index, answer] of answers.entries()) this.hear(open[index], answer);
    } catch (error) {
      this.fail(error);
    } finally {
      for (const run of open) run.cancelling = false;
    }
  }

  close(): void {
    for (const leave of this.leave.splice(0)) leave();
    this.redraw.stop();
    this.id = null;
    this.experiment = null;
    this.runs = [];
    this.problem = null;
    this.opening = false;
  }

  private show(experiment: Experiment, details: RunDetail[]): void {
    this.experiment = experiment;
    this.runs = details.map((detail) => new LiveRun(detail));
    this.leave = this.runs.map((run) => this.follow(run));
  }

  private follow(run: LiveRun): () => void {
    return openStream().subscribe(
      run.summary.id,
      {
        frame: (frame) => {
          run.history.take(frame);
          this.redraw.ask(this.running ? 'live' : 'bulk');
        },
        status: (summary) => this.hear(run, summary),
        reset: () => {
          run.history.clear();
          run.complete = false;
          this.redraw.ask();
        },
        complete: () => {
          run.complete = true;
          this.redraw.ask(this.runs.every((one) => one.whole) ? 'last' : 'live');
        },
        removed: () => {
          run.removed = true;
          this.redraw.ask();
        },
      },
      { maxPoints: MAX_POINTS },
    );
  }

  private hear(run: LiveRun | undefined, summary: RunSummary): void {
    // An answer that crossed the end of the run on its way is the past.
    if (!run || (run.ended && !ended(summary.status))) return;
    if (!run.ended && ended(summary.status)) announceEnd(summary);
    run.summary = summary;
    run.heardAt = performance.now();
  }

  private fail(error: unknown): void {
    if (!(error instanceof Problem)) throw error;
    this.problem = error;
  }
}

function announceEnd({ label, sentence }: RunSummary): void {
  announce(`${label}: ${sentence}`);
}

/** Previews by dataset, fetched once each. */
export class Previews {
  private held: Record<string, DatasetPreview> = $state.raw({});
  problem: Problem | null = $state.raw(null);
  private readonly asked = new Set<string>();

  get(key: string): DatasetPreview | null {
    return this.held[key] ?? null;
  }

  /** Ask for a dataset's preview; the key is the dataset as text. */
  async ask(key: string, dataset: Spec): Promise<void> {
    if (this.asked.has(key)) return;
    this.asked.add(key);
    try {
      const preview = await api.datasetPreview(dataset);
      this.held = { ...this.held, [key]: preview };
      this.problem = null;
    } catch (error) {
      this.asked.delete(key);
      if (!(error instanceof Problem)) throw error;
      this.problem = error;
    }
  }
}
