import type { Track } from '../state/history';

const kept = new WeakMap<Track, Map<string, unknown>>();

/** What was made of a track the last time, or is made now: it lives as long as the track, and must grow with it. */
export function summaryOf<S>(track: Track, name: string, make: () => S): S {
  const own = kept.get(track) ?? new Map<string, unknown>();
  kept.set(track, own);
  if (!own.has(name)) own.set(name, make());
  return own.get(name) as S;
}

/** What is made of all rows of a track: anew only when there are more of them. */
export function ofAllRows<S>(track: Track, name: string, make: () => S): S {
  const last = summaryOf<{ rows: number; made: S | null }>(track, name, () => ({ rows: -1, made: null }));
  if (last.made === null || last.rows !== track.rows) Object.assign(last, { rows: track.rows, made: make() });
  return last.made as S;
}
