import { list, text } from './codec';
import type { Keys } from './keys';

export interface RunsState {
  search: string;
  /** Ids of the runs that are compared, in the order in which they were chosen. */
  compared: string[];
}

export const runsKeys: Keys<RunsState> = {
  search: { place: 'link', key: 'q', codec: text, initial: '' },
  compared: { place: 'link', key: 'c', codec: list(text, ','), initial: [], choice: { of: (ids) => ids.join() } },
};
