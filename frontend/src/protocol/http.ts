import { restore, restoreRows } from './nonfinite';
import { toProblem, unreachable } from './problem';
import type {
  Catalog,
  CompareRequest,
  CompareRun,
  Comparison,
  DatasetPreview,
  Experiment,
  ExperimentList,
  ExperimentRequest,
  RawCompareRun,
  RawComparison,
  RunDetail,
  RunSummary,
  Series,
  Spec,
  SurfaceGrid,
  SurfaceRequest,
} from './types';

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE';

/** One request; every refusal, and a server that is away, is thrown as a `Problem`. */
async function request<T>(method: Method, path: string, body?: unknown, signal?: AbortSignal): Promise<T> {
  const init: RequestInit = { method, headers: { accept: 'application/json' } };
  if (signal) init.signal = signal;
  if (body !== undefined) {
    init.body = JSON.stringify(body);
    init.headers = { ...init.headers, 'content-type': 'application/json' };
  }
  const gone = (error: unknown): never => {
    throw signal?.aborted ? error : unreachable();
  };
  const answer = await fetch(path, init).catch(gone);
  if (!answer.ok) throw toProblem(await answer.json().catch(() => null), answer.status);
  if (answer.status === 204) return undefined as T;
  // An answer that breaks off came from a server that has gone since.
  return (await answer.json().catch(gone)) as T;
}

function restoreRun(run: RawCompareRun): CompareRun {
  // An answer in which every number is finite may leave the map out.
  run.nonfinite ??= {};
  for (const name of ['x', 'y', 'loss', 'gradient_norm', 'learning_rate'] as const) {
    restore(run[name], run.nonfinite[name]);
  }
  for (const [name, { x, y }] of Object.entries(run.state)) {
    restore(x, run.nonfinite[`state.${name}.x`]);
    restore(y, run.nonfinite[`state.${name}.y`]);
  }
  return run as CompareRun;
}

export const api = {
  catalog: (signal?: AbortSignal) => request<Catalog>('GET', '/api/catalog', undefined, signal),

  async compare(body: CompareRequest, signal?: AbortSignal): Promise<Comparison> {
    const answer = await request<RawComparison>('POST', '/api/landscape/compare', body, signal);
    return { ...answer, runs: answer.runs.map(restoreRun) };
  },

  async surface(body: SurfaceRequest, signal?: AbortSignal): Promise<SurfaceGrid> {
    const grid = await request<SurfaceGrid>('POST', '/api/landscape/surface', body, signal);
    restoreRows(grid.z, grid.nonfinite?.['z']);
    return grid;
  },

  datasetPreview: (dataset: string | Spec, signal?: AbortSignal) =>
    request<DatasetPreview>('POST', '/api/datasets/preview', { dataset }, signal),

  createExperiment: (body: ExperimentRequest) => request<Experiment>('POST', '/api/experiments', body),

  experiments(search: string, before?: string, signal?: AbortSignal): Promise<ExperimentList> {
    const query = new URLSearchParams({ search, limit: '50', ...(before ? { before } : {}) });
    return request<ExperimentList>('GET', `/api/experiments?${query}`, undefined, signal);
  },

  experiment: (id: string, signal?: AbortSignal) =>
    request<Experiment>('GET', `/api/experiments/${encodeURIComponent(id)}`, undefined, signal),

  renameExperiment: (id: string, name: string) =>
    request<Experiment>('PATCH', `/api/experiments/${encodeURIComponent(id)}`, { name }),

  deleteExperiment: (id: string) => request<void>('DELETE', `/api/experiments/${encodeURIComponent(id)}`),

  run: (id: string, signal?: AbortSignal) =>
    request<RunDetail>('GET', `/api/runs/${encodeURIComponent(id)}`, undefined, signal),

  cancelRun: (id: string) => request<RunSummary>('POST', `/api/runs/${encodeURIComponent(id)}/cancel`),

  /** Every row of some columns. */
  series(id: string, names: string[], signal?: AbortSignal): Promise<Series> {
    const query = new URLSearchParams({ names: names.join(','), whole: 'true' });
    return request<Series>('GET', `/api/runs/${encodeURIComponent(id)}/series?${query}`, undefined, signal);
  },

  /** Where a run's series lie as a file, for a download link. */
  seriesFile: (id: string, names: string[], kind: 'csv' | 'parquet') =>
    `/api/runs/${encodeURIComponent(id)}/series.${kind}?${new URLSearchParams({ names: names.join(',') })}`,
};
