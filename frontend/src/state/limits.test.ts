import { describe, expect, it } from 'vitest';
import openapi from '../protocol/openapi.json';
import { limit } from './catalog.svelte';

const { limits } = openapi.paths['/api/catalog'].get.responses['200'].content['application/json'].example;
const sources = import.meta.glob<string>(['../**/*.svelte', '../**/*.ts', '!../**/*.gen.ts', '!../**/*.test.ts'], { query: '?raw', import: 'default', eager: true });

function* found(pattern: RegExp): Generator<[string, string]> {
  for (const [file, text] of Object.entries(sources)) for (const [, what = ''] of text.matchAll(pattern)) yield [file, what];
}

describe('bounds on what may be asked for', () => {
  it('are those of the catalog, by names that it has', () => {
    const names = [...found(/\blimit\(catalog, '(\w+)'\)/g), ...found(/'((?:min|max)_\w+)'\]/g)];
    expect(names.length).toBeGreaterThan(5);
    for (const [file, name] of names) expect(limits, file).toHaveProperty(name);
  });

  it('are nowhere written down again; only that a count begins at 0 or 1', () => {
    const written = [...found(/\b(?:low|high|maxlength)=(?:\{|")(-?[\d._e-]+)(?:\}|")/g)].filter(([, bound]) => bound !== '0' && bound !== '1');
    expect(written).toEqual([]);
  });

  it('cannot be asked for by another name', () => {
    expect(() => limit({ limits }, 'max_stpes')).toThrow('max_stpes');
    expect(limit({ limits }, 'max_label')).toBe(limits.max_label);
  });
});
