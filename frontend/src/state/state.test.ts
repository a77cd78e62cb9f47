import { describe, expect, it } from 'vitest';
import { choicesOf, initial, readLink, typedKeys, writeLink, type Keys } from './keys';
import { landscapeKeys, optimizer, surface, type LandscapeState } from './landscape';
import { spec } from './spec';
import { formatQuery, parsePlace, pathOf } from './url';

const other: LandscapeState = {
  surface: { kind: 'own', expression: 'x^2 + y^2, no: "a@b;c=d" ~1!', x: [-2, 2.5], y: [-1e-3, 3] },
  view: { x: [-1, 0.5], y: [1e-3, 2] },
  start: [0.1, -7.25e-5],
  steps: 1234,
  noise: 0.25,
  seed: 42,
  optimizers: [
    {
      slot: 9,
      name: 'adamw',
      params: { learning_rate: 0.03, nesterov: true, mode: 'a~b' },
      label: 'Fast; very @fast = 2',
      schedule: { name: 'step_decay', params: { factor: 0.5, every: 100 } },
    },
    { slot: 1, name: 'momentum', params: {}, label: 'plain', schedule: { name: 'constant', params: {} } },
  ],
  quantity: 'step_length',
  step: 230,
  speed: 1,
  open: [],
};

function throughLink<S>(keys: Keys<S>, state: S): Partial<S> {
  return readLink(keys, parsePlace('/landscape', formatQuery(writeLink(keys, state))).query);
}

describe('landscape link', () => {
  it('leaves initial values out', () => {
    expect(pathOf('landscape', writeLink(landscapeKeys, initial(landscapeKeys)))).toBe('/landscape');
  });

  const linked = Object.keys(landscapeKeys).filter(
    (key) => landscapeKeys[key as keyof LandscapeState].place === 'link',
  ) as (keyof LandscapeState)[];

  it.each(linked)('%s survives the round trip', (key) => {
    const state = { ...initial(landscapeKeys), [key]: other[key] };
    expect(throughLink(landscapeKeys, state)[key]).toEqual(other[key]);
  });

  it('has a key of its own for every linked value', () => {
    const short = linked.map((key) => (landscapeKeys[key] as { key: string }).key);
    expect(new Set(short).size).toBe(short.length);
  });

  it.each(['s=1bad', 'p=1', 'n=0', 'n=1e999', 'o=adam', 'o=0@adam:b1', 'q=pain', 'k=-3', 'e=-1', 's=!x@1@2,3', 'z=1,0,0,1', 'z=1,2'])(
    'falls back to the initial value on %s',
    (query) => {
      const [short] = query.split('=');
      const key = linked.find((one) => (landscapeKeys[one] as { key: string }).key === short)!;
      const read = readLink(landscapeKeys, new URLSearchParams(query));
      expect(read[key]).toEqual(landscapeKeys[key].initial);
    },
  );
});

describe('spec', () => {
  it('is readable', () => {
    expect(spec.encode({ name: 'mlp', params: { hidden: [16, 16], bias: true } })).toBe('mlp:hidden=16x16,bias=yes');
    expect(optimizer.encode(landscapeKeys.optimizers.initial[0]!)).toBe('0@adam:learning_rate=0.05');
    expect(surface.encode({ kind: 'named', name: 'beale', params: {} })).toBe('beale');
  });

  it.each([['mlp', { hidden: [16, 16] }], ['one', { hidden: [16] }], ['none', { hidden: [] }], ['a', {}], ['b', { rate: 1e-7, on: false, kind: 'x y' }]] as const)(
    '%s survives the round trip',
    (name, params) => {
      const value = { name, params: structuredClone(params) as never };
      expect(spec.decode(spec.encode(value))).toEqual(value);
    },
  );
});

function differing(one: Record<string, string>, other: Record<string, string>): string[] {
  return Object.keys(one).filter((key) => one[key] !== other[key]);
}

describe('choices', () => {
  const typed = typedKeys(landscapeKeys);
  const state = initial(landscapeKeys);
  const own = (expression: string) => choicesOf(landscapeKeys, { ...state, surface: { kind: 'own', expression, x: [-2, 2], y: [-2, 2] } });

  it('are made of an own function letter by letter, of a named surface in one act', () => {
    const edited = differing(own('x'), own('x^2'));
    expect(edited).toHaveLength(1);
    expect(edited.every((key) => typed.has(key))).toBe(true);
    const beale = choicesOf(landscapeKeys, { ...state, surface: { kind: 'named', name: 'beale', params: {} } });
    expect(differing(choicesOf(landscapeKeys, state), beale).some((key) => typed.has(key))).toBe(false);
    expect(differing(beale, own('x')).every((key) => typed.has(key))).toBe(false);
  });
});
