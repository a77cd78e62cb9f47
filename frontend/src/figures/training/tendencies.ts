import { numberOf, type Snapshot } from '../../state/history';
import { format, percent } from '../numbers';
import { recent, type Rule } from './evidence';

const TINY_SPREAD = 1e-6;
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

/** The factor by which the spread of activations changes from one hidden layer to the next. */
export const signal: Rule = ({ snapshot, layers, hidden }) => {
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

export const noLearning: Rule = ({ snapshot, classes, stepsPerEpoch }) => {
  const accuracy = numberOf(snapshot, 'validation_accuracy');
  if (snapshot.step < stepsPerEpoch || classes < 2 || !(accuracy < 1.5 / classes)) return null;
  const epochs = format(snapshot.step / stepsPerEpoch, 2);
  return { tone: 'warn', verdict: 'Not learning.', text: `Accuracy is ${percent(accuracy)} after ${epochs} epochs; guessing gives ${percent(1 / classes, 0)}.` };
};

export const updates: Rule = ({ history, layers, step, snapshot }) => {
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

export const overfits: Rule = ({ history, snapshot }) => {
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

export const healthy: Rule = ({ snapshot, history, layers, step, hidden }) => {
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
