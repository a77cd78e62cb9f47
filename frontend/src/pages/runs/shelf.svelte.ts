import { untrack } from 'svelte';
import { Latest } from '../../lib/latest.svelte';
import { api } from '../../protocol/http';
import { Problem } from '../../protocol/problem';
import type { Experiment, ExperimentList, RunDetail, RunSummary } from '../../protocol/types';

/** Details are fetched a few at a time, so that the page's own requests are not kept waiting. */
const AT_ONCE = 4;
const REFRESH_MS = 400;

/** All experiments that were found so far, kept up to date. */
export class Shelf {
  experiments: Experiment[] = $state.raw([]);
  /** Every experiment met, on the list or not, by id. */
  known: Record<string, Experiment> = $state.raw({});
  next: string | null = $state(null);
  loaded = $state(false);
  problem: Problem | null = $state.raw(null);
  /** Settings and plans by run, as they come in. */
  details: Record<string, RunDetail> = $state.raw({});
  private search = '';
  private readonly wanted: string[] = [];
  private readonly asked = new Set<string>();
  private readonly strangers = new Set<string>();
  private busy = 0;
  private timer: ReturnType<typeof setTimeout> | null = null;
  /** The newest news of runs since the list was asked for, which its answer may not know. */
  private readonly heard = new Map<string, RunSummary>();
  private changes = 0;
  private taken: ExperimentList | null = null;
  private readonly first = new Latest((search: string, signal: AbortSignal) => {
    this.heard.clear();
    return api.experiments(search, undefined, signal);
  });

  find(search: string): void {
    if (search !== this.search) this.strangers.clear();
    this.search = search;
    this.first.ask(search);
  }

  /** Take over the newest answer; called whenever there is one. */
  settle(): void {
    const { answer, problem } = this.first;
    this.problem = problem;
    // A problem leaves the last answer where it is: what was done since then would be forgotten.
    if (!answer || answer === this.taken) return;
    this.taken = answer;
    this.experiments = this.withNews(answer.experiments);
    this.next = answer.next;
    this.loaded = true;
    this.take(answer.experiments);
  }

  async more(): Promise<void> {
    if (this.next === null) return;
    const { search, changes } = this;
    await this.attempt(async () => {
      const page = await api.experiments(search, this.next ?? undefined);
      if (search !== this.search) return;
      if (changes !== this.changes) return this.more();
      this.experiments = [...this.experiments, ...this.withNews(page.experiments)];
      this.next = page.next;
      this.take(page.experiments);
    });
  }

  /** A run's status came in; that of an unknown one means that there is a new experiment. */
  hear(run: RunSummary): void {
    this.heard.set(run.id, run);
    const known = this.experiments.some(({ id }) => id === run.experiment_id);
    if (!known) return this.meet(run.experiment_id);
    this.experiments = this.experiments.map((experiment) =>
      experiment.id === run.experiment_id
        ? { ...experiment, runs: experiment.runs.map((one) => (one.id === run.id ? run : one)) }
        : experiment,
    );
  }

  async rename(id: string, name: string): Promise<void> {
    await this.attempt(async () => {
      const renamed = await api.renameExperiment(id, name);
      this.experiments = this.experiments.map((one) => (one.id === id ? { ...one, name: renamed.name } : one));
      this.take([renamed]);
      this.change();
    });
  }

  async remove(id: string): Promise<void> {
    await this.attempt(async () => {
      await api.deleteExperiment(id);
      this.experiments = this.experiments.filter((one) => one.id !== id);
      this.change();
    });
  }

  /** Ask for the details of a run that may not be on the list. */
  wantRun(id: string): void {
    if (this.asked.has(id)) return;
    this.asked.add(id);
    this.wanted.push(id);
    this.work();
  }

  stop(): void {
    this.first.stop();
    if (this.timer) clearTimeout(this.timer);
  }

  /** Look once whether an experiment that nobody heard of belongs on the list. */
  private meet(id: string): void {
    if (this.strangers.has(id)) return;
    this.strangers.add(id);
    this.refreshSoon();
  }

  /** What was asked before the list was changed may be answered as of before. */
  private change(): void {
    this.changes += 1;
    if (!this.first.busy) return;
    this.first.stop();
    this.first.ask(this.search);
  }

  private withNews(experiments: readonly Experiment[]): Experiment[] {
    return experiments.map((one) => ({ ...one, runs: one.runs.map((run) => this.heard.get(run.id) ?? run) }));
  }

  private refreshSoon(): void {
    this.timer ??= setTimeout(() => {
      this.timer = null;
      this.find(this.search);
    }, REFRESH_MS);
  }

  /** Remember experiments, and ask for the details of their runs. */
  private take(experiments: readonly Experiment[]): void {
    // Read untracked: an effect that takes an answer over does not depend on earlier ones.
    this.known = { ...untrack(() => this.known), ...Object.fromEntries(experiments.map((one) => [one.id, one])) };
    for (const { runs } of experiments) for (const { id } of runs) this.wantRun(id);
  }

  private work(): void {
    while (this.busy < AT_ONCE) {
      const id = this.wanted.shift();
      if (id === undefined) return;
      this.busy += 1;
      void this.fetchDetail(id);
    }
  }

  private async fetchDetail(id: string): Promise<void> {
    try {
      const detail = await api.run(id);
      this.details = { ...this.details, [id]: detail };
      if (!this.known[detail.experiment_id]) this.take([await api.experiment(detail.experiment_id)]);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      // A run that was deleted meanwhile has no details to show; what went unanswered is asked again.
      if (error.passing) this.asked.delete(id);
    } finally {
      this.busy -= 1;
      this.work();
    }
  }

  private async attempt(act: () => Promise<void>): Promise<void> {
    try {
      this.problem = null;
      await act();
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.problem = error;
    }
  }
}
