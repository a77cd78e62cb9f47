import { text } from './codec';
import type { Keys } from './keys';

export interface RunsState {
  search: string;
}

export const runsKeys: Keys<RunsState> = {
  search: { place: 'link', key: 'q', codec: text, initial: '' },
};
