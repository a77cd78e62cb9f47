import { pageCodec, type Page } from './shell';

export interface Place {
  page: Page;
  /** The path, where there is no page; empty where there is one. */
  nowhere: string;
  query: URLSearchParams;
}

/** The marks of our codecs stay readable; they are legal in a query. */
function readable(text: string): string {
  return encodeURIComponent(text).replace(/%(3A|2C|3B|40|3D|21|2F)/g, (code) => decodeURIComponent(code));
}

export function formatQuery(pairs: [string, string][]): string {
  return pairs.map(([key, value]) => `${key}=${readable(value)}`).join('&');
}

export function parsePlace(path: string, query: string): Place {
  const name = path.replace(/^\/|\/$/g, '');
  const page = pageCodec.decode(name);
  return { page: page ?? 'landscape', nowhere: page === undefined && name !== '' ? path : '', query: new URLSearchParams(query) };
}

export function pathOf(page: Page, pairs: [string, string][] = []): string {
  const query = formatQuery(pairs);
  return `/${page}${query === '' ? '' : `?${query}`}`;
}

export function readPlace(): Place {
  return parsePlace(location.pathname, location.search);
}

/** Steps of this page's history carry their number, so that undoing never leaves the page. */
function indexNow(): number {
  const state: unknown = history.state;
  return typeof state === 'object' && state !== null && 'index' in state ? Number(state.index) : 0;
}

let furthest = 0;

/** Show a place in the address bar; `push` makes a step that Back undoes. */
export function writePlace(path: string, mode: 'push' | 'replace'): void {
  if (path === location.pathname + location.search) return;
  const index = indexNow();
  if (mode === 'replace') return history.replaceState({ index }, '', path);
  furthest = index + 1;
  history.pushState({ index: furthest }, '', path);
}

/** Go a step back, if it was made on this page. */
export function undo(): void {
  furthest = Math.max(furthest, indexNow());
  if (indexNow() > 0) history.back();
}

/** Go forth to a step that was gone back from. */
export function redo(): void {
  if (indexNow() < furthest) history.forward();
}

/** Call back when the person goes back or forth; returns the way to stop. */
export function onPlaceChange(callback: (place: Place) => void): () => void {
  const listener = () => callback(readPlace());
  window.addEventListener('popstate', listener);
  return () => window.removeEventListener('popstate', listener);
}

export function linkTo(path: string): string {
  return new URL(path, location.origin).href;
}
