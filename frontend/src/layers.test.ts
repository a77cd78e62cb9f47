import { expect, it } from 'vitest';

const LAYERS = ['protocol', 'state', 'figures', 'lib', 'pages'];

const sources = import.meta.glob<string>('./**/*.{ts,svelte}', { query: '?raw', import: 'default', eager: true });
const own = Object.entries(sources).filter(([path]) => !path.endsWith('.test.ts'));

function layerOf(path: string): number {
  return LAYERS.indexOf(path.split('/')[1] ?? '');
}

function importsOf(path: string, source: string): string[] {
  const found = source.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g);
  return [...found].map(([, target = '']) => new URL(target, `file:///${path.slice(2)}`).pathname.replace('/', './'));
}

it.each(own.filter(([path]) => layerOf(path) >= 0))('%s imports nothing from a layer above', (path, source) => {
  const upward = importsOf(path, source).filter((target) => layerOf(target) > layerOf(path));
  expect(upward).toEqual([]);
});

it.each([
  ['location', /(?<![.\w])(location\.(pathname|search|href|hash|origin|assign|reload|replace)|history\.(pushState|replaceState|back|go))\b/, ['./state/url.ts']],
  ['connections', /\bfetch\(|new WebSocket\(/, ['./protocol/http.ts', './protocol/socket.ts']],
  ['Plotly', /loadPlotly\(/, ['./lib/plotly.ts', './lib/Chart.svelte', './lib/images.ts']],
] as const)('only its owner touches %s', (_, pattern, owners) => {
  const users = own.filter(([, source]) => pattern.test(source)).map(([path]) => path);
  expect(users.filter((path) => !(owners as readonly string[]).includes(path))).toEqual([]);
});

it('nothing here is imported by tests alone', () => {
  const wanted = new Set(own.flatMap(([path, source]) => importsOf(path, source)));
  const entry = './main.ts';
  const unused = own.map(([path]) => path).filter((path) => !path.endsWith('.d.ts') && path !== entry);
  expect(unused.filter((path) => !wanted.has(path) && !wanted.has(path.replace(/\.ts$/, '')))).toEqual([]);
});
