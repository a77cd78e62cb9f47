import type { Catalog, Entry, LayerGroup, Part, Setting } from '../protocol/types';
import { integer, nullable, number, type Codec } from './codec';
import { groups } from './groups';
import { spec, type Spec } from './spec';

export function isSpec(setting: Setting | undefined): setting is Spec {
  return typeof setting === 'object' && setting !== null && !Array.isArray(setting);
}

export function isGroups(setting: Setting | undefined): setting is LayerGroup[] {
  return Array.isArray(setting);
}

export function numberOf(setting: Setting | undefined): number | null {
  return typeof setting === 'number' ? setting : null;
}

export function partOf({ parts }: Pick<Catalog, 'parts'>, key: string): Part {
  const part = parts.find((one) => one.key === key);
  if (part === undefined) throw new RangeError(`the catalog has no part ${key}`);
  return part;
}

/** What can be chosen as a part; nothing for numbers. */
export function entriesOf(catalog: Catalog, key: string): readonly Entry[] {
  const lists = catalog as unknown as Record<string, readonly Entry[] | undefined>;
  return lists[partOf(catalog, key).catalog ?? ''] ?? [];
}

/** How a part stands in a link. */
export function codecOf({ kind, low, switch: optional, default: usual }: Part): Codec<Setting> {
  if (kind === 'groups') return groups as Codec<Setting>;
  const numbers = { int: integer, float: number };
  const codec = kind === 'entry' ? spec : numbers[kind](low ?? -Infinity);
  const always = optional === null && usual !== null;
  return (always ? codec : nullable<Spec | number>(codec as Codec<Spec | number>)) as Codec<Setting>;
}

/** The parts that are shown together, group by group. */
export function groupsOf(parts: readonly Part[]): Part[][] {
  const groups = new Map<string, Part[]>();
  for (const part of parts) groups.set(part.group, [...(groups.get(part.group) ?? []), part]);
  return [...groups.values()];
}
