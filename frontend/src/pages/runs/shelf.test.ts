import { beforeEach, expect, test, vi } from 'vitest';
import { api } from '../../protocol/http';
import { Problem } from '../../protocol/problem';
import type { Experiment, ExperimentList, RunSummary } from '../../protocol/types';
import { Shelf } from './shelf.svelte';

const run = (status: string) => ({ id: 'run', experiment_id: 'a', status }) as RunSummary;
const experiment = (id: string, name: string, runs: RunSummary[] = []) => ({ id, name, runs }) as unknown as Experiment;

/** Requests for the list that wait for their answers. */
let waiting: ((answer: ExperimentList | Problem) => void)[] = [];

function answer(...experiments: Experiment[]): ExperimentList {
  return { experiments, next: null };
}

beforeEach(() => {
  waiting = [];
  vi.spyOn(api, 'experiments').mockImplementation(
    (_search, _before, signal) =>
      new Promise((resolve, reject) => {
        waiting.push((given) => (given instanceof Problem ? reject(given) : resolve(given)));
        signal?.addEventListener('abort', () => reject(new Error('aborted')));
      }),
  );
  vi.spyOn(api, 'run').mockRejectedValue(new Problem('gone', 404, 'Gone', 'Gone.'));
  vi.spyOn(api, 'renameExperiment').mockImplementation((id, name) => Promise.resolve(experiment(id, name)));
  vi.spyOn(api, 'deleteExperiment').mockResolvedValue(undefined);
});

const settled = () => new Promise((resolve) => setTimeout(resolve));

/** The newest request is answered. */
async function give(shelf: Shelf, given: ExperimentList | Problem): Promise<void> {
  waiting.at(-1)!(given);
  await settled();
  shelf.settle();
}

/** A shelf with two experiments, whose list has just been asked for again. */
async function asking(): Promise<Shelf> {
  const shelf = new Shelf();
  shelf.find('');
  await give(shelf, answer(experiment('a', 'Old', [run('running')]), experiment('b', 'Other')));
  shelf.find('');
  return shelf;
}

const names = (shelf: Shelf) => shelf.experiments.map(({ name }) => name);

test('a list that was asked for before a rename does not bring the old name back', async () => {
  const shelf = await asking();
  await shelf.rename('a', 'New');
  waiting[1]!(answer(experiment('a', 'Old'), experiment('b', 'Other')));
  await settled();
  shelf.settle();
  expect(names(shelf)).toEqual(['New', 'Other']);
  await give(shelf, answer(experiment('a', 'New'), experiment('b', 'Elsewhere')));
  expect(names(shelf)).toEqual(['New', 'Elsewhere']);
});

test('a list that was asked for before a deletion does not bring back what was deleted', async () => {
  const shelf = await asking();
  await shelf.remove('a');
  waiting[1]!(answer(experiment('a', 'Old'), experiment('b', 'Other')));
  await settled();
  shelf.settle();
  expect(names(shelf)).toEqual(['Other']);
});

test('a problem leaves the list as it is', async () => {
  const shelf = await asking();
  await give(shelf, new Problem('away', 0, 'Away', 'The server does not answer.'));
  await shelf.remove('a');
  shelf.find('');
  await give(shelf, new Problem('away', 0, 'Away', 'The server does not answer.'));
  expect(names(shelf)).toEqual(['Other']);
});

test('news that come while the list is on its way are newer than it', async () => {
  const shelf = await asking();
  shelf.hear(run('cancelled'));
  await give(shelf, answer(experiment('a', 'Old', [run('running')])));
  expect(shelf.experiments[0]!.runs[0]!.status).toBe('cancelled');
  shelf.find('');
  await give(shelf, answer(experiment('a', 'Old', [run('interrupted')])));
  expect(shelf.experiments[0]!.runs[0]!.status).toBe('interrupted');
});
