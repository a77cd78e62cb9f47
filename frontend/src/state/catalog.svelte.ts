import { api } from '../protocol/http';
import { Problem } from '../protocol/problem';
import type { Catalog } from '../protocol/types';

const RETRY_MS = 1000;

class CatalogState {
  /** Everything the controls are built from; `null` until it is there. */
  current: Catalog | null = $state.raw(null);
  problem: Problem | null = $state.raw(null);

  /** Load the catalog, and try again while the server is away; `ready` comes before it is shown. */
  async load(ready: (catalog: Catalog) => void): Promise<void> {
    try {
      const loaded = await api.catalog();
      ready(loaded);
      this.current = loaded;
      this.problem = null;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.problem = error;
      setTimeout(() => void this.load(ready), RETRY_MS);
    }
  }
}

export const catalog = new CatalogState();

/** The server's bound of that name on what may be asked for. */
export function limit({ limits }: Pick<Catalog, 'limits'>, name: string): number {
  const bound = limits[name];
  if (bound === undefined) throw new RangeError(`the catalog has no limit ${name}`);
  return bound;
}

/** The entry of that name; a link may name one that this server does not have. */
export function find<E extends { name: string }>(entries: readonly E[], name: string): E | undefined {
  return entries.find((entry) => entry.name === name);
}
