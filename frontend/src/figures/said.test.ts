import { describe, expect, it } from 'vitest';
import type { Reading } from '../protocol/types';
import { historyOf, snapshotFrame } from '../../tests/histories';
import { saidAt } from './said';

const one = (verdict: string): Reading => ({ rule: 'at_chance', tone: 'warn', verdict, sentence: 'So.', layer: null });
const history = historyOf(
  { ...snapshotFrame(0, 2), readings: [one('First.')] },
  { ...snapshotFrame(10, 2), readings: [one('Then.'), one('Too.')] },
);
const run = { status: 'running', step: 10, sentence: '', tone: 'plain' } as const;

describe('what is said at a step', () => {
  it('is what was said at the newest snapshot, and nothing later', () => {
    expect(saidAt(history, 9, run)).toMatchObject({ step: 0, readings: [{ verdict: 'First.' }] });
    expect(saidAt(history, 10, run)).toMatchObject({ step: 10, readings: [{ verdict: 'Then.' }, { verdict: 'Too.' }] });
    expect(saidAt(history, 99, { ...run, status: 'finished' }).step).toBe(10);
  });

  it('is the run\'s own sentence where it broke off', () => {
    const said = saidAt(history, 10, { ...run, status: 'interrupted', sentence: 'The server was stopped.' });
    expect(said).toMatchObject({ step: null, readings: [{ tone: 'bad', verdict: 'Interrupted.', sentence: 'The server was stopped.' }] });
  });

  it('is what becomes of a run of which nothing has arrived', () => {
    const before = { ...run, step: 0 };
    expect(saidAt(historyOf(), 0, { ...before, status: 'queued' }).readings[0]?.verdict).toBe('Queued.');
    expect(saidAt(historyOf(), 0, { ...before, status: 'cancelled', sentence: 'The run was cancelled.' }).readings[0]?.verdict).toBe('Cancelled.');
  });
});
