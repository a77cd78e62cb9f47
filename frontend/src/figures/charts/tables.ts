import type { Mark } from '../../protocol/types';
import { numberOf, type Snapshot, type Track } from '../../state/history';
import type { Table } from '../plotly';
import { layersOf, percentilesOf } from './bands';
import { coursesOf } from './courses';
import { columnsOf, groundOf, ofRun, seenAt, type Picture } from './grammar';
import { layerHistory } from './overTime';
import { PERCENTILES } from './percentiles';
import { planeTable } from './plane';
import { pairTable } from './point';
import { pointsTable } from './points';
import type { Run, Scene } from './run';

interface Named {
  name: string;
  track: Track;
  index: number;
}

/** What a mark gives over the steps. */
function namedOf(mark: Mark, run: Run, picture: Picture): Named[] {
  if (mark.mark === 'line') {
    return coursesOf(mark, run, { together: false }).map(({ name, track, index }) => ({ name: name || picture.title, track, index }));
  }
  if (mark.mark === 'rule' && mark.column !== '') return [{ name: mark.title, track: run.history.track(mark.column), index: 0 }];
  if (mark.mark !== 'heat') return [];
  return run.layers.map((name, index) => ({ name, track: run.history.track(mark.column), index }));
}

function stepsOf(track: Track): number[] {
  return Array.from({ length: track.rows }, (_, row) => track.stepAt(row));
}

/** A row for every step at which anything was measured, a column for each line; empty where it was not. */
function byStep(all: readonly Named[]): Table {
  const steps = [...new Set(all.flatMap(({ track }) => stepsOf(track)))].toSorted((one, other) => one - other);
  const columns = all.map(({ name, track, index }) => {
    let row = 0;
    const cells = steps.map((step) => (track.stepAt(row) === step ? track.valueAt(row++, index) : null));
    return [name, cells] as const;
  });
  return { step: steps, ...Object.fromEntries(columns) };
}

/** A row for every run, line and step: runs need not have the same steps. */
function byRun(picture: Picture, runs: readonly Run[]): Table {
  const rows = runs.flatMap((run) =>
    ofRun(picture, run).marks.flatMap((mark) =>
      namedOf(mark, run, picture).flatMap(({ name, track, index }) => stepsOf(track).map((step, row) => ({ label: run.label, part: name, step, value: track.valueAt(row, index) }))),
    ),
  );
  const column = <K extends 'label' | 'part' | 'step' | 'value'>(key: K) => rows.map((row) => row[key]);
  return { label: column('label'), part: column('part'), step: column('step'), [picture.title]: column('value') };
}

/** Other numbers a layer that the instrument of a mark gives: mean, spread, what is not finite. */
function besides(mark: Mark, run: Run): { name: string; column: string }[] {
  const own = columnsOf(mark)[0] ?? '';
  const instrument = run.measured.find(({ columns }) => columns.some(({ name }) => name === own));
  return (instrument?.columns ?? []).filter(({ axes }) => axes.join() === 'step,layer').map(({ name }) => ({ name: name.split('.').at(-1) ?? name, column: name }));
}

function byLayer(picture: Picture, run: Run, snapshot: Snapshot): Table {
  const [first] = picture.marks;
  const layers = first && 'layers' in first ? layersOf(first, run) : run.layers;
  const table: Table = { step: layers.map(() => snapshot.step), layer: [...layers] };
  for (const mark of picture.marks) {
    if (mark.mark === 'band') {
      const rows = percentilesOf(mark, run, snapshot);
      for (const [at, share] of PERCENTILES.entries()) table[`p${share}`] = rows.map((row) => row[at] ?? NaN);
    }
    for (const { name, column } of besides(mark, run)) table[name] = layers.map((_, layer) => numberOf(snapshot, column, layer));
  }
  return table;
}

function overTime(picture: Picture, run: Run, layer: number): Table | null {
  const mark = picture.marks.find((one) => one.mark === 'band');
  if (!mark) return null;
  const { steps, rows } = layerHistory(mark, run, layer);
  return { step: steps, ...Object.fromEntries(PERCENTILES.map((share, at) => [`p${share}`, rows[at] ?? []])) };
}

/** The numbers behind a picture. */
export function tableOf(whole: Picture, { runs, together, step, layer, preview }: Scene): Table {
  const [run] = runs;
  if (!run) return {};
  if (together) return byRun(whole, runs);
  const own = ofRun(whole, run);
  const ground = groundOf(whole);
  if (ground === 'steps') return overTime(own, run, layer) ?? byStep(own.marks.flatMap((mark) => namedOf(mark, run, own)));
  if (ground === 'map') return byStep(own.marks.flatMap((mark) => namedOf(mark, run, own)));
  const seen = seenAt(whole, run, step);
  if (!seen) return {};
  const { picture, snapshot } = seen;
  if (ground === 'layers') return byLayer(picture, run, snapshot);
  const point = picture.marks.find((mark) => mark.mark === 'point');
  if (point) return pairTable(point, snapshot);
  if (preview?.kind !== 'points') return {};
  const plane = picture.marks.find((mark) => mark.mark === 'plane');
  return plane ? planeTable(plane, snapshot, preview) : pointsTable(preview);
}
