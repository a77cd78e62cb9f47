import { describe, expect, it } from 'vitest';
import { excerpt, MOST_ROWS } from './excerpt';

describe('a table to be read', () => {
  it('is whole where it is short, with gaps where there is no number', () => {
    expect(excerpt({ step: [1, 2], layer: ['a', 'b'], value: [0.12345, NaN], rate: [null] })).toEqual({
      names: ['step', 'layer', 'value', 'rate'],
      rows: [['1', 'a', '0.1235', ''], ['2', 'b', 'NaN', '']],
      of: 2,
    });
    expect(excerpt({})).toEqual({ names: [], rows: [], of: 0 });
  });

  it('has its first and last row where it is long, and says how many there are', () => {
    const long = excerpt({ step: Array.from({ length: 5000 }, (_, at) => at) });
    expect(long.rows).toHaveLength(MOST_ROWS);
    expect([long.rows[0], long.rows.at(-1), long.of]).toEqual([['0'], ['4999'], 5000]);
  });
});
