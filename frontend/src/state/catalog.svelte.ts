import { api } from '../protocol/http';
import { Problem } from '../protocol/problem';
import type { Catalog } from '../protocol/types';

const RETRY_MS = 1000;

class CatalogState {
  /** Everything the controls are built from; `null` until it is there. */
  current: Catalog | null = $state.raw(null);
  problem: Problem | null = $state.raw(null);

  /** Load the catalog, and try again while the server is away. */
  async load(): Promise<void> {
    try {
      this.current = await api.catalog();
      this.problem = null;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      this.problem = error;
      setTimeout(() => void this.load(), RETRY_MS);
    }
  }
}

export const catalog = new CatalogState();

/** The entry of that name; a link may name one that this server does not have. */
export function find<E extends { name: string }>(entries: readonly E[], name: string): E | undefined {
  return entries.find((entry) => entry.name === name);
}
