/** The shapes that cross the wire, from the server's schema, under the names the dashboard uses. */

import type { components } from './types.gen';

type Schemas = components['schemas'];

/** An answer's columns once `nonfinite` has been put back: plain numbers, some of them not finite. */
type Restored<T> = T extends (number | null)[]
  ? number[]
  : T extends (number | null)[][]
    ? number[][]
    : T;
type RestoredColumns<T, K extends keyof T> = Omit<T, K> & { [C in K]: Restored<T[C]> };

export type ParameterValue = number | boolean | string | number[];

/** The server always sends every field, also those for which the schema has a default. */
export type Parameter = Required<Schemas['ParameterAnswer']>;
type WithParameters<T> = Omit<T, 'parameters'> & { parameters: Parameter[] };

export type Entry = WithParameters<Schemas['EntryAnswer']>;
export type Domain = Schemas['DomainAnswer'];
export type SurfaceEntry = WithParameters<Schemas['SurfaceEntry']>;
export type OptimizerEntry = WithParameters<Schemas['OptimizerEntry']>;
export type InstrumentEntry = WithParameters<Schemas['InstrumentEntry']>;
export type TaskEntry = WithParameters<Schemas['TaskEntry']>;
export type DatasetEntry = WithParameters<Schemas['DatasetEntry']>;

/** Layers with numbers of their own, or frozen. */
export type LayerGroup = Required<Schemas['LayerGroup']>;
/** What a training has as one of its parts: an entry, a number, groups of layers, or nothing. */
export type Setting = Spec | number | LayerGroup[] | null;
/** What a training is made of, one by one: an entry of a catalog, a number, or groups of layers. */
export type Part = Omit<Required<Schemas['PartAnswer']>, 'default' | 'begins' | 'rival'> & {
  default: Setting;
  begins: Setting;
  rival: Spec | null;
};

export interface Catalog {
  surfaces: SurfaceEntry[];
  optimizers: OptimizerEntry[];
  schedules: Entry[];
  datasets: DatasetEntry[];
  tasks: TaskEntry[];
  models: Entry[];
  initializers: Entry[];
  activations: Entry[];
  losses: Entry[];
  instruments: InstrumentEntry[];
  parts: Part[];
  /** What own functions may be made of, in sentences. */
  language: string;
  limits: Record<string, number>;
}

/** A catalog entry's name with every parameter filled in. */
export type Spec = Schemas['FilledSpec'];
export type SurfaceSpec = Schemas['SurfaceSpec'];

/** Where an array holds a value that JSON cannot carry: `{column: {index: "inf"}}`. */
export type Nonfinite = Record<string, Record<string, string>>;

export type SurfaceDetail = Schemas['SurfaceDetail'];
export type SurfaceRequest = Schemas['SurfaceRequest'];
export type SurfaceGrid = RestoredColumns<Schemas['SurfaceAnswer'], 'z'>;
export type Scale = SurfaceGrid['scale'];

export type CompareRequest = Schemas['CompareRequest'];
export type OptimizerSpec = Schemas['OptimizerSpec'];
export type OutcomeStatus = Schemas['Status'];
export type Span = Schemas['SpanAnswer'];
export type ProtocolCard = Schemas['Protocol'];
export type RawCompareRun = Schemas['CompareRun'];
export type RawComparison = Schemas['CompareAnswer'];

type PathColumn = 'x' | 'y' | 'loss' | 'gradient_norm' | 'learning_rate';
export type CompareRun = Omit<RestoredColumns<RawCompareRun, PathColumn>, 'state'> & {
  state: Record<string, { x: number[]; y: number[] }>;
};
export type Comparison = Omit<RawComparison, 'runs'> & { runs: CompareRun[] };

export type RunRequest = Schemas['RunRequest'];
export type RunSettings = Schemas['RunSettings'];
export type RunSummary = Schemas['RunSummary'];
/** What one rule says of a run at a snapshot; the steps are those of the snapshots. */
export type Reading = Omit<Schemas['ReadingAnswer'], 'from_step' | 'to_step'>;
export type Tone = Reading['tone'];
/** What a run is judged by, and how it stands. */
export type Headline = RunSummary['metrics']['headline'];
export type RunStatus = RunSummary['status'];
export type RunDetail = Schemas['RunDetail'];
export type InstrumentPlan = Schemas['InstrumentPlan'];
export type ColumnPlan = Schemas['ColumnAnswer'];
export type Mark = Schemas['PictureAnswer']['marks'][number];
export type Plan = Schemas['Plan'];
export type Experiment = Schemas['ExperimentAnswer'];
export type ExperimentList = Schemas['ExperimentPage'];
export type ExperimentRequest = Schemas['ExperimentRequest'];

export type PointsPreview = Omit<Schemas['PointsPreview'], 'domain'> & { domain: Domain };
export type ImagesPreview = Schemas['ImagesPreview'];
export type TablePreview = Schemas['TablePreview'];
export type SequencesPreview = Schemas['SequencesPreview'];
export type DatasetPreview = PointsPreview | ImagesPreview | SequencesPreview | TablePreview;

export interface SeriesColumn {
  step: number[];
  value: number[] | number[][];
}
export type Series = Omit<Schemas['SeriesAnswer'], 'series'> & { series: Record<string, SeriesColumn> };

export type StorageState = Schemas['Storage'];

export type ProblemBody = Schemas['ProblemDetails'];
export type FieldError = Schemas['ProblemError'];

export type ClientMessage = Schemas['ClientMessage'];
export type SubscribeMessage = Schemas['Subscribe'];
export type ServerMessage = Schemas['ServerMessage'];
