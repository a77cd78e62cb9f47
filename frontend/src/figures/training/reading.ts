import { dead, diverged, endedWithoutResult, gradientExplodes, gradientVanishes, nonfinite, saturated, symmetric } from './breakdowns';
import type { Case, Evidence, Reading, Rule } from './evidence';
import { healthy, noLearning, overfits, signal, updates } from './tendencies';

/** The first rule that speaks is the reading: what is worst stands first. */
const RULES: readonly Rule[] = [
  endedWithoutResult, diverged, nonfinite, symmetric, gradientExplodes, dead, gradientVanishes, saturated,
  signal, noLearning, overfits, updates, healthy,
];

/** What the numbers at a step say about a training, in one sentence. */
export function read(one: Case): Reading {
  const snapshot = one.history.snapshotAt(one.step);
  const [first] = one.history.snapshots;
  if (!snapshot || !first) {
    const failed = one.run?.status === 'failed' || one.run?.status === 'interrupted';
    return { tone: failed ? 'bad' : 'plain', verdict: failed ? 'Failed.' : 'Waiting.', text: one.run?.sentence || 'Nothing has arrived yet.' };
  }
  const evidence: Evidence = { ...one, snapshot, first, hidden: one.layers.length - 1 };
  for (const rule of RULES) {
    const reading = rule(evidence);
    if (reading) return reading;
  }
  return { tone: 'plain', verdict: '', text: '' };
}
