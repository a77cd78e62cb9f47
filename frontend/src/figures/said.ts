import type { Reading, RunSummary } from '../protocol/types';
import type { History } from '../state/history';
import { withoutData } from './status';

/** What is said of a run at a step. */
export interface Said {
  /** The most telling first. */
  readings: readonly Reading[];
  /** The snapshot that it rests on; `null` where it is said of the run as a whole. */
  step: number | null;
}

type Run = Pick<RunSummary, 'status' | 'step' | 'sentence' | 'tone'>;

const ALONE = { rule: 'run', layer: null } as const;

/** The newest readings at or before a step; where there are none yet, what became of the run. */
export function saidAt(history: History, step: number, run: Run): Said {
  if (run.status === 'failed' || run.status === 'interrupted') {
    const verdict = run.status === 'failed' ? 'Failed.' : 'Interrupted.';
    return { readings: [{ ...ALONE, tone: 'bad', verdict, sentence: run.sentence }], step: null };
  }
  const read = history.readAt(step);
  if (read) return read;
  const { tone, verdict, text } = withoutData(run);
  return { readings: [{ ...ALONE, tone, verdict, sentence: text }], step: null };
}
