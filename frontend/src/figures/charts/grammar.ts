import type { InstrumentPlan, Mark } from '../../protocol/types';
import type { Snapshot } from '../../state/history';
import { format } from '../numbers';
import type { Run } from './run';

export type MarkOf<K extends Mark['mark']> = Extract<Mark, { mark: K }>;

/** What a mark stands on; marks of one picture share it. */
export type Ground = 'steps' | 'layers' | 'map' | 'plane' | 'pair' | 'gallery';

export interface Picture {
  title: string;
  marks: readonly Mark[];
}

/** One of several quantities that a row shows one at a time. */
export interface Option {
  /** The instrument's name. */
  name: string;
  title: string;
}

export interface Row {
  title: string;
  pictures: readonly Picture[];
  notes: readonly string[];
  together: boolean;
  height: number;
  /** Where one of several is shown: which there are, and which it is. */
  options: readonly Option[];
  chosen: Option | null;
}

export function groundOf({ marks: [first] }: Picture): Ground {
  switch (first?.mark) {
    case 'heat':
      return 'map';
    case 'bar':
      return 'layers';
    case 'plane':
    case 'points':
      return 'plane';
    case 'point':
      return 'pair';
    case 'image':
    case 'pixels':
      return 'gallery';
    case 'band':
      return first.along === 'layer' ? 'layers' : 'steps';
    default:
      return 'steps';
  }
}

/** The columns that a mark draws. */
export function columnsOf(mark: Mark): string[] {
  switch (mark.mark) {
    case 'points':
      return [];
    case 'rule':
      return mark.column === '' ? [] : [mark.column];
    case 'plane':
    case 'image':
      return [mark.column, mark.share];
    case 'point':
      return [mark.x, mark.y];
    default:
      return [mark.column];
  }
}

/** What some run measures, each once, in the order of the plans. */
function measuredOf(runs: readonly Run[]): InstrumentPlan[] {
  const found = new Map<string, InstrumentPlan>();
  for (const instrument of runs.flatMap(({ measured }) => measured)) {
    if (!found.has(instrument.name)) found.set(instrument.name, instrument);
  }
  return [...found.values()];
}

function titles({ chart }: InstrumentPlan): string {
  return chart.rows.map(({ title }) => title).join('\n');
}

/** Instruments that draw the same rows, one at a time. */
function rivalsOf(instrument: InstrumentPlan, all: readonly InstrumentPlan[]): InstrumentPlan[] {
  if (instrument.chart.option === '') return [];
  return all.filter((other) => other.chart.option !== '' && titles(other) === titles(instrument));
}

function merged(pictures: readonly Picture[], more: readonly Picture[]): Picture[] {
  const both = pictures.map((one) => ({ ...one, marks: [...one.marks, ...more.filter(({ title }) => title === one.title).flatMap(({ marks }) => marks)] }));
  return [...both, ...more.filter(({ title }) => !pictures.some((one) => one.title === title))];
}

function joined(row: Row | undefined, more: Row): Row {
  if (!row) return more;
  return {
    ...row,
    pictures: merged(row.pictures, more.pictures),
    notes: [...new Set([...row.notes, ...more.notes])],
    height: Math.max(row.height, more.height),
  };
}

/**
 * The rows that the charts of all plans make: those of one title are one row, and in it pictures of one
 * title are drawn over one another. `shown`: instruments that were chosen where one of several is shown.
 */
export function rowsOf(runs: readonly Run[], shown: readonly string[]): Row[] {
  const rows = new Map<string, Row>();
  const measured = measuredOf(runs);
  for (const instrument of measured) {
    const rivals = rivalsOf(instrument, measured);
    const options = rivals.map(({ name, chart }) => ({ name, title: chart.option }));
    const chosen = options.find(({ name }) => shown.includes(name)) ?? options[0] ?? null;
    if (chosen && chosen.name !== instrument.name) continue;
    for (const [at, { title, pictures, note, together, height }] of instrument.chart.rows.entries()) {
      // The choice is made in the first of the rows; the others say what it is.
      const notes = [...(chosen && at > 0 ? [chosen.title] : []), ...(note ? [note] : [])];
      const row = { title, pictures, notes, together, height, options: at === 0 ? options : [], chosen };
      rows.set(title, joined(rows.get(title), row));
    }
  }
  return [...rows.values()];
}

/** How to read a row: what it says itself, and what is dashed in it. */
export function noteOf({ notes, pictures }: Pick<Row, 'notes' | 'pictures'>): string {
  const rules = pictures.flatMap(({ marks }) => marks).filter((mark) => mark.mark === 'rule');
  const dashed = rules.map(({ title, value }) => `dashed: ${value === null ? '' : `${format(value)}, `}${title}`);
  return [...notes, ...dashed].join('; ');
}

/** Another one of the options is chosen: what `shown` is then. */
export function choosing(shown: readonly string[], { options }: Row, name: string): string[] {
  const others = shown.filter((one) => !options.some((option) => option.name === one));
  return name === options[0]?.name ? others : [...others, name];
}

/** The picture with the marks whose columns a run has. */
export function ofRun(picture: Picture, run: Run): Picture {
  const names = new Set(run.measured.flatMap(({ columns }) => columns.map(({ name }) => name)));
  return { ...picture, marks: picture.marks.filter((mark) => columnsOf(mark).every((name) => names.has(name))) };
}

/** What of a picture is shown at a step: the newest snapshot up to there that bears on it, and the marks that it has. */
export function seenAt(whole: Picture, run: Run, step: number): { picture: Picture; snapshot: Snapshot } | null {
  const own = ofRun(whole, run);
  const snapshot = run.history.snapshotAt(step, own.marks.flatMap(columnsOf));
  if (!snapshot) return null;
  const marks = own.marks.filter((mark) => columnsOf(mark).every((name) => snapshot.columns.has(name)));
  return { picture: { ...own, marks }, snapshot };
}

/** Whether a run measures anything of a row. */
export function measures(run: Run, { pictures }: Pick<Row, 'pictures'>): boolean {
  return pictures.some((picture) => ofRun(picture, run).marks.some((mark) => columnsOf(mark).length > 0));
}

/** Whether a picture shows one layer, which is then to be chosen. */
export function ofOneLayer({ marks }: Picture): boolean {
  return marks.some((mark) => mark.mark === 'band' && mark.along === 'step');
}
