import { numberOf, type History } from '../../state/history';
import { format, percent } from '../numbers';
import { recent, WINDOW, type Rule } from './evidence';
import { firstNonfinite } from './thin';

const TINY_GRADIENT = 1e-7;
const HUGE_GRADIENT = 1e3;
const MANY_DEAD = 0.4;
const MANY_SATURATED = 0.5;

export const endedWithoutResult: Rule = ({ run }) => {
  if (run?.status !== 'failed' && run?.status !== 'interrupted') return null;
  return { tone: 'bad', verdict: run.status === 'failed' ? 'Failed.' : 'Interrupted.', text: run.sentence };
};

/** The last finite loss before a step, in words. */
function lossBefore(history: History, step: number, what: string): string {
  const row = history.rowsUntil(step) - 1;
  if (row < 0) return `${what} is not finite at the very first step.`;
  return `The loss was ${format(history.column('loss')?.values[row])} at step ${history.stepAt(row)}; then ${what} was no longer finite.`;
}

export const diverged: Rule = ({ history, step, run }) => {
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

export const nonfinite: Rule = ({ snapshot, layers }) => {
  const layer = layers.findIndex((_, at) => numberOf(snapshot, 'activation.nonfinite', at) > 0);
  if (layer < 0) return null;
  const lost = numberOf(snapshot, 'activation.nonfinite', layer);
  return { tone: 'bad', verdict: 'Not finite.', text: `${lost} activations of ${layers[layer]} are no finite numbers at step ${snapshot.step}.` };
};

export const symmetric: Rule = ({ first, layers, hidden }) => {
  const layer = layers.findIndex((_, at) => at < hidden && numberOf(first, 'weight.std', at) === 0);
  if (layer < 0) return null;
  const value = format(numberOf(first, 'weight.mean', layer));
  return {
    tone: 'bad',
    verdict: 'Symmetric units.',
    text: `All weights of ${layers[layer]} start at ${value}: its units compute the same and get the same gradient, so they stay one unit.`,
  };
};

export const gradientVanishes: Rule = ({ history, layers, step, hidden }) => {
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

export const gradientExplodes: Rule = ({ history, layers, step }) => {
  const norms = layers.map((_, layer) => recent(history, 'layer_gradient_norm', layer, step));
  const worst = norms.findIndex((norm) => norm > HUGE_GRADIENT);
  if (worst < 0) return null;
  return { tone: 'bad', verdict: 'Gradient explodes.', text: `Its norm at ${layers[worst]} is ${format(norms[worst], 2)}, averaged over ${WINDOW} steps.` };
};

export const dead: Rule = ({ snapshot, layers, hidden }) => {
  const shares = layers.slice(0, hidden).map((_, layer) => numberOf(snapshot, 'dead', layer));
  const most = Math.max(...shares);
  if (!(most >= MANY_DEAD)) return null;
  return {
    tone: 'bad',
    verdict: 'Dead units.',
    text: `${percent(most, 0)} of ${layers[shares.indexOf(most)]} never fire on the probe examples: no gradient reaches them.`,
  };
};

export const saturated: Rule = ({ snapshot, layers, hidden }) => {
  const shares = layers.slice(0, hidden).map((_, layer) => numberOf(snapshot, 'saturated', layer));
  const most = Math.max(...shares);
  if (!(most >= MANY_SATURATED)) return null;
  return {
    tone: 'warn',
    verdict: 'Saturated.',
    text: `${percent(most, 0)} of ${layers[shares.indexOf(most)]}'s activations lie where the slope is under 1 % of the steepest.`,
  };
};
