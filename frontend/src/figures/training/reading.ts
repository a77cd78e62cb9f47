import type { RunSummary } from '../../protocol/types';
import { numberOf, type History, type Snapshot } from '../../state/history';
import { format, percent } from '../numbers';
import type { Tone } from '../status';
import { firstNonfinite } from './thin';

/** A verdict, and the sentence with the number it rests on. */
export interface Reading {
  tone: Tone;
  verdict: string;
  text: string;
}

export interface Case {
  history: History;
  /** Names of the layers, the output last. */
  layers: readonly string[];
  /** The step looked at. */
  step: number;
  /** What the server says of the run; `null` before it says anything. */
  run: Pick<RunSummary, 'status' | 'sentence'> | null;
  classes: number;
  stepsPerEpoch: number;
}

interface Evidence extends Case {
  snapshot: Snapshot;
  first: Snapshot;
  hidden: number;
}

type Rule = (evidence: Evidence) => Reading | null;

/** Averages of noisy per-step numbers are over so many rows. */
const WINDOW = 20;
const TINY_GRADIENT = 1e-7;
const HUGE_GRADIENT = 1e3;
const TINY_SPREAD = 1e-6;
const MANY_DEAD = 0.4;
const MANY_SATURATED = 0.5;
const SHRINKING = 0.65;
const GROWING = 2.5;
/** Growth from the first to the last hidden layer that is worth a word. */
const GROWN = 10;
const FITTED = 0.999;
const STILL = 1e-5;
const RECKLESS = 3e-2;
const OVERFIT = 1.3;
/** Fewer snapshots than this after the best one may be chance. */
const LASTING = 5;

/** Geometric mean of one layer's column over the last rows at or before a step; NaN without any. */
export function recent(history: History, name: string, layer: number, step: number): number {
  const column = history.column(name);
  const end = history.rowsUntil(step);
  const values = Array.from({ length: Math.min(WINDOW, end) }, (_, back) => column?.values[(end - 1 - back) * (column?.width ?? 1) + layer] ?? NaN);
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return NaN;
  if (finite.some((value) => value === 0)) return finite.every((value) => value === 0) ? 0 : Math.max(...finite) / 2;
  return Math.exp(finite.reduce((sum, value) => sum + Math.log(value), 0) / finite.length);
}

const endedWithoutResult: Rule = ({ run }) => {
  if (run?.status !== 'failed' && run?.status !== 'interrupted') return null;
  return { tone: 'bad', verdict: run.status === 'failed' ? 'Failed.' : 'Interrupted.', text: run.sentence };
};

/** The last finite loss before a step, in words. */
function lossBefore(history: History, step: number, what: string): string {
  const row = history.rowsUntil(step) - 1;
  if (row < 0) return `${what} is not finite at the very first step.`;
  return `The loss was ${format(history.column('loss')?.values[row])} at step ${history.stepAt(row)}; then ${what} was no longer finite.`;
}

const diverged: Rule = ({ history, step, run }) => {
  const loss = firstNonfinite(history, 'loss');
  if (loss !== null && loss <= step) {
    return { tone: 'bad', verdict: `Diverged at step ${loss}.`, text: lossBefore(history, loss - 1, 'it') };
  }
  const gradient = firstNonfinite(history, 'gradient_norm');
  if (gradient !== null && gradient <= step) {
    return { tone: 'bad', verdict: `Diverged at step ${gradient}.`, text: lossBefore(history, gradient, 'its gradient') };
  }
  if (run?.status !== 'diverged' || step < history.lastStep) return null;
  return { tone: 'bad', verdict: 'Diverged.', text: run.sentence };
};

const nonfinite: Rule = ({ snapshot, layers }) => {
  const layer = layers.findIndex((_, at) => numberOf(snapshot, 'activation.nonfinite', at) > 0);
  if (layer < 0) return null;
  const lost = numberOf(snapshot, 'activation.nonfinite', layer);
  return { tone: 'bad', verdict: 'Not finite.', text: `${lost} activations of ${layers[layer]} are no finite numbers at step ${snapshot.step}.` };
};

const symmetric: Rule = ({ first, layers, hidden }) => {
  const layer = layers.findIndex((_, at) => at < hidden && numberOf(first, 'weight.std', at) === 0);
  if (layer < 0) return null;
  const value = format(numberOf(first, 'weight.mean', layer));
  return {
    tone: 'bad',
    verdict: 'Symmetric units.',
    text: `All weights of ${layers[layer]} start at ${value}: its units compute the same and get the same gradient, so they stay one unit.`,
  };
};

const gradientVanishes: Rule = ({ history, layers, step, hidden }) => {
  const norms = layers.map((_, layer) => recent(history, 'layer_gradient_norm', layer, step));
  const output = norms[hidden] ?? NaN;
  const worst = norms.slice(0, hidden).findIndex((norm) => norm < TINY_GRADIENT && norm < 1e-3 * output);
  if (worst < 0) return null;
  return {
    tone: 'bad',
    verdict: `Vanished at ${layers[worst]}.`,
    text: `Its gradient norm is ${format(norms[worst], 2)}; the output layer's is ${format(output, 2)}.`,
  };
};

const gradientExplodes: Rule = ({ history, layers, step }) => {
  const norms = layers.map((_, layer) => recent(history, 'layer_gradient_norm', layer, step));
  const worst = norms.findIndex((norm) => norm > HUGE_GRADIENT);
  if (worst < 0) return null;
  return { tone: 'bad', verdict: 'Gradient explodes.', text: `Its norm at ${layers[worst]} is ${format(norms[worst], 2)}, averaged over ${WINDOW} steps.` };
};

const dead: Rule = ({ snapshot, layers, hidden }) => {
  const shares = layers.slice(0, hidden).map((_, layer) => numberOf(snapshot, 'dead', layer));
  const most = Math.max(...shares);
  if (!(most >= MANY_DEAD)) return null;
  return {
    tone: 'bad',
    verdict: 'Dead units.',
    text: `${percent(most, 0)} of ${layers[shares.indexOf(most)]} never fire on the probe examples: no gradient reaches them.`,
  };
};

const saturated: Rule = ({ snapshot, layers, hidden }) => {
  const shares = layers.slice(0, hidden).map((_, layer) => numberOf(snapshot, 'saturated', layer));
  const most = Math.max(...shares);
  if (!(most >= MANY_SATURATED)) return null;
  return {
    tone: 'warn',
    verdict: 'Saturated.',
    text: `${percent(most, 0)} of ${layers[shares.indexOf(most)]}'s activations lie where the slope is under 1 % of the steepest.`,
  };
};

/** The factor by which the spread of activations changes from one hidden layer to the next. */
const signal: Rule = ({ snapshot, layers, hidden }) => {
  const spread = (layer: number) => numberOf(snapshot, 'activation.std', layer);
  const last = hidden - 1;
  if (hidden > 0 && spread(last) < TINY_SPREAD) {
    return { tone: 'bad', verdict: 'Signal vanished.', text: `Activations of ${layers[last]} spread by only ${format(spread(last), 2)}.` };
  }
  if (hidden < 2) return null;
  const factor = (spread(last) / spread(0)) ** (1 / (hidden - 1));
  const path = `${format(spread(0), 2)} in ${layers[0]}, ${format(spread(last), 2)} in ${layers[last]}`;
  if (factor < SHRINKING) return { tone: 'warn', verdict: 'Signal thins out.', text: `The spread of activations shrinks ${format(1 / factor, 2)} times per layer: ${path}.` };
  if (factor > GROWING && spread(last) > GROWN * spread(0)) return { tone: 'warn', verdict: 'Signal grows.', text: `The spread of activations grows ${format(factor, 2)} times per layer: ${path}.` };
  return null;
};

const noLearning: Rule = ({ snapshot, classes, stepsPerEpoch }) => {
  const accuracy = numberOf(snapshot, 'validation_accuracy');
  if (snapshot.step < stepsPerEpoch || classes < 2 || !(accuracy < 1.5 / classes)) return null;
  const epochs = format(snapshot.step / stepsPerEpoch, 2);
  return { tone: 'warn', verdict: 'Not learning.', text: `Accuracy is ${percent(accuracy)} after ${epochs} epochs; guessing gives ${percent(1 / classes, 0)}.` };
};

const updates: Rule = ({ history, layers, step, snapshot }) => {
  const ratios = layers.map((_, layer) => recent(history, 'update_ratio', layer, step));
  const most = Math.max(...ratios.filter(Number.isFinite));
  if (!Number.isFinite(most)) return null;
  if (most > RECKLESS) {
    return { tone: 'warn', verdict: 'Large updates.', text: `Each step moves ${layers[ratios.indexOf(most)]} by ${percent(most)} of its weights; about 0.1 % is usual.` };
  }
  const fitted = numberOf(snapshot, 'training_accuracy');
  if (most < STILL && fitted >= FITTED) {
    const validation = percent(numberOf(snapshot, 'validation_accuracy'));
    const text = `Training accuracy is ${percent(fitted)}, validation ${validation}; updates are down to ${format(most, 2)} of the weights.`;
    return { tone: 'good', verdict: 'Learned.', text };
  }
  if (most < STILL) {
    return { tone: 'warn', verdict: 'Barely moves.', text: `The largest update-to-weight ratio is ${format(most, 2)}; about 10⁻³ is usual.` };
  }
  return null;
};

function validationLoss(snapshot: Snapshot): number {
  return numberOf(snapshot, 'validation_loss');
}

const overfits: Rule = ({ history, snapshot }) => {
  const until = history.snapshots.filter(({ step }) => step <= snapshot.step);
  const best = until.reduce((low, one) => (validationLoss(one) < validationLoss(low) ? one : low), snapshot);
  const since = until.filter(({ step }) => step > best.step);
  if (since.length < LASTING || since.slice(-LASTING).some((one) => !(validationLoss(one) > OVERFIT * validationLoss(best)))) return null;
  if (numberOf(snapshot, 'training_loss') > numberOf(best, 'training_loss')) return null;
  return {
    tone: 'warn',
    verdict: 'Overfits.',
    text: `Validation loss rose from ${format(validationLoss(best), 2)} at step ${best.step} to ${format(validationLoss(snapshot), 2)}, while training loss fell.`,
  };
};

const healthy: Rule = ({ snapshot, history, layers, step, hidden }) => {
  const ratios = layers.map((_, layer) => recent(history, 'update_ratio', layer, step)).filter(Number.isFinite);
  const accuracy = percent(numberOf(snapshot, 'validation_accuracy'));
  if (ratios.length === 0) return { tone: 'plain', verdict: 'At the start.', text: `Accuracy ${accuracy} before the first update.` };
  const spreads = Array.from({ length: hidden }, (_, layer) => numberOf(snapshot, 'activation.std', layer));
  const range = hidden === 0 ? '' : `Activations spread ${between(spreads)}; `;
  return { tone: 'good', verdict: 'Healthy.', text: `${range}updates move weights by ${between(ratios)} per step. Accuracy ${accuracy}.` };
};

function between(values: readonly number[]): string {
  const [low, high] = [format(Math.min(...values), 2), format(Math.max(...values), 2)];
  return low === high ? low : `${low} to ${high}`;
}

/** The first rule that speaks is the reading: what is worst stands first. */
const RULES: readonly Rule[] = [
  endedWithoutResult, diverged, nonfinite, symmetric, gradientExplodes, dead, gradientVanishes, saturated,
  signal, noLearning, overfits, updates, healthy,
];

/** What the numbers at a step say about a training, in one sentence. */
export function read(one: Case): Reading {
  const snapshot = one.history.snapshotAt(one.step);
  const [first] = one.history.snapshots;
  if (!snapshot || !first) {
    const failed = one.run?.status === 'failed' || one.run?.status === 'interrupted';
    return { tone: failed ? 'bad' : 'plain', verdict: failed ? 'Failed.' : 'Waiting.', text: one.run?.sentence || 'Nothing has arrived yet.' };
  }
  const evidence: Evidence = { ...one, snapshot, first, hidden: one.layers.length - 1 };
  for (const rule of RULES) {
    const reading = rule(evidence);
    if (reading) return reading;
  }
  return { tone: 'plain', verdict: '', text: '' };
}
