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
export type Minimizer = Schemas['MinimizerAnswer'];
export type SurfaceEntry = WithParameters<Schemas['SurfaceEntry']>;
export type OptimizerEntry = WithParameters<Schemas['OptimizerEntry']>;
export type DatasetEntry = WithParameters<Schemas['DatasetEntry']>;

export interface Catalog {
  surfaces: SurfaceEntry[];
  optimizers: OptimizerEntry[];
  schedules: Entry[];
  datasets: DatasetEntry[];
  models: Entry[];
  initializers: Entry[];
  activations: Entry[];
  losses: Entry[];
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

export type CompareRequest = Schemas['CompareRequest'];
export type Entrant = Schemas['OptimizerSpec'];
export type OutcomeStatus = 'converged' | 'descending' | 'stalled' | 'oscillating' | 'diverged';
export type Outcome = Schemas['OutcomeAnswer'];
export type ProtocolCard = Schemas['Protocol'];
export type RawCompareRun = Schemas['CompareRun'];
export type RawComparison = Schemas['CompareAnswer'];

type Column = 'x' | 'y' | 'loss' | 'gradient_norm' | 'learning_rate';
export type CompareRun = Omit<RestoredColumns<RawCompareRun, Column>, 'state'> & {
  state: Record<string, { x: number[]; y: number[] }>;
};
export type Comparison = Omit<RawComparison, 'runs'> & { runs: CompareRun[] };

export type RunRequest = Schemas['RunRequest'];
export type RunSettings = Schemas['RunSettings'];
export type RunSummary = Schemas['RunSummary'];
export type RunStatus = RunSummary['status'];
export type RunDetail = Schemas['RunDetail'];
export type Plan = Schemas['Plan'];
export type Experiment = Schemas['ExperimentAnswer'];
export type ExperimentList = Schemas['ExperimentPage'];
export type ExperimentRequest = Schemas['ExperimentRequest'];

export type PointsPreview = Omit<Schemas['PointsPreview'], 'domain'> & { kind: 'points'; domain: Domain };
export type ImagesPreview = Schemas['ImagesPreview'] & { kind: 'images' };
export type DatasetPreview = PointsPreview | ImagesPreview;

export interface SeriesColumn {
  step: number[];
  value: number[] | number[][];
}
export type Series = Omit<Schemas['SeriesAnswer'], 'series'> & { series: Record<string, SeriesColumn> };

export type ProblemBody = Schemas['ProblemDetails'];
export type FieldError = Schemas['ProblemError'];

export type ClientMessage = Schemas['ClientMessage'];
export type SubscribeMessage = Schemas['Subscribe'];
export type ServerMessage = Schemas['ServerMessage'];
