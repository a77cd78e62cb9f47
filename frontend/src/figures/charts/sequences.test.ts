import { describe, expect, it } from 'vitest';
import type { SequencesPreview } from '../../protocol/types';
import { themes } from '../theme';
import { sequencesFigure, sequencesSaid, sequencesTable } from './sequences';

const preview: SequencesPreview = {
  kind: 'sequences', classes: 2, class_names: ['falling', 'rising'], names: ['value'], length: 3, train_examples: 8, validation_examples: 2,
  samples: [{ values: [[-1], [0.5], [0]], label: 0 }, { values: [[1], [0.25], [-0.5]], label: 1 }],
};

describe('sequences', () => {
  it('are lines over their steps, told apart by class in colour and dash', () => {
    const { data } = sequencesFigure(preview, themes.light);
    expect(data.map((trace) => [trace.name, trace.type === 'scatter' && trace.x, trace.type === 'scatter' && trace.y])).toEqual([
      ['falling', [1, 2, 3], [-1, 0.5, 0]],
      ['rising', [1, 2, 3], [1, 0.25, -0.5]],
    ]);
    const looks = data.map((trace) => trace.type === 'scatter' && [trace.line?.color, trace.line?.dash]);
    expect(looks[0]).not.toEqual(looks[1]);
    expect(new Set(data.map((trace) => trace.type === 'scatter' && trace.line?.dash)).size).toBe(2);
  });

  it('are a row for each step as a table', () => {
    expect(sequencesTable(preview)).toEqual({
      example: [1, 1, 1, 2, 2, 2],
      class: ['falling', 'falling', 'falling', 'rising', 'rising', 'rising'],
      step: [1, 2, 3, 1, 2, 3],
      value: [-1, 0.5, 0, 1, 0.25, -0.5],
    });
  });

  it('are told by where their classes begin and end', () => {
    expect(sequencesSaid(preview)).toBe(
      '2 sequences of 3 steps: falling begins at a mean value of −1 and ends at 0; rising begins at a mean value of 1 and ends at −0.5.',
    );
  });
});
