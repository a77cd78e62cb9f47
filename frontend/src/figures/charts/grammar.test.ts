import { describe, expect, it } from 'vitest';
import { columnPlan, historyOf, instrument, line, runOf } from '../../../tests/histories';
import type { InstrumentPlan } from '../../protocol/types';
import { choosing, measures, noteOf, ofRun, rowsOf } from './grammar';

const layers = ['hidden 1', 'output'];
const run = (...measured: InstrumentPlan[]) => runOf(historyOf(), layers, measured);

/** An instrument that draws one line in the picture and row that are named. */
function drawing(name: string, row: string, picture: string, option = '', note = ''): InstrumentPlan {
  const rows = [{ title: row, pictures: [{ title: picture, marks: [line(name)] }], note, together: false, height: 100 }];
  return instrument(name, [columnPlan(name, ['step'])], [], { chart: { rows, option } });
}

describe('rows', () => {
  it('are made from the plans of all runs, each once, in their order', () => {
    const [one, two, three] = ['one', 'two', 'three'].map((name) => drawing(name, name, name));
    expect(rowsOf([run(one!), run(one!, three!), run(two!)], []).map(({ title }) => title)).toEqual(['one', 'three', 'two']);
  });

  it('of one title are one, and their pictures of one title are drawn over one another', () => {
    const rows = rowsOf([run(drawing('a', 'Both', 'same', '', 'thin: a'), drawing('b', 'Both', 'same', '', 'bold: b'), drawing('c', 'Both', 'other'))], []);
    expect(rows).toHaveLength(1);
    expect(rows[0]?.pictures.map(({ title, marks }) => [title, marks.length])).toEqual([['same', 2], ['other', 1]]);
    expect(noteOf(rows[0]!)).toBe('thin: a; bold: b');
  });

  it('of which one is shown at a time offer all, and show the first until another is chosen', () => {
    const all = [run(drawing('x', 'Spread', 'x by layer', 'the x'), drawing('y', 'Spread', 'y by layer', 'the y'))];
    const [first] = rowsOf(all, []);
    expect(first?.options).toEqual([{ name: 'x', title: 'the x' }, { name: 'y', title: 'the y' }]);
    expect(first?.pictures.map(({ title }) => title)).toEqual(['x by layer']);
    const shown = choosing(['elsewhere'], first!, 'y');
    expect(shown).toEqual(['elsewhere', 'y']);
    expect(rowsOf(all, shown)[0]?.pictures.map(({ title }) => title)).toEqual(['y by layer']);
    expect(choosing(shown, first!, 'x')).toEqual(['elsewhere']);
  });

  it('say what is dashed in them', () => {
    const rules = [{ mark: 'rule', title: 'a thumb', value: 1e-3, column: '' }, { mark: 'rule', title: 'a limit', value: null, column: 'limit' }] as const;
    expect(noteOf({ notes: ['lines'], pictures: [{ title: '', marks: rules }] })).toBe('lines; dashed: 0.001, a thumb; dashed: a limit');
  });
});

describe('a run', () => {
  it('is drawn with the marks whose columns it has', () => {
    const [row] = rowsOf([run(drawing('a', 'Both', 'same'), drawing('b', 'Both', 'same'))], []);
    const less = run(drawing('b', 'Both', 'same'));
    expect(ofRun(row!.pictures[0]!, less).marks).toEqual([line('b')]);
    expect([measures(less, row!), measures(run(), row!)]).toEqual([true, false]);
  });

  it('measures nothing by a bound alone', () => {
    const marks = [line('a'), { mark: 'rule', title: 'a thumb', value: 1, column: '' } as const];
    expect(measures(run(), { pictures: [{ title: 'same', marks }] })).toBe(false);
  });
});
