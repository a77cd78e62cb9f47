import type { Catalog, Part, ParameterValue, Setting } from '../../protocol/types';
import { find } from '../../state/catalog.svelte';
import { fitting } from '../../state/fitting';
import { entriesOf, isSpec, numberOf } from '../../state/parts';
import { filled, same, type Change, type Settings } from '../../state/settings';

/** Something that a new variant may vary: a part's choice or number, or a parameter of what is chosen. */
export interface Idea {
  part: Part;
  /** Empty: the part itself. */
  parameter: string;
  title: string;
}

/** What there is to vary in a training, in words for a menu. */
export function ideasFor(catalog: Catalog, base: Settings): Idea[] {
  return catalog.parts.flatMap((part) =>
    part.varies.flatMap((parameter): Idea[] => {
      if (parameter === '') return [{ part, parameter, title: part.title }];
      const chosen = base[part.key];
      const found = isSpec(chosen) ? find(find(entriesOf(catalog, part.key), chosen.name)?.parameters ?? [], parameter) : undefined;
      return found ? [{ part, parameter, title: found.title }] : [];
    }),
  );
}

/** A tenth of a rate, a quarter of a count, two layers more; so many times. */
function moved(value: ParameterValue | null | undefined, kind: string, times: number): ParameterValue | null {
  if (Array.isArray(value)) return [...value, ...Array.from({ length: 2 * times }, () => value.at(-1) ?? 64)];
  if (typeof value !== 'number') return value ?? null;
  return kind === 'int' ? Math.max(1, Math.round(value / 4 ** times)) : Number((value * 10 ** -times).toPrecision(3));
}

/** The first of what further and further moves make that no variant has. */
function unlike(catalog: Catalog, all: readonly Settings[], key: string, make: (times: number) => Setting): Change {
  const ways = all.map((_, at) => make(at + 1));
  const found = ways.find((way) => all.every((settings) => !same(catalog, key, settings[key], way)));
  return found === undefined ? {} : { [key]: found };
}

/** Something that no variant has yet. */
export function suggestion(catalog: Catalog, all: readonly Settings[], { part, parameter }: Idea): Change {
  const { key, kind } = part;
  const setting = all[0]?.[key] ?? null;
  if (!isSpec(setting)) return unlike(catalog, all, key, (times) => moved(numberOf(setting), kind, times) as number | null);
  const { name, params } = setting;
  if (parameter === '') {
    const taken = new Set(all.map((settings) => settings[key]).map((one) => (isSpec(one) ? one.name : '')));
    const entry = fitting(catalog, key, all[0] ?? {}).find((one) => !taken.has(one.name));
    return entry ? { [key]: { name: entry.name, params: {} } } : {};
  }
  const value = filled(catalog, key, setting)[parameter];
  const { kind: how = '' } = find(find(entriesOf(catalog, key), name)?.parameters ?? [], parameter) ?? {};
  return unlike(catalog, all, key, (times) => ({ name, params: { ...params, [parameter]: moved(value, how, times) ?? 0 } }));
}
