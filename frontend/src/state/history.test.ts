import { describe, expect, it } from 'vitest';
import { frame, historyOf, snapshotFrame, stepsFrame } from '../../tests/histories';
import { History, rowOf, rowsUntil, type Track } from './history';

function cells(track: Track): [number, number][] {
  return Array.from({ length: track.rows }, (_, row) => [track.stepAt(row), track.valueAt(row, 0)]);
}

const one = (first: number, columns: Record<string, number[]>) =>
  frame('steps', first, Object.values(columns)[0]?.length ?? 0, Object.fromEntries(Object.entries(columns).map(([name, values]) => [name, [new Float32Array(values), [values.length]]])));

const sharp = (step: number) => frame('snapshot', step, 1, { sharpness: [new Float32Array([10 * step]), []] });

describe('history', () => {
  it('keeps frames in order and finds what was known at a step', () => {
    const history = historyOf(snapshotFrame(0, 2), stepsFrame([3, 2, 1], [1, 1], [1, 1]), snapshotFrame(3, 2));
    expect(history.lastStep).toBe(3);
    expect(rowsUntil(history.track('loss'), 2)).toBe(2);
    expect(history.snapshotAt(2, ['dead'])?.step).toBe(0);
    expect(history.snapshotAt(3, ['dead'])?.step).toBe(3);
    expect(history.track('update_ratio').width).toBe(2);
    history.clear();
    expect([history.lastStep, history.snapshotAt(3, []), history.track('loss').rows]).toEqual([0, null, 0]);
  });

  it('lets a column begin and end in mid-run without moving another', () => {
    const history = historyOf(one(1, { loss: [5, 4] }), one(3, { loss: [3, 2], late: [30, 40] }), one(5, { late: [50] }));
    expect(cells(history.track('loss'))).toEqual([[1, 5], [2, 4], [3, 3], [4, 2]]);
    expect(cells(history.track('late'))).toEqual([[3, 30], [4, 40], [5, 50]]);
    expect(history.lastStep).toBe(5);
  });

  it('lets a column be missing from some snapshots', () => {
    const history = historyOf(snapshotFrame(0, 2), sharp(4), snapshotFrame(6, 2), sharp(8));
    expect(cells(history.track('sharpness'))).toEqual([[4, 40], [8, 80]]);
    expect(cells(history.track('dead')).map(([step]) => step)).toEqual([0, 6]);
    expect(history.snapshotAt(9, ['dead'])?.step).toBe(6);
    expect(history.snapshotAt(9, ['sharpness'])?.step).toBe(8);
    // No snapshot has both.
    expect(history.snapshotAt(7, ['dead', 'sharpness'])?.step).toBe(6);
    expect(history.snapshotAt(3, ['sharpness'])).toBeNull();
  });

  it('passes over snapshots that were not read', () => {
    const read = { ...snapshotFrame(4, 2), readings: [{ rule: 'r', tone: 'good' as const, verdict: 'So.', sentence: '', layer: null }] };
    const history = historyOf(snapshotFrame(0, 2), read, { ...sharp(8), readings: null });
    expect(history.readAt(3)).toEqual({ step: 0, readings: [] });
    expect(history.readAt(9)).toMatchObject({ step: 4, readings: [{ verdict: 'So.' }] });
    expect(historyOf().readAt(9)).toBeNull();
  });

  it('takes the steps of downsampled rows from their column', () => {
    const history = new History();
    history.take(frame('steps', 1, 2, { step: [new Int32Array([4, 90]), [2]], loss: [new Float32Array([2, 1]), [2]] }));
    const loss = history.track('loss');
    expect([loss.stepAt(0), loss.stepAt(1), rowsUntil(loss, 89)]).toEqual([4, 90, 1]);
  });

  it('copies snapshots: the frame\'s memory is given back', () => {
    const sent = snapshotFrame(0, 2);
    const history = historyOf(sent);
    for (const { values } of sent.columns.values()) (values as Float32Array).fill(9);
    expect(rowOf(history.snapshots[0]!, 'activation.std', 0)).toEqual([1]);
  });
});
