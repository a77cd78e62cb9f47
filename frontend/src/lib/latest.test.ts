import { expect, it } from 'vitest';
import { Problem } from '../protocol/problem';
import { Latest } from './latest.svelte';

interface Call {
  question: number;
  answer: (value: string) => void;
  refuse: (error: unknown) => void;
}

function setUp() {
  const calls: Call[] = [];
  const latest = new Latest<number, string>(
    (question) => new Promise((answer, refuse) => calls.push({ question, answer, refuse })),
  );
  return { calls, latest };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

it('asks the newest question only, one at a time', async () => {
  const { calls, latest } = setUp();
  for (const question of [1, 2, 3]) latest.ask(question);
  expect(calls.map(({ question }) => question)).toEqual([1]);
  calls[0]!.answer('one');
  await settled();
  expect(latest.answer).toBe('one');
  expect(calls.map(({ question }) => question)).toEqual([1, 3]);
  expect(latest.busy).toBe(true);
  calls[1]!.answer('three');
  await settled();
  expect(latest.answer).toBe('three');
  expect(latest.busy).toBe(false);
});

it('keeps the last good answer beside a problem', async () => {
  const { calls, latest } = setUp();
  latest.ask(1);
  calls[0]!.answer('one');
  await settled();
  latest.ask(2);
  calls[1]!.refuse(new Problem('invalid', 422, 'No', 'No.'));
  await settled();
  expect(latest.answer).toBe('one');
  expect(latest.problem?.status).toBe(422);
  latest.ask(3);
  calls[2]!.answer('three');
  await settled();
  expect(latest.problem).toBeNull();
});

it('forgets an answer that comes after it was stopped', async () => {
  const { calls, latest } = setUp();
  latest.ask(1);
  latest.stop();
  calls[0]!.answer('late');
  await settled();
  expect(latest.answer).toBeNull();
});
