import { describe, expect, it } from 'vitest';
import type { Headline, RunStatus, RunSummary } from '../protocol/types';
import { statusText, withoutData } from './status';

const accuracy: Headline = { name: 'accuracy', column: 'validation_accuracy', title: 'accuracy', summary: '', better: 'higher', unit: 'share', value: 0.5 };
const error: Headline = { name: 'rmse', column: 'validation_rmse', title: 'RMS error', summary: '', better: 'lower', unit: 'points', value: 54.321 };

function run(status: RunStatus, more: Partial<RunSummary> = {}): RunSummary {
  return {
    id: 'r', experiment_id: 'e', label: 'A', status, tone: 'plain', sentence: '', step: 0, steps: 100, created_at: '', started_at: null,
    finished_at: null, elapsed_s: null, remaining_s: null,
    metrics: { loss: null, validation_loss: null, headline: accuracy },
    ...more,
  };
}

describe('the status of a run', () => {
  it('says what is done before the first step, and for how long', () => {
    const starting = run('running', { elapsed_s: 3, sentence: 'Compiling the training step.' });
    expect(statusText(starting, 4)).toBe('0:07 · compiling the training step');
    expect(statusText({ ...starting, sentence: '' }, 0)).toBe('0:03 · starting');
  });

  it.each([
    [run('queued'), 'queued, waits for a worker'],
    [run('running', { step: 30, elapsed_s: 5, remaining_s: 12 }), '30% · 0:05, about 0:12 left'],
    [run('finished', { step: 100, metrics: { loss: null, validation_loss: null, headline: error } }), 'RMS error 54.3 points · finished'],
    [run('cancelled'), 'cancelled before the first step'],
    [run('cancelled', { step: 7 }), 'cancelled at step 7'],
    [run('interrupted'), 'interrupted before the first step'],
    [run('failed'), 'failed before the first step'],
    [run('failed', { step: 7 }), 'failed at step 7'],
    [run('diverged', { step: 4 }), 'diverged at step 4'],
    [run('finished', { step: 100 }), '50.0% · finished'],
  ])('reads well: %#', (one, words) => {
    expect(statusText(one)).toBe(words);
  });
});

describe('a reading without data', () => {
  it.each<[RunStatus, string, string, string]>([
    ['queued', 'It begins as soon as a worker is free.', 'Queued.', 'It begins as soon as a worker is free.'],
    ['running', '', 'Starting.', 'The first numbers are on their way.'],
    ['running', 'Compiling the training step.', 'Starting.', 'Compiling the training step.'],
    ['cancelled', 'The run was cancelled before it had begun.', 'Cancelled.', 'The run was cancelled before it had begun.'],
    ['interrupted', 'The server was stopped before this run had begun.', 'Interrupted.', 'The server was stopped before this run had begun.'],
    ['failed', 'ValueError: no.', 'Failed.', 'ValueError: no.'],
  ])('%s %s', (status, sentence, verdict, text) => {
    expect(withoutData(run(status, { sentence }))).toMatchObject({ verdict, text });
  });

  it('says that stored numbers are being fetched', () => {
    for (const status of ['finished', 'diverged', 'cancelled', 'failed', 'interrupted'] as const) {
      expect(withoutData(run(status, { step: 7, sentence: 'Over.' }))).toMatchObject({ verdict: 'Loading.' });
    }
  });
});
