import { choice, integer, list, nullable, number, pair, type Codec } from './codec';
import type { Keys } from './keys';
import { escapeMarks, spec, unescapeMarks, type Spec } from './spec';

export interface OwnSurface {
  expression: string;
  x: [number, number];
  y: [number, number];
}

export type SurfaceChoice = ({ kind: 'named' } & Spec) | ({ kind: 'own' } & OwnSurface);

export interface OptimizerChoice extends Spec {
  /** Which colour, dash and marker it bears; kept when a row above it goes. */
  slot: number;
  /** Empty: the optimizer's title. */
  label: string;
  schedule: Spec;
}

export interface View {
  x: [number, number];
  y: [number, number];
}

export const QUANTITIES = ['loss', 'gradient_norm', 'step_length', 'learning_rate'] as const;
export type Quantity = (typeof QUANTITIES)[number];

export interface LandscapeState {
  surface: SurfaceChoice;
  /** The part of the plane zoomed to; `null`: the surface's domain. */
  view: View | null;
  /** `null`: the start that the surface suggests. */
  start: [number, number] | null;
  steps: number;
  noise: number;
  seed: number;
  optimizers: OptimizerChoice[];
  quantity: Quantity;
  /** The step looked at; `null`: the last one. */
  step: number | null;
  /** Playback: steps a second, as a multiple of 60. */
  speed: number;
  /** Slots of the optimizer rows that are open. */
  open: number[];
}

export const CONSTANT: Spec = { name: 'constant', params: {} };

const interval = pair(number());
const corners = list(number(), ',', 4);

export const view: Codec<View> = {
  encode: ({ x, y }) => corners.encode([...x, ...y]),
  decode(text) {
    const [left = 0, right = 0, low = 0, high = 0] = corners.decode(text) ?? [];
    return left < right && low < high ? { x: [left, right], y: [low, high] } : undefined;
  },
};

/** `rosenbrock:a=1`, or `!<expression>@-2,2@-1,3` for an own function. */
export const surface: Codec<SurfaceChoice> = {
  encode(value) {
    if (value.kind === 'named') return spec.encode(value);
    return `!${escapeMarks(value.expression)}@${interval.encode(value.x)}@${interval.encode(value.y)}`;
  },
  decode(text) {
    if (!text.startsWith('!')) {
      const named = spec.decode(text);
      return named && { kind: 'named', ...named };
    }
    const [expression = '', x = '', y = '', ...rest] = text.slice(1).split('@');
    const across = interval.decode(x);
    const up = interval.decode(y);
    if (!across || !up || rest.length > 0) return undefined;
    return { kind: 'own', expression: unescapeMarks(expression), x: across, y: up };
  },
};

/** `0@adam:learning_rate=0.05@step_decay:every=100@label`; the last two may be missing. */
export const optimizer: Codec<OptimizerChoice> = {
  encode({ slot, name, params, schedule, label }) {
    const parts = [String(slot), spec.encode({ name, params })];
    const constant = schedule.name === 'constant' && Object.keys(schedule.params).length === 0;
    if (!constant || label !== '') parts.push(constant ? '' : spec.encode(schedule));
    if (label !== '') parts.push(escapeMarks(label));
    return parts.join('@');
  },
  decode(text) {
    const [slotText = '', rule = '', plan = '', label = '', ...rest] = text.split('@');
    const slot = integer(0, 63).decode(slotText);
    const chosen = spec.decode(rule);
    const schedule = plan === '' ? CONSTANT : spec.decode(plan);
    if (slot === undefined || !chosen || !schedule || rest.length > 0) return undefined;
    return { slot, ...chosen, label: unescapeMarks(label), schedule: structuredClone(schedule) };
  },
};

function entry(slot: number, name: string, params: Spec['params']): OptimizerChoice {
  return { slot, name, params, label: '', schedule: CONSTANT };
}

const startCodec = nullable(pair(number()));

export const landscapeKeys: Keys<LandscapeState> = {
  surface: {
    place: 'link',
    key: 's',
    codec: surface,
    initial: { kind: 'named', name: 'rosenbrock', params: {} },
    choice: {
      of: (value) => (value.kind === 'named' ? value.name : ''),
      typed: (value) => (value.kind === 'own' ? surface.encode(value) : ''),
    },
  },
  view: { place: 'link', key: 'z', codec: nullable(view), initial: null },
  start: { place: 'link', key: 'p', codec: startCodec, initial: null, choice: { typed: startCodec.encode } },
  steps: { place: 'link', key: 'n', codec: integer(1), initial: 500 },
  noise: { place: 'link', key: 'e', codec: number(0), initial: 0 },
  seed: { place: 'link', key: 'r', codec: integer(0), initial: 0 },
  optimizers: {
    place: 'link',
    key: 'o',
    codec: list(optimizer, ';'),
    initial: [
      entry(0, 'adam', { learning_rate: 0.05 }),
      entry(1, 'momentum', { learning_rate: 0.001, momentum: 0.9 }),
      entry(2, 'rmsprop', { learning_rate: 0.02 }),
      entry(3, 'gradient_descent', { learning_rate: 0.001 }),
    ],
    choice: { of: (rows) => rows.map(({ slot, name, schedule }) => `${slot} ${name} ${schedule.name}`).join() },
  },
  quantity: { place: 'link', key: 'q', codec: choice(QUANTITIES), initial: 'loss' },
  step: { place: 'link', key: 'k', codec: nullable(integer(0)), initial: null },
  speed: { place: 'device', key: 'speed', codec: number(0.05, 16), initial: 1 },
  open: { place: 'tab', initial: [0] },
};
