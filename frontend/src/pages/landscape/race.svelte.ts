import { untrack } from 'svelte';
import { format } from '../../figures/numbers';
import type { DrawnRun } from '../../figures/paths';
import { reliefOf, type Relief } from '../../figures/relief';
import { identity, type Theme } from '../../figures/theme';
import { Latest } from '../../lib/latest.svelte';
import { api } from '../../protocol/http';
import type { CompareRequest, Comparison, OptimizerSpec, SurfaceDetail, SurfaceGrid, SurfaceRequest, SurfaceSpec } from '../../protocol/types';
import type { LandscapeState, OptimizerChoice, SurfaceChoice, View } from '../../state/landscape';

const RESOLUTION = 141;

interface Question {
  request: CompareRequest;
  /** The look of each optimizer asked for, because rows may move before the answer comes. */
  slots: number[];
}

interface Answer {
  comparison: Comparison;
  slots: number[];
}

/** What is on the screen: paths and the very surface they were computed on. */
export interface Shown extends Answer {
  grid: SurfaceGrid;
  relief: Relief;
}

export function surfaceSpec(surface: SurfaceChoice): SurfaceSpec {
  if (surface.kind === 'own') return { expression: surface.expression, x: surface.x, y: surface.y };
  return { name: surface.name, params: surface.params };
}

function optimizerSpec({ name, params, label, schedule }: OptimizerChoice): OptimizerSpec {
  return { name, params, schedule, ...(label === '' ? {} : { label }) };
}

/** The comparison that the state asks for. */
export function questionOf(state: LandscapeState): Question {
  const { surface, start, steps, seed, noise, optimizers } = $state.snapshot(state) as LandscapeState;
  const request = { surface: surfaceSpec(surface), steps, seed, noise, optimizers: optimizers.map(optimizerSpec) };
  return { request: start ? { ...request, start } : request, slots: optimizers.map(({ slot }) => slot) };
}

export function gridQuestion(surface: SurfaceChoice, view: View | null): SurfaceRequest {
  return { surface: surfaceSpec($state.snapshot(surface) as SurfaceChoice), resolution: RESOLUTION, ...$state.snapshot(view) };
}

function keyOf({ name, params, expression, domain }: SurfaceDetail): string {
  return JSON.stringify([name, params, expression, domain]);
}

/** The race of this page: what was asked, what came, and what of it fits together. */
export class Race {
  readonly compare = new Latest<Question, Answer>(async ({ request, slots }, signal) => ({
    comparison: await api.compare(request, signal),
    slots,
  }));
  readonly grid = new Latest<SurfaceRequest, SurfaceGrid>(api.surface);
  shown: Shown | null = $state.raw(null);

  /** Show the newest paths with the newest surface as soon as they are of the same function. */
  settle(): void {
    const { answer } = this.compare;
    const grid = this.grid.answer;
    if (!answer || !grid || keyOf(answer.comparison.surface) !== keyOf(grid.surface)) return;
    // Reading what is shown must not make this effect follow what it writes itself.
    const before = untrack(() => this.shown);
    const relief = before?.grid === grid ? before.relief : reliefOf(grid);
    this.shown = { ...answer, grid, relief };
  }

  /** Whether something went unanswered through no fault of the question. */
  get unanswered(): boolean {
    return [this.compare.problem, this.grid.problem].some((problem) => problem?.passing);
  }

  get problem() {
    return this.compare.problem ?? this.grid.problem;
  }

  get busy(): boolean {
    return this.compare.busy || this.grid.busy;
  }
}

/** How a race ended, for those who listen to it. */
export function spoken({ surface, runs, protocol }: Comparison): string {
  const last = runs.map(({ label, loss }) => ({ label, loss: loss.at(-1) ?? NaN })).filter(({ loss }) => Number.isFinite(loss));
  const best = last.toSorted((one, other) => one.loss - other.loss)[0];
  const lead = best ? `${best.label} ends lowest, at ${format(best.loss)}.` : '';
  const lost = runs.filter(({ outcome }) => outcome.status === 'diverged').map(({ label }) => `${label} diverged.`);
  return [`${surface.title}, ${protocol.steps} steps:`, lead, ...lost].join(' ');
}

export function drawnRuns({ comparison, slots }: Answer, theme: Theme): DrawnRun[] {
  return comparison.runs.map((run, index) => {
    const slot = slots[index] ?? index;
    return { run, slot, look: identity(slot, theme) };
  });
}
