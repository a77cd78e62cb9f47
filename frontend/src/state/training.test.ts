import { describe, expect, it } from 'vitest';
import partCases from '../../tests/parts.cases.json';
import type { Catalog, Entry, Parameter, Part, RunSettings } from '../protocol/types';
import { describeSpec, experimentName, headline, networkText } from '../figures/describe';
import { ideasFor, suggestion, type Idea } from '../pages/training/ideas';
import { asked, fitting, settled } from './fitting';
import { initial, readLink, writeLink } from './keys';
import { runsKeys } from './runs';
import { changesBetween, differences, effective, fromRuns, promote, specOf, varied, type Change, type Settings } from './settings';
import { changeCodec, trainingKeys, type TrainingState } from './training';
import { formatQuery, parsePlace, pathOf } from './url';

const parts = partCases as unknown as Part[];
const keys = trainingKeys(parts);
const INITIAL_SETTINGS: Settings = initial(keys).settings;

function parameter(name: string, value: Parameter['default']): Parameter {
  const kind = typeof value === 'boolean' ? 'bool' : Array.isArray(value) ? 'int_list' : 'float';
  return { name, title: name.replaceAll('_', ' '), kind, default: value, low: null, high: null, soft_low: null, soft_high: null, log: false, choices: null, max_length: null, help: '' };
}

function entry(name: string, title: string, ...parameters: Parameter[]): Entry {
  return { name, title, summary: '', formula: '', source: '', tags: [], parameters, fits: {}, implies: {} };
}

const catalog = {
  datasets: [
    { ...entry('digits', 'Digits', parameter('data_seed', 0)), inputs: { shape: [8, 8, 1] }, implies: { task: 'classification' } },
    { ...entry('diabetes', 'Diabetes'), inputs: { shape: [10] }, implies: { task: 'regression' } },
  ],
  tasks: [
    { ...entry('classification', 'Classification'), outputs: { digits: 10 }, fits: { dataset: ['digits'], loss: ['cross_entropy', 'squared_error'] }, implies: { loss: 'cross_entropy' } },
    { ...entry('regression', 'Regression'), outputs: { diabetes: 1 }, fits: { dataset: ['diabetes'], loss: ['squared_error'] }, implies: { loss: 'squared_error' } },
    { ...entry('reconstruction', 'Reconstruction'), outputs: { digits: 64, diabetes: 10 }, fits: { loss: ['squared_error'] }, implies: { loss: 'squared_error' } },
  ],
  models: [
    { ...entry('mlp', 'Multilayer perceptron', parameter('hidden', [64, 64])), implies: { activation: 'relu' } },
    { ...entry('linear_autoencoder', 'Linear autoencoder'), fits: { task: ['reconstruction'] } },
  ],
  initializers: [entry('he_normal', 'He normal'), entry('normal', 'Normal', parameter('std', 0.01))],
  activations: [entry('relu', 'ReLU'), entry('tanh', 'Tanh')],
  losses: [entry('cross_entropy', 'Cross-entropy'), entry('squared_error', 'Squared error')],
  optimizers: [entry('momentum', 'Momentum', parameter('learning_rate', 0.001), parameter('momentum', 0.9)), entry('adam', 'Adam', parameter('learning_rate', 0.001))],
  schedules: [entry('constant', 'Constant')],
  surfaces: [],
  parts,
  limits: { max_name: 200 },
} as unknown as Catalog;

const base = settled(catalog, INITIAL_SETTINGS);
const spelt: Settings = { ...base, optimizer: { name: 'momentum', params: { momentum: 0.9, learning_rate: 0.05 } } };

const changed: Settings = {
  dataset: { name: 'moons', params: { noise: 0.3, data_seed: 7 } },
  task: { name: 'reconstruction', params: {} },
  model: { name: 'mlp', params: { hidden: [8, 8, 8] } },
  initializer: { name: 'normal', params: { std: 1e-3 } },
  activation: { name: 'tanh', params: {} },
  groups: [{ layers: 'hidden*', learning_rate: 0.02, weight_decay: null, frozen: false }, { layers: 'a,b:c', learning_rate: null, weight_decay: null, frozen: true }],
  loss: { name: 'squared_error', params: {} },
  optimizer: { name: 'adam', params: { learning_rate: 0.01 } },
  schedule: { name: 'step_decay', params: { factor: 0.5, every: 100 } },
  batch_size: 16,
  epochs: 7,
  seed: 3,
  clip_norm: 1.5,
};
const other: TrainingState = {
  settings: changed,
  measured: [{ name: 'sharpness', every: 100 }, { name: 'noise_scale', every: null }],
  variants: [{ activation: { name: 'relu', params: {} }, clip_norm: null }, {}, { dataset: { name: 'moons', params: { normalization: 'a;b@c!d' } }, epochs: 9 }],
  experiment: '01jd8',
  step: 120,
  shown: ['weight'],
  layer: 2,
  linear: ['loss'],
  speed: 1,
};

describe('training link', () => {
  it('leaves initial values out', () => {
    expect(pathOf('training', writeLink(keys, initial(keys)))).toBe('/training');
  });

  function through(state: TrainingState): Partial<TrainingState> {
    return readLink(keys, parsePlace('/training', formatQuery(writeLink(keys, state))).query);
  }

  it.each(Object.keys(keys).filter((key) => keys[key as keyof TrainingState].place === 'link') as (keyof TrainingState)[])(
    '%s survives the round trip',
    (key) => expect(through({ ...initial(keys), [key]: other[key] })[key]).toEqual(other[key]),
  );

  it.each(parts.map(({ key }) => key))('%s survives the round trip, in all variants and in one', (key) => {
    const settings = { ...INITIAL_SETTINGS, [key]: changed[key] ?? null };
    expect(settings).not.toEqual(INITIAL_SETTINGS);
    expect(through({ ...initial(keys), settings }).settings).toEqual(settings);
    const variants = [{ [key]: changed[key] ?? null }];
    expect(through({ ...initial(keys), variants }).variants).toEqual(variants);
  });

  it('has a key of its own for every linked value', () => {
    const own = Object.values(keys).flatMap((row) => (row.place === 'link' ? [row.key] : []));
    const all = [...own, ...parts.map(({ link }) => link)];
    expect(new Set(all).size).toBe(all.length);
  });

  it('means what it meant when parts had their keys in the page', () => {
    const old = 'd=moons:noise=0.3&m=mlp:hidden=8x8&i=normal:std=0.001&a=tanh&l=squared_error&o=adam:learning_rate=0.01&s=step_decay&b=16&e=7&r=3&c=1.5&v=a!relu@c!-;-';
    const read = readLink(keys, new URLSearchParams(old));
    expect(read.settings).toEqual({
      dataset: { name: 'moons', params: { noise: 0.3 } },
      task: null,
      model: { name: 'mlp', params: { hidden: [8, 8] } },
      groups: [],
      initializer: { name: 'normal', params: { std: 0.001 } },
      activation: { name: 'tanh', params: {} },
      loss: { name: 'squared_error', params: {} },
      optimizer: { name: 'adam', params: { learning_rate: 0.01 } },
      schedule: { name: 'step_decay', params: {} },
      batch_size: 16,
      epochs: 7,
      seed: 3,
      clip_norm: 1.5,
    });
    expect(read.variants).toEqual([{ activation: { name: 'relu', params: {} }, clip_norm: null }, {}]);
    const usual = readLink(keys, new URLSearchParams());
    expect(usual.settings).toMatchObject({ optimizer: { name: 'momentum', params: { learning_rate: 0.05 } }, batch_size: 64, epochs: 20 });
    expect(usual.variants).toEqual([{ initializer: { name: 'normal', params: {} } }]);
  });

  it.each(['b=0', 'e=2.5', 'v=zz!adam', 'v=i', 'c=-2'])('falls back to the initial value on %s', (query) => {
    const read = readLink(keys, new URLSearchParams(query));
    expect(read).toEqual(readLink(keys, new URLSearchParams()));
  });

  it('is readable', () => {
    const change = changeCodec(parts);
    expect(change.encode({ initializer: { name: 'normal', params: { std: 0.1 } }, epochs: 40 })).toBe('i!normal:std=0.1@e!40');
    expect(change.encode({})).toBe('-');
  });

  it('keeps compared runs', () => {
    const { query } = parsePlace('/runs', formatQuery(writeLink(runsKeys, { search: 'a b', compared: ['x', 'y'] })));
    expect(readLink(runsKeys, query)).toEqual({ search: 'a b', compared: ['x', 'y'] });
  });
});

describe('variants', () => {
  it('do not differ by a default that is spelt out', () => {
    expect(differences(catalog, base, spelt)).toEqual([]);
  });

  it('know what they change', () => {
    const tanh = effective(base, { activation: { name: 'tanh', params: {} }, epochs: 3 });
    expect(changesBetween(catalog, base, tanh)).toEqual({ activation: { name: 'tanh', params: {} }, epochs: 3 });
    expect(varied(catalog, [base, spelt, tanh])).toEqual(['activation', 'epochs']);
  });

  it('stay themselves when the first is removed', () => {
    const changes = [{ epochs: 3 }, { activation: { name: 'tanh', params: {} } }];
    const promoted = promote(catalog, base, changes);
    expect(promoted.base.epochs).toBe(3);
    expect(effective(promoted.base, promoted.variants[0] ?? {})).toEqual(effective(base, changes[1] ?? {}));
  });

  it('come back from runs without their defaults', () => {
    const filled = { ...spelt, label: 'A', instruments: [], dataset: { name: 'digits', params: { data_seed: 0 } } } as unknown as RunSettings;
    expect(fromRuns(catalog, [filled, { ...filled, label: 'B', seed: 4 }])).toEqual({ base: INITIAL_SETTINGS, variants: [{ seed: 4 }] });
    expect(fromRuns(catalog, [])).toBeNull();
  });

  it('are named by what sets them apart', () => {
    const all = [base, effective(base, { initializer: { name: 'normal', params: {} } }), effective(base, { optimizer: { name: 'momentum', params: { learning_rate: 0.5 } } })];
    expect(headline(catalog, all, 0)).toEqual(['He normal', 'rate 0.05']);
    expect(headline(catalog, all, 1)).toEqual(['Normal, std 0.01']);
    expect(headline(catalog, all, 2)).toEqual(['rate 0.5']);
    expect(experimentName(catalog, all.slice(0, 2))).toBe('Digits: He normal / Normal, std 0.01');
  });

  it('describe themselves briefly', () => {
    expect(describeSpec(catalog, 'optimizer', specOf(base, 'optimizer'))).toBe('Momentum, rate 0.05');
    expect(networkText(catalog, base)).toBe('64 – 64 × 2 – 10');
  });
});

describe('a part that this page has never heard of', () => {
  const flavour: Part = {
    key: 'flavour', title: 'flavour', summary: 'How it tastes.', link: 'fl', group: 'flavour', kind: 'entry', catalog: 'flavours',
    low: null, high: null, switch: null, default: { name: 'plain', params: {} }, begins: { name: 'plain', params: {} }, rival: null, varies: [''],
  };
  const richer = {
    ...catalog,
    parts: [...parts, flavour],
    flavours: [entry('plain', 'Plain'), entry('sweet', 'Sweet', parameter('sugar', 2))],
  } as unknown as Catalog;
  const sweet = { name: 'sweet', params: { sugar: 3 } };

  it('has a place in links', () => {
    const rows = trainingKeys(richer.parts);
    const state = { ...initial(rows), settings: { ...initial(rows).settings, flavour: sweet } };
    const query = formatQuery(writeLink(rows, state));
    expect(query).toBe('fl=sweet:sugar=3');
    expect(readLink(rows, parsePlace('/training', query).query).settings).toEqual(state.settings);
  });

  it('sets variants apart, in words', () => {
    const plain = { ...base, flavour: flavour.default };
    const all = [plain, { ...plain, flavour: sweet }];
    expect(varied(richer, all)).toEqual(['flavour']);
    expect(headline(richer, all, 0)).toEqual(['Plain']);
    expect(headline(richer, all, 1)).toEqual(['Sweet, sugar 3']);
  });

  it('is suggested for a new variant', () => {
    const plain = { ...base, flavour: flavour.default };
    const idea = ideasFor(richer, plain).find(({ title }) => title === 'flavour');
    expect(idea && suggestion(richer, [plain], idea)).toEqual({ flavour: { name: 'sweet', params: {} } });
  });

  it('has its default where an old run does not name it', () => {
    const old = { ...spelt, label: 'A', instruments: [] } as unknown as RunSettings;
    expect(fromRuns(richer, [old])?.base['flavour']).toEqual(flavour.default);
  });
});

function titled(title: string): Idea {
  return ideasFor(catalog, base).find((idea) => idea.title === title)!;
}

function rate(learning_rate: number): Change {
  return { optimizer: { name: 'momentum', params: { learning_rate } } };
}

function names(key: string, settings: Settings): string[] {
  return fitting(catalog, key, settings).map(({ name }) => name);
}

function of(dataset: string, task: string | null = null): Settings {
  return settled(catalog, { ...INITIAL_SETTINGS, dataset: { name: dataset, params: {} }, task: task === null ? null : { name: task, params: {} } });
}

describe('what goes together', () => {
  it('is all that is offered', () => {
    expect(names('task', of('digits'))).toEqual(['classification', 'reconstruction']);
    expect(names('loss', of('digits'))).toEqual(['cross_entropy', 'squared_error']);
    expect(names('model', of('digits'))).toEqual(['mlp']);
    expect(names('loss', of('digits', 'reconstruction'))).toEqual(['squared_error']);
    expect(names('model', of('digits', 'reconstruction'))).toEqual(['mlp', 'linear_autoencoder']);
  });

  it('follows from what is chosen before', () => {
    expect([specOf(base, 'task').name, specOf(base, 'loss').name]).toEqual(['classification', 'cross_entropy']);
    expect([specOf(of('diabetes'), 'task').name, specOf(of('diabetes'), 'loss').name]).toEqual(['regression', 'squared_error']);
  });

  it('replaces what does not go with a new choice', () => {
    const built = { ...of('digits', 'reconstruction'), model: { name: 'linear_autoencoder', params: {} } };
    expect(specOf(settled(catalog, built), 'model').name).toBe('linear_autoencoder');
    const changed = settled(catalog, { ...built, dataset: { name: 'diabetes', params: {} }, task: { name: 'classification', params: {} } });
    expect(['task', 'model', 'loss'].map((key) => specOf(changed, key).name)).toEqual(['regression', 'mlp', 'squared_error']);
  });

  it('is left out of requests and links where it follows', () => {
    expect(asked(catalog, of('diabetes'))).toMatchObject({ task: null, loss: null });
    expect(asked(catalog, of('digits', 'reconstruction'))).toMatchObject({ task: { name: 'reconstruction' }, loss: null });
    const squared = settled(catalog, { ...INITIAL_SETTINGS, loss: { name: 'squared_error', params: {} } });
    expect(asked(catalog, squared)).toMatchObject({ task: null, loss: { name: 'squared_error' } });
  });

  it('leaves what this server does not have for the server to refuse', () => {
    const odd = settled(catalog, { ...INITIAL_SETTINGS, loss: { name: 'nothing_known', params: {} } });
    expect(specOf(odd, 'loss').name).toBe('nothing_known');
  });
});

describe('suggestions', () => {
  it.each([
    ['initializer', [], { initializer: { name: 'normal', params: {} } }],
    ['learning rate', [], rate(0.005)],
    ['learning rate', [{ initializer: { name: 'normal', params: {} } }], rate(0.005)],
    ['learning rate', [rate(0.005)], rate(0.0005)],
    ['batch', [{ batch_size: 16 }], { batch_size: 4 }],
    ['hidden', [], { model: { name: 'mlp', params: { hidden: [64, 64, 64, 64] } } }],
  ] as [string, Change[], Change][])('%s is new beside %j', (title, variants, expected) => {
    const all = [base, ...variants.map((change) => effective(base, change))];
    expect(suggestion(catalog, all, titled(title))).toEqual(expected);
  });
});
