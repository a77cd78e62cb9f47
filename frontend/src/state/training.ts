import { choice, flag, integer, list, nullable, number, text, type Codec } from './codec';
import type { Keys } from './keys';
import { SETTING_KEYS, type Change, type SettingKey, type Settings } from './settings';
import { spec } from './spec';

export const LAYER_QUANTITIES = ['activation', 'pre_activation', 'gradient', 'weight'] as const;
export type LayerQuantity = (typeof LAYER_QUANTITIES)[number];

export interface TrainingState extends Settings {
  /** What B, C and D have of their own; A is the settings themselves. */
  variants: Change[];
  /** The experiment shown; `null` before the first start. */
  experiment: string | null;
  /** The step looked at; `null`: the newest. */
  step: number | null;
  /** Whose distribution is shown. */
  quantity: LayerQuantity;
  /** The layer whose distribution is shown over time, counted from 0. */
  layer: number;
  logLoss: boolean;
  speed: number;
}

const SHORT: Record<SettingKey, string> = {
  dataset: 'd', model: 'm', initializer: 'i', activation: 'a', loss: 'l', optimizer: 'o', schedule: 's',
  batch_size: 'b', epochs: 'e', seed: 'r', clip_norm: 'c',
};

const CODECS: { [K in SettingKey]: Codec<Settings[K]> } = {
  dataset: spec, model: spec, initializer: spec, activation: spec, loss: spec, optimizer: spec, schedule: spec,
  batch_size: integer(1), epochs: integer(1), seed: integer(0), clip_norm: nullable(number(0)),
};

function encodeChange<K extends SettingKey>(key: K, value: Settings[K]): string {
  return `${SHORT[key]}!${CODECS[key].encode(value)}`;
}

/** `i!normal:std=0.01@e!40`: what differs from A, by short key; `-` when nothing does. */
export const change: Codec<Change> = {
  encode(value) {
    const parts = SETTING_KEYS.flatMap((key) => {
      const own = value[key];
      return own === undefined ? [] : [encodeChange(key, own)];
    });
    return parts.length === 0 ? '-' : parts.join('@');
  },
  decode(text) {
    const result: Record<string, unknown> = {};
    for (const part of text === '-' ? [] : text.split('@')) {
      const mark = part.indexOf('!');
      const key = SETTING_KEYS.find((one) => SHORT[one] === part.slice(0, Math.max(mark, 0)));
      const value = key && CODECS[key].decode(part.slice(mark + 1));
      if (!key || value === undefined) return undefined;
      result[key] = value;
    }
    return result;
  },
};

export const INITIAL_SETTINGS: Settings = {
  dataset: { name: 'digits', params: {} },
  model: { name: 'mlp', params: {} },
  initializer: { name: 'he_normal', params: {} },
  activation: { name: 'relu', params: {} },
  loss: { name: 'cross_entropy', params: {} },
  optimizer: { name: 'momentum', params: { learning_rate: 0.05 } },
  schedule: { name: 'constant', params: {} },
  batch_size: 64,
  epochs: 20,
  seed: 0,
  clip_norm: null,
};

function settingRows(): Keys<Settings> {
  const rows = SETTING_KEYS.map((key) => [
    key,
    { place: 'link', key: SHORT[key], codec: CODECS[key], initial: INITIAL_SETTINGS[key] },
  ]);
  return Object.fromEntries(rows) as Keys<Settings>;
}

export const trainingKeys: Keys<TrainingState> = {
  ...settingRows(),
  variants: {
    place: 'link',
    key: 'v',
    codec: list(change, ';'),
    initial: [{ initializer: { name: 'normal', params: {} } }],
  },
  experiment: { place: 'link', key: 'experiment', codec: nullable(text), initial: null },
  step: { place: 'link', key: 'k', codec: nullable(integer(0)), initial: null },
  quantity: { place: 'link', key: 'q', codec: choice(LAYER_QUANTITIES), initial: 'activation' },
  layer: { place: 'link', key: 'y', codec: integer(0, 63), initial: 0 },
  logLoss: { place: 'link', key: 'g', codec: flag, initial: true },
  speed: { place: 'device', key: 'training.speed', codec: number(0.05, 16), initial: 1 },
};
