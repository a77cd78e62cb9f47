import { describe, expect, it } from 'vitest';
import { recent, type Case } from './evidence';
import { historyOf, snapshotFrame, stepsFrame, type Layered } from './fake';
import { read } from './reading';

const layers = ['hidden 1', 'hidden 2', 'output'];
const steady = Array.from({ length: 100 }, () => 0.5);
const fine = [1e-3, 1e-3, 1e-3];

function caseOf(now: Layered, more: Partial<Case> = {}, norms = [0.1, 0.1, 0.1], ratios = fine, first: Layered = {}): Case {
  const history = historyOf(snapshotFrame(0, 3, first), stepsFrame(steady, norms, ratios), snapshotFrame(100, 3, now));
  return { history, layers, step: 100, run: { status: 'running', sentence: '' }, classes: 10, stepsPerEpoch: 20, ...more };
}

describe('a reading', () => {
  it.each<[string, Case, RegExp, RegExp]>([
    ['healthy', caseOf({ accuracy: 0.97 }), /^Healthy/, /0\.001 per step\. Accuracy 97\.0 %/],
    ['thinning signal', caseOf({ std: [0.8, 0.2, 1] }), /^Signal thins out/, /4 times per layer: 0\.8 in hidden 1, 0\.2 in hidden 2/],
    ['growing signal', caseOf({ std: [1, 15, 1] }), /^Signal grows/, /15 times per layer/],
    ['vanished signal', caseOf({ std: [1e-3, 1e-9, 1] }), /^Signal vanished/, /hidden 2 spread by only 10⁻⁹/],
    ['dead units', caseOf({ dead: [0.1, 0.62, 0] }), /^Dead units/, /62 % of hidden 2/],
    ['saturated', caseOf({ saturated: [0.7, 0.1, 0] }), /^Saturated/, /70 % of hidden 1/],
    ['vanishing gradient', caseOf({}, {}, [1e-9, 1e-3, 0.2]), /^Vanished at hidden 1/, /10⁻⁹; the output layer's is 0\.2/],
    ['exploding gradient', caseOf({}, {}, [2e4, 1, 1]), /^Gradient explodes/, /hidden 1 is 20000/],
    ['symmetric units', caseOf({}, {}, [0.1, 0.1, 0.1], fine, { weightStd: [0, 0, 0] }), /^Symmetric units/, /hidden 1 start at 0/],
    ['no learning', caseOf({ accuracy: 0.1 }), /^Not learning/, /10\.0 % after 5 epochs; guessing gives 10 %/],
    ['large updates', caseOf({}, {}, [0.1, 0.1, 0.1], [1e-3, 0.2, 1e-3]), /^Large updates/, /hidden 2 by 20\.0 %/],
    ['tiny updates', caseOf({}, {}, [0.1, 0.1, 0.1], [1e-7, 1e-7, 1e-7]), /^Barely moves/, /10⁻⁷/],
    ['learned', caseOf({ accuracy: 1 }, {}, [0.1, 0.1, 0.1], [1e-7, 1e-7, 1e-7]), /^Learned/, /Training accuracy is 100\.0 %/],
    ['not finite', caseOf({ nonfinite: [0, 12, 0] }), /^Not finite/, /12 activations of hidden 2/],
    ['failed', caseOf({}, { run: { status: 'failed', sentence: 'The worker was lost.' } }), /^Failed/, /worker was lost/],
  ])('says %s, with its number', (_, one, verdict, text) => {
    const reading = read(one);
    expect(reading.verdict).toMatch(verdict);
    expect(reading.text).toMatch(text);
  });

  it('names the step of divergence, but not before it', () => {
    const history = historyOf(snapshotFrame(0, 3), stepsFrame([0.5, 40, NaN], [1, 1, 1], fine), snapshotFrame(3, 3));
    const one: Case = { history, layers, step: 3, run: { status: 'diverged', sentence: '' }, classes: 10, stepsPerEpoch: 20 };
    expect(read(one)).toMatchObject({ tone: 'bad', verdict: 'Diverged at step 3.', text: 'The loss was 40 at step 2; then it was no longer finite.' });
    expect(read({ ...one, step: 1 }).verdict).not.toMatch(/Diverged/);
  });

  it('tells overfitting only when it lasts', () => {
    const course = [0.5, 0.3, 0.45, 0.5, 0.5, 0.55, 0.6, 0.6];
    const frames = course.map((validationLoss, at) => snapshotFrame(10 * at, 3, { validationLoss, trainingLoss: 0.5 / (at + 1) }));
    const history = historyOf(...frames.slice(0, 1), stepsFrame(steady, [0.1, 0.1, 0.1], fine), ...frames.slice(1));
    const one: Case = { history, layers, step: 70, run: null, classes: 10, stepsPerEpoch: 20 };
    expect(read(one)).toMatchObject({ verdict: 'Overfits.', text: expect.stringContaining('0.3 at step 10 to 0.6') as string });
    expect(read({ ...one, step: 30 }).verdict).not.toBe('Overfits.');
  });

  it('waits while there is nothing', () => {
    const one: Case = { history: historyOf(), layers: [], step: 0, run: { status: 'queued', sentence: '' }, classes: 0, stepsPerEpoch: 1 };
    expect(read(one)).toEqual({ tone: 'plain', verdict: 'Waiting.', text: 'Nothing has arrived yet.' });
  });

  it('averages in the logarithm over the last steps', () => {
    const history = historyOf(stepsFrame(steady, [1, 1e-2, 1e-4], fine));
    expect(recent(history, 'layer_gradient_norm', 2, 100)).toBeCloseTo(1e-4, 9);
    expect(recent(history, 'layer_gradient_norm', 2, 0)).toBeNaN();
  });
});
