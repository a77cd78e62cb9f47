import { describe, expect, it } from 'vitest';
import type { Catalog, Entry, Parameter } from '../protocol/types';
import { describeSpec, experimentName, headline, networkText } from '../figures/describe';
import { initial, readLink, writeLink } from './keys';
import { runsKeys } from './runs';
import { changesBetween, differences, effective, fromRuns, promote, varied, type Settings } from './settings';
import { change, INITIAL_SETTINGS, trainingKeys, type TrainingState } from './training';
import { formatQuery, parsePlace, pathOf } from './url';

function parameter(name: string, value: Parameter['default']): Parameter {
  const kind = typeof value === 'boolean' ? 'bool' : Array.isArray(value) ? 'int_list' : 'float';
  return { name, title: name.replaceAll('_', ' '), kind, default: value, low: null, high: null, soft_low: null, soft_high: null, log: false, choices: null, max_length: null, help: '' };
}

function entry(name: string, title: string, ...parameters: Parameter[]): Entry {
  return { name, title, summary: '', formula: '', source: '', tags: [], parameters };
}

const catalog = {
  datasets: [{ ...entry('digits', 'Digits', parameter('data_seed', 0)), kind: 'images', features: 64, classes: 10, class_names: [], image_shape: [8, 8] }],
  models: [entry('mlp', 'Multilayer perceptron', parameter('hidden', [64, 64]))],
  initializers: [entry('he_normal', 'He normal'), entry('normal', 'Normal', parameter('std', 0.01))],
  activations: [entry('relu', 'ReLU'), entry('tanh', 'Tanh')],
  losses: [entry('cross_entropy', 'Cross-entropy')],
  optimizers: [entry('momentum', 'Momentum', parameter('learning_rate', 0.001), parameter('momentum', 0.9)), entry('adam', 'Adam', parameter('learning_rate', 0.001))],
  schedules: [entry('constant', 'Constant')],
  surfaces: [],
  limits: {},
} as unknown as Catalog;

const base = INITIAL_SETTINGS;
const spelt: Settings = { ...base, optimizer: { name: 'momentum', params: { momentum: 0.9, learning_rate: 0.05 } } };

const other: TrainingState = {
  dataset: { name: 'moons', params: { noise: 0.3, data_seed: 7 } },
  model: { name: 'mlp', params: { hidden: [8, 8, 8] } },
  initializer: { name: 'normal', params: { std: 1e-3 } },
  activation: { name: 'tanh', params: {} },
  loss: { name: 'squared_error', params: {} },
  optimizer: { name: 'adam', params: { learning_rate: 0.01 } },
  schedule: { name: 'step_decay', params: { factor: 0.5, every: 100 } },
  batch_size: 16,
  epochs: 7,
  seed: 3,
  clip_norm: 1.5,
  variants: [{ activation: { name: 'relu', params: {} }, clip_norm: null }, {}, { dataset: { name: 'moons', params: { normalization: 'a;b@c!d' } }, epochs: 9 }],
  experiment: '01jd8',
  step: 120,
  quantity: 'weight',
  layer: 2,
  logLoss: false,
  speed: 1,
};

describe('training link', () => {
  it('leaves initial values out', () => {
    expect(pathOf('training', writeLink(trainingKeys, initial(trainingKeys)))).toBe('/training');
  });

  it.each(Object.keys(trainingKeys).filter((key) => trainingKeys[key as keyof TrainingState].place === 'link') as (keyof TrainingState)[])(
    '%s survives the round trip',
    (key) => {
      const state = { ...initial(trainingKeys), [key]: other[key] };
      const { query } = parsePlace('/training', formatQuery(writeLink(trainingKeys, state)));
      expect(readLink(trainingKeys, query)[key]).toEqual(other[key]);
    },
  );

  it('has a key of its own for every linked value', () => {
    const keys = Object.values(trainingKeys).flatMap((row) => (row.place === 'link' ? [row.key] : []));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it.each(['b=0', 'e=2.5', 'v=zz!adam', 'v=i', 'q=pain', 'c=-2'])('falls back to the initial value on %s', (query) => {
    const read = readLink(trainingKeys, new URLSearchParams(query));
    expect(read).toEqual(readLink(trainingKeys, new URLSearchParams()));
  });

  it('is readable', () => {
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
    const filled = { ...spelt, label: 'A', dataset: { name: 'digits', params: { data_seed: 0 } } };
    expect(fromRuns(catalog, [filled, { ...filled, label: 'B', seed: 4 }])).toEqual({ base, variants: [{ seed: 4 }] });
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
    expect(describeSpec(catalog, 'optimizer', base.optimizer)).toBe('Momentum, rate 0.05');
    expect(networkText(catalog, base.dataset, base.model)).toBe('64 – 64 × 2 – 10');
  });
});
