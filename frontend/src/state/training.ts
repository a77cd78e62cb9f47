import type { Part, Setting } from '../protocol/types';
import { integer, list, nullable, number, text, type Codec } from './codec';
import type { Keys } from './keys';
import { measured, type Measured } from './measured';
import { codecOf, isSpec } from './parts';
import type { Change, Settings } from './settings';

export interface TrainingState {
  /** Variant A. */
  settings: Settings;
  /** What B, C and D have of their own; A is the settings. */
  variants: Change[];
  /** Instruments that are asked for beside what every run measures. */
  measured: Measured[];
  /** The experiment shown; `null` before the first start. */
  experiment: string | null;
  /** The step looked at; `null`: the newest. */
  step: number | null;
  /** Instruments that are shown where a row shows one of several; the first of them where none is named. */
  shown: string[];
  /** The layer whose distribution is shown over time, counted from 0. */
  layer: number;
  /** Titles of pictures whose logarithmic axis is drawn linear. */
  linear: string[];
  speed: number;
}

/** `i!normal:std=0.01@e!40`: what differs from A, by each part's key in links; `-` when nothing does. */
export function changeCodec(parts: readonly Part[]): Codec<Change> {
  return {
    encode(value) {
      const own = parts.flatMap((part) => {
        const setting = value[part.key];
        return setting === undefined ? [] : [`${part.link}!${codecOf(part).encode(setting)}`];
      });
      return own.length === 0 ? '-' : own.join('@');
    },
    decode(text) {
      const result: Change = {};
      for (const own of text === '-' ? [] : text.split('@')) {
        const mark = own.indexOf('!');
        const part = parts.find(({ link }) => link === own.slice(0, Math.max(mark, 0)));
        const value = part && codecOf(part).decode(own.slice(mark + 1));
        if (!part || value === undefined) return undefined;
        result[part.key] = value;
      }
      return result;
    },
  };
}

/** The entry chosen; its numbers change all the while. */
function nameOf(setting: Setting | undefined): string {
  return isSpec(setting) ? setting.name : '';
}

function namesOf(parts: readonly Part[], value: Change): string {
  return parts.map(({ key }) => nameOf(value[key]) || String(key in value)).join();
}

function settingRow(part: Part): Keys<Settings>[string] {
  return {
    place: 'link',
    key: part.link,
    codec: codecOf(part),
    initial: part.begins,
    ...(part.kind === 'entry' ? { choice: { of: nameOf } } : {}),
  };
}

/** What the second variant begins with of its own. */
function rivals(parts: readonly Part[]): Change {
  return Object.fromEntries(parts.flatMap(({ key, rival }) => (rival === null ? [] : [[key, rival]])));
}

/** The page's state, with a row for each part of a training. */
export function trainingKeys(parts: readonly Part[]): Keys<TrainingState> {
  return {
    settings: { place: 'group', keys: Object.fromEntries(parts.map((part) => [part.key, settingRow(part)])) },
    variants: {
      place: 'link',
      key: 'v',
      codec: list(changeCodec(parts), ';'),
      initial: [rivals(parts)],
      choice: { of: (changes) => changes.map((change) => namesOf(parts, change)).join(';') },
    },
    measured: { place: 'link', key: 'u', codec: list(measured, ';'), initial: [], choice: { of: (all) => all.map(({ name }) => name).join(';') } },
    experiment: { place: 'link', key: 'experiment', codec: nullable(text), initial: null, choice: { of: String } },
    step: { place: 'link', key: 'k', codec: nullable(integer(0)), initial: null },
    shown: { place: 'link', key: 'q', codec: list(text, ';'), initial: [] },
    layer: { place: 'link', key: 'y', codec: integer(0), initial: 0 },
    linear: { place: 'link', key: 'g', codec: list(text, ';'), initial: [] },
    speed: { place: 'device', key: 'training.speed', codec: number(0.05, 16), initial: 1 },
  };
}
