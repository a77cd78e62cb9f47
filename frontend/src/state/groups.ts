import type { LayerGroup } from '../protocol/types';
import type { Codec } from './codec';
import { escapeMarks, unescapeMarks } from './spec';

/** `hidden*:frozen,output:rate=0.02:decay=0.1`; the first group that matches a layer counts. */
export const groups: Codec<LayerGroup[]> = {
  encode: (value) => value.map(encodeGroup).join(','),
  decode(text) {
    const found = text === '' ? [] : text.split(',').map(decodeGroup);
    return found.every((group) => group !== undefined) ? found : undefined;
  },
};

function encodeGroup({ layers, learning_rate: rate, weight_decay: decay, frozen }: LayerGroup): string {
  const own = [frozen ? ['frozen'] : [], rate === null ? [] : [`rate=${rate}`], decay === null ? [] : [`decay=${decay}`]];
  return [escapeMarks(layers), ...own.flat()].join(':');
}

function decodeGroup(text: string): LayerGroup | undefined {
  const [layers = '', ...own] = text.split(':');
  const group: LayerGroup = { layers: unescapeMarks(layers), learning_rate: null, weight_decay: null, frozen: false };
  for (const one of own) {
    const [name, value] = one.split('=');
    const number = value ? Number(value) : NaN;
    if (one === 'frozen') group.frozen = true;
    else if (name === 'rate' && Number.isFinite(number)) group.learning_rate = number;
    else if (name === 'decay' && Number.isFinite(number)) group.weight_decay = number;
    else return undefined;
  }
  return group;
}
