/** The shapes that cross the wire, under the names the dashboard uses. */

export type ParameterValue = number | boolean | string | number[];

export interface Parameter {
  name: string;
  title: string;
  kind: 'float' | 'int' | 'bool' | 'choice' | 'int_list';
  default: ParameterValue;
  low: number | null;
  high: number | null;
  soft_low: number | null;
  soft_high: number | null;
  log: boolean;
  choices: string[] | null;
  max_length: number | null;
  help: string;
}

export interface Entry {
  name: string;
  title: string;
  summary: string;
  formula: string;
  source: string;
  tags: string[];
  parameters: Parameter[];
}

export interface Domain {
  x: [number, number];
  y: [number, number];
}

export interface Minimizer {
  x: number;
  y: number;
  value: number;
}

export interface SurfaceEntry extends Entry {
  domain: Domain;
  start: [number, number];
  minimizers: Minimizer[];
}

export interface Check {
  reference: string;
  steps: number;
  surfaces: string[] | number;
  max_relative_difference: number;
}

export interface OptimizerEntry extends Entry {
  state: { name: string; title: string }[];
  gradient_evaluations: number;
  check: Check | null;
}

export interface DatasetEntry extends Entry {
  kind: 'points' | 'images';
  features: number;
  classes: number;
  class_names: string[];
  image_shape: [number, number] | null;
}

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

export interface Spec {
  name: string;
  params: Record<string, ParameterValue>;
}

export type SurfaceSpec = Spec | { expression: string; x: [number, number]; y: [number, number] };

/** Where an array holds a value that JSON cannot carry: `{column: {index: "inf"}}`. */
export type Nonfinite = Record<string, Record<string, 'nan' | 'inf' | '-inf'>>;

export interface SurfaceDetail {
  name: string;
  params: Record<string, ParameterValue>;
  expression: string | null;
  title: string;
  summary: string;
  formula: string;
  domain: Domain;
  start: [number, number];
  minimizers: Minimizer[];
  minimum: number | null;
  tags: string[];
}

export interface SurfaceRequest {
  surface: SurfaceSpec;
  x?: [number, number];
  y?: [number, number];
  resolution?: number;
}

export interface SurfaceGrid {
  surface: SurfaceDetail;
  x: number[];
  y: number[];
  z: number[][];
  nonfinite: Nonfinite;
}

export interface CompareRequest {
  surface: SurfaceSpec;
  start?: [number, number];
  steps: number;
  seed: number;
  noise: number;
  optimizers: (Spec & { label?: string; schedule?: Spec })[];
}

export type OutcomeStatus = 'converged' | 'descending' | 'stalled' | 'oscillating' | 'diverged';

export interface Outcome {
  status: OutcomeStatus;
  step: number | null;
  sentence: string;
  sensitive_from: number | null;
}

export interface CompareRun {
  label: string;
  optimizer: Spec & { schedule: Spec };
  x: number[];
  y: number[];
  loss: number[];
  gradient_norm: number[];
  learning_rate: number[];
  state: Record<string, { x: number[]; y: number[] }>;
  outcome: Outcome;
  gradient_evaluations: number;
  nonfinite: Nonfinite;
}

export interface ProtocolCard {
  start: [number, number];
  steps: number;
  seed: number;
  noise: number;
  precision: string;
  gradient_evaluations: number;
  clipping: string;
  learning_rates: { label: string; learning_rate: number; chosen: 'given' | 'default' }[];
  sentences: string[];
}

export interface Comparison {
  surface: SurfaceDetail;
  runs: CompareRun[];
  protocol: ProtocolCard;
}

export type RunStatus =
  | 'queued'
  | 'running'
  | 'finished'
  | 'diverged'
  | 'failed'
  | 'cancelled'
  | 'interrupted';

export interface RunRequest {
  label?: string;
  dataset?: string | Spec;
  model?: string | Spec;
  initializer?: string | Spec;
  activation?: string | Spec;
  loss?: string | Spec;
  optimizer?: string | Spec;
  schedule?: string | Spec;
  batch_size?: number;
  epochs?: number;
  seed?: number;
  clip_norm?: number | null;
}

export interface RunSettings {
  label: string;
  dataset: Spec;
  model: Spec;
  initializer: Spec;
  activation: Spec;
  loss: Spec;
  optimizer: Spec;
  schedule: Spec;
  batch_size: number;
  epochs: number;
  seed: number;
  clip_norm: number | null;
}

export interface RunSummary {
  id: string;
  experiment_id: string;
  label: string;
  status: RunStatus;
  sentence: string;
  step: number;
  steps: number;
  created_at: string;
  started_at: string | null;
  finished_at: string | null;
  elapsed_s: number | null;
  remaining_s: number | null;
  metrics: {
    loss: number | null;
    validation_loss: number | null;
    validation_accuracy: number | null;
  };
}

export interface Plan {
  steps: number;
  steps_per_epoch: number;
  layers: { name: string; inputs: number; units: number; parameters: number }[];
  parameters: number;
  train_examples: number;
  validation_examples: number;
  snapshot_every: number;
  protocol: string[];
}

export interface RunDetail extends RunSummary {
  settings: RunSettings;
  plan: Plan;
}

export interface Experiment {
  id: string;
  name: string;
  created_at: string;
  runs: RunSummary[];
}

export interface ExperimentList {
  experiments: Experiment[];
  next: string | null;
}

export interface ExperimentRequest {
  name?: string;
  runs: RunRequest[];
}

export type DatasetPreview =
  | {
      kind: 'points';
      classes: number;
      class_names: string[];
      train: { x: number[]; y: number[]; label: number[] };
      validation: { x: number[]; y: number[]; label: number[] };
      domain: Domain;
    }
  | {
      kind: 'images';
      classes: number;
      class_names: string[];
      image_shape: [number, number];
      samples: { pixels: number[]; label: number }[];
      train_examples: number;
      validation_examples: number;
    };

export interface Series {
  run_id: string;
  series: Record<string, { step: number[]; value: number[] | number[][] }>;
  nonfinite: Nonfinite;
  downsampled: boolean;
}

export interface ProblemBody {
  type: string;
  title: string;
  status: number;
  detail: string;
  errors?: { pointer: string; message: string; remedy: string }[];
}

export interface SubscribeMessage {
  type: 'subscribe';
  run_id: string;
  from_step: number;
  from_snapshot: number;
  epoch: string | null;
  max_points: number | null;
}

export type ClientMessage =
  | SubscribeMessage
  | { type: 'unsubscribe'; run_id: string }
  | { type: 'ack'; seq: number }
  | { type: 'watch'; on: boolean };

export type ServerMessage =
  | { type: 'welcome'; epoch: string; version: string; credit: number }
  | { type: 'status'; run: RunSummary }
  | { type: 'resync'; run_id: string; reason: 'unknown_run' | 'unknown_epoch'; epoch: string }
  | { type: 'complete'; run_id: string; last_step: number; last_snapshot: number }
  | { type: 'removed'; run_id: string }
  | ({ type: 'problem' } & Omit<ProblemBody, 'type'>);
