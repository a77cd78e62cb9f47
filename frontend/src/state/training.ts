import type { Keys } from './keys';

export type TrainingState = Record<never, never>;

export const trainingKeys: Keys<TrainingState> = {};
