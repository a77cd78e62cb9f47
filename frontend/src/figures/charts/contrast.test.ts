import { describe, expect, it } from 'vitest';
import { columnPlan, frame, historyOf, instrument, line, runOf, sceneOf, snapshotFrame, stepsFrame } from '../../../tests/histories';
import type { Mark, PointsPreview } from '../../protocol/types';
import { contrast } from '../colour';
import type { Trace } from '../plotly';
import { COLOURS, forced, identity, strengthened, themes, type Theme } from '../theme';
import { CLASSES } from './classes';
import { figureOf } from './figure';
import { shades, ZERO_SHADE } from './heat';

const blackOnWhite = forced({ canvas: '#ffffff', text: '#000000', highlight: '#0000ff', highlightText: '#ffffff' });
const whiteOnBlack = forced({ canvas: '#000000', text: '#ffffff', highlight: '#ffff00', highlightText: '#000000' });
const greenOnGrey = forced({ canvas: '#5a5a5a', text: '#d0ffd0', highlight: '#ffffff', highlightText: '#000000' });
const THEMES: [string, Theme][] = [
  ['light', themes.light],
  ['dark', themes.dark],
  ['light with more contrast', strengthened(themes.light)],
  ['dark with more contrast', strengthened(themes.dark)],
  ['forced black on white', blackOnWhite],
  ['forced white on black', whiteOnBlack],
  ['forced green on grey', greenOnGrey],
];

const layers = ['hidden 1', 'hidden 2', 'output'];
const part = { x: [0, 1], y: [0, 1], label: [0, 1] };
const preview: PointsPreview = {
  kind: 'points', train_examples: 2, validation_examples: 2, classes: 6, class_names: [...'abcdef'], train: part, validation: part, domain: { x: [0, 1], y: [0, 1] },
};
const columns = [
  columnPlan('loss', ['step'], { scale: 'log' }),
  columnPlan('update_ratio', ['step', 'layer'], { scale: 'log', gap: 'it stands still' }),
  columnPlan('dead', ['step', 'layer'], { unit: 'share' }),
  columnPlan('weight.percentiles', ['step', 'layer', 'percentile']),
  columnPlan('kind', ['step', 'row', 'column']),
  columnPlan('sure', ['step', 'row', 'column']),
];
const field = frame('snapshot', 4, 1, { kind: [new Uint8Array([0, 1, 1, 1]), [2, 2]], sure: [new Float32Array([1, 1, 1, 1]), [2, 2]] });
const history = historyOf(stepsFrame([1, 2, NaN], [1, 1, 1], [1e-3, NaN, Infinity]), snapshotFrame(3, 3, { dead: [0.5, 0.2, 0] }), field);

/** One picture of each form. */
const FORMS: Record<string, Mark[]> = {
  'thin, usual and bold lines': [line('loss', 'a', 'thin'), line('loss', 'b'), line('loss', 'c', 'bold')],
  'lines of layers with a bound': [line('update_ratio'), { mark: 'rule', title: 'a bound', value: 1e-3, column: '' }],
  'bands by layer': [{ mark: 'band', column: 'weight.percentiles', along: 'layer', lost: '', layers: 'all' }],
  'bands over time': [{ mark: 'band', column: 'weight.percentiles', along: 'step', lost: '', layers: 'all' }],
  bars: [{ mark: 'bar', column: 'dead', title: 'a', fill: 'full', layers: 'hidden' }, { mark: 'bar', column: 'dead', title: 'b', fill: 'outline', layers: 'hidden' }],
  'points on a plane': [{ mark: 'plane', column: 'kind', share: 'sure' }, { mark: 'points' }],
};

/** The colours that a trace is seen by: of its line, its markers, or the edge of its bars. */
function inks(trace: Trace): string[] {
  if (trace.type === 'bar') return trace.marker?.line?.width ? [trace.marker.line.color ?? ''] : [];
  if (trace.type !== 'scatter') return [];
  const own = [trace.mode?.includes('lines') && trace.line?.width ? trace.line.color : undefined, trace.mode?.includes('markers') ? trace.marker?.color : undefined];
  return own.filter((colour) => typeof colour === 'string');
}

describe.each(THEMES)('on the ground of the theme %s', (_, theme) => {
  const run = (slot: number, step: number) => ({ ...runOf(history, layers, [instrument('all', columns, [])]), look: identity(slot, theme), step });

  it.each(Object.entries(FORMS))('what carries meaning in %s is seen, for every variant', (__, marks) => {
    for (let slot = 0; slot < 16; slot += 1) {
      const scene = sceneOf([run(slot, 4)], { theme, preview, step: marks.some(({ mark }) => mark === 'plane') ? 4 : 3, together: marks.length === 3 });
      const seen = (figureOf({ title: '', marks }, scene)?.data ?? []).flatMap(inks).filter((colour) => colour !== theme.panel);
      expect(seen.length).toBeGreaterThan(0);
      for (const colour of seen) expect(contrast(colour, theme.panel), colour).toBeGreaterThanOrEqual(3);
    }
  });

  it('axes are seen, and their text is read', () => {
    const layout = figureOf({ title: '', marks: [line('loss')] }, sceneOf([run(0, 4)], { theme }))?.layout;
    for (const axis of [layout?.xaxis, layout?.yaxis]) {
      const { color = '', size = 0 }: { color?: string; size?: number } = axis?.['tickfont'] ?? {};
      expect(contrast(color, theme.panel)).toBeGreaterThanOrEqual(4.5);
      expect(size).toBeGreaterThanOrEqual(12);
      expect(contrast(String(axis?.['linecolor']), theme.panel)).toBeGreaterThanOrEqual(3);
      // Raised exponents would be smaller than the rest.
      expect(axis?.['exponentformat']).not.toBe('power');
    }
  });

  it('both ends of the shades are told from their middle, and an exact 0 from both', () => {
    const scale = shades(theme).map(([, colour]) => colour);
    const middle = scale[2] ?? '';
    for (const end of [scale[0], scale.at(-1)]) expect(contrast(end ?? '', middle)).toBeGreaterThanOrEqual(3);
    expect(contrast(ZERO_SHADE[theme.name], middle)).toBeGreaterThanOrEqual(3);
  });
});

describe.each([themes.light, themes.dark])('on $name ground', (theme) => {
  it('classes are seen', () => {
    for (const colour of CLASSES[theme.name]) expect(contrast(colour, theme.panel), colour).toBeGreaterThanOrEqual(3);
  });
  it('no variant\'s colour had to be changed', () => {
    for (const [slot, colour] of COLOURS[theme.name].entries()) expect(identity(slot, theme).colour).toBe(colour);
  });
});
