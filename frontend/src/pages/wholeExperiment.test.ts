import { expect, it } from 'vitest';
import { columnPlan, instrument } from '../../tests/histories';
import { seriesOf } from './wholeExperiment';

it('a run is exported with the columns that its plan has, one number or one a layer a step', () => {
  const spread = [columnPlan('weight.counts', ['step', 'layer', 'bin']), columnPlan('weight.mean', ['step', 'layer'])];
  const instruments = [instrument('loss', [columnPlan('loss', ['step'])], []), instrument('weight', spread, [])];
  expect(seriesOf({ instruments })).toEqual(['loss', 'weight.mean']);
});
