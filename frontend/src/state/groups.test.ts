import { describe, expect, it } from 'vitest';
import type { LayerGroup } from '../protocol/types';
import { groups } from './groups';

const none = { learning_rate: null, weight_decay: null, frozen: false };

describe('groups of layers in links', () => {
  it.each<[string, LayerGroup[]]>([
    ['', []],
    ['hidden*:frozen', [{ ...none, layers: 'hidden*', frozen: true }]],
    [
      'hidden1:frozen,*:rate=0.02:decay=0.0001',
      [{ ...none, layers: 'hidden1', frozen: true }, { ...none, layers: '*', learning_rate: 0.02, weight_decay: 1e-4 }],
    ],
    ['a~1b~2c~5~3~4~6~0:rate=0', [{ ...none, layers: 'a,b:c=@;!~', learning_rate: 0 }]],
  ])('%s comes back', (text, value) => {
    expect(groups.encode(value)).toBe(text);
    expect(groups.decode(text)).toEqual(value);
  });

  it.each(['a:thawed', 'a:rate=', 'a:rate=much', 'a:speed=1'])('%s is none', (text) => expect(groups.decode(text)).toBeUndefined());
});
