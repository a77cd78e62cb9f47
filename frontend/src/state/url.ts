import { pageCodec, type Page } from './shell';

export interface Place {
  page: Page;
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
  const page = pageCodec.decode(path.replace(/^\/|\/$/g, '')) ?? 'landscape';
  return { page, query: new URLSearchParams(query) };
}

export function pathOf(page: Page, pairs: [string, string][] = []): string {
  const query = formatQuery(pairs);
  return `/${page}${query === '' ? '' : `?${query}`}`;
}

export function readPlace(): Place {
  return parsePlace(location.pathname, location.search);
}

/** Show a place in the address bar; `push` makes a step that Back undoes. */
export function writePlace(path: string, mode: 'push' | 'replace'): void {
  if (path === location.pathname + location.search) return;
  if (mode === 'push') history.pushState(null, '', path);
  else history.replaceState(null, '', path);
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
