import type { RunSummary } from '../../protocol/types';
import type { History, Snapshot } from '../../state/history';
import type { Tone } from '../status';

/** A verdict, and the sentence with the number it rests on. */
export interface Reading {
  tone: Tone;
  verdict: string;
  text: string;
}

export interface Case {
  history: History;
  /** Names of the layers, the output last. */
  layers: readonly string[];
  /** The step looked at. */
  step: number;
  /** What the server says of the run; `null` before it says anything. */
  run: Pick<RunSummary, 'status' | 'sentence'> | null;
  classes: number;
  stepsPerEpoch: number;
}

export interface Evidence extends Case {
  snapshot: Snapshot;
  first: Snapshot;
  hidden: number;
}

export type Rule = (evidence: Evidence) => Reading | null;

/** Averages of noisy per-step numbers are over so many rows. */
export const WINDOW = 20;

/** Geometric mean of one layer's column over the last rows at or before a step; NaN without any. */
export function recent(history: History, name: string, layer: number, step: number): number {
  const column = history.column(name);
  const end = history.rowsUntil(step);
  const values = Array.from({ length: Math.min(WINDOW, end) }, (_, back) => column?.values[(end - 1 - back) * (column?.width ?? 1) + layer] ?? NaN);
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return NaN;
  if (finite.some((value) => value === 0)) return finite.every((value) => value === 0) ? 0 : Math.max(...finite) / 2;
  return Math.exp(finite.reduce((sum, value) => sum + Math.log(value), 0) / finite.length);
}
