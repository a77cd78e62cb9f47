import { api } from '../../protocol/http';
import { Problem } from '../../protocol/problem';
import type { SurfaceEntry, SurfaceGrid } from '../../protocol/types';

const RESOLUTION = 41;

/** Small grids of the catalog's surfaces, each fetched once a tab, one after the other. */
class Thumbs {
  grids: Record<string, SurfaceGrid> = $state.raw({});
  private loading = false;

  /** Fetch what is missing. */
  async load(surfaces: readonly SurfaceEntry[]): Promise<void> {
    if (this.loading) return;
    this.loading = true;
    for (const { name } of surfaces) {
      if (this.grids[name]) continue;
      try {
        const grid = await api.surface({ surface: { name, params: {} }, resolution: RESOLUTION });
        this.grids = { ...this.grids, [name]: grid };
      } catch (error) {
        // A thumbnail that cannot be had stays blank; its title is under it for screen readers.
        if (!(error instanceof Problem)) throw error;
      }
    }
    this.loading = false;
  }
}

export const thumbs = new Thumbs();
