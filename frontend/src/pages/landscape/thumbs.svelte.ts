import { api } from '../../protocol/http';
import { Problem } from '../../protocol/problem';
import type { SurfaceEntry, SurfaceGrid } from '../../protocol/types';

const RESOLUTION = 41;

/** Small grids of the catalog's surfaces, fetched once a tab, one after the other. */
class Thumbs {
  grids: Record<string, SurfaceGrid> = $state.raw({});
  private started = false;

  async load(surfaces: readonly SurfaceEntry[]): Promise<void> {
    if (this.started) return;
    this.started = true;
    for (const { name } of surfaces) {
      try {
        const grid = await api.surface({ surface: { name, params: {} }, resolution: RESOLUTION });
        this.grids = { ...this.grids, [name]: grid };
      } catch (error) {
        // A thumbnail that cannot be had stays blank; its title is under it for screen readers.
        if (!(error instanceof Problem)) throw error;
      }
    }
  }
}

export const thumbs = new Thumbs();
