import { choicesOf, initial, readDevice, readLink, typedKeys, writeDevice, writeLink, type Keys } from './keys';
import { landscapeKeys, type LandscapeState } from './landscape';
import { runsKeys, type RunsState } from './runs';
import { shellKeys, type Page, type ShellState } from './shell';
import { Trail, type Mark } from './trail';
import type { Part } from '../protocol/types';
import { trainingKeys, type TrainingState } from './training';
import { linkTo, onPlaceChange, pathOf, readPlace, writePlace, type Place } from './url';

export interface AppState {
  shell: ShellState;
  landscape: LandscapeState;
  training: TrainingState;
  runs: RunsState;
}

const keys: { [P in keyof AppState]: Keys<AppState[P]> } = {
  shell: shellKeys,
  landscape: landscapeKeys,
  // What a training is made of is the catalog's to say.
  training: trainingKeys([]),
  runs: runsKeys,
};

/** Everything a person can change, in one place. */
export const app: AppState = $state({
  shell: initial(keys.shell),
  landscape: initial(keys.landscape),
  training: initial(keys.training),
  runs: initial(keys.runs),
});

function sections(): (keyof AppState)[] {
  return Object.keys(keys) as (keyof AppState)[];
}

function query(page: Page): [string, string][] {
  return writeLink<AppState[Page]>(keys[page] as Keys<AppState[Page]>, app[page]);
}

const trail = new Trail(writePlace, new Set(sections().flatMap((section) => [...typedKeys(keys[section] as Keys<object>)])));

function markNow(): Mark {
  const { page, nowhere } = app.shell;
  // An address that names no page stays as it is.
  return { path: nowhere || pathTo(page), choices: { page, nowhere, ...choicesOf<AppState[Page]>(keys[page] as Keys<AppState[Page]>, app[page]) } };
}

function arrive({ page, nowhere, query }: Place): void {
  amend(() => {
    app.shell.page = page;
    app.shell.nowhere = nowhere;
    Object.assign(app[page], readLink<AppState[Page]>(keys[page] as Keys<AppState[Page]>, query));
  });
}

/** Change the state as part of the choice before: Back undoes both at once. */
export function amend(act: () => void): void {
  act();
  trail.stand(markNow());
}

/** The link that brings another person to this very picture. */
export function currentLink(): string {
  return linkTo(pathOf(app.shell.page, query(app.shell.page)));
}

/** The path that shows a page as this tab left it. */
export function pathTo(page: Page): string {
  return pathOf(page, query(page));
}

export function goTo(page: Page): void {
  app.shell.page = page;
  app.shell.nowhere = '';
}

/** Read what this person is used to, and which page is wanted. */
export function readShell(): void {
  for (const section of sections()) {
    Object.assign(app[section], readDevice(keys[section] as Keys<object>, localStorage));
  }
  const { page, nowhere } = readPlace();
  Object.assign(app.shell, { page, nowhere });
}

/** Read the address bar, then keep it and the device in step. Returns the way to stop. */
export function startSync(parts: readonly Part[]): () => void {
  keys.training = trainingKeys(parts);
  Object.assign(app.training, initial(keys.training), { speed: app.training.speed });
  // Where the person went while the catalog was on its way is a step from where the address leads.
  const { page, nowhere } = app.shell;
  arrive(readPlace());
  Object.assign(app.shell, { page, nowhere });
  const stopListening = onPlaceChange(arrive);
  const stopEffects = $effect.root(() => {
    $effect(() => trail.follow(markNow()));
    $effect(() => {
      for (const section of sections()) {
        writeDevice<object>(keys[section] as Keys<object>, app[section], localStorage);
      }
    });
  });
  return () => {
    stopListening();
    stopEffects();
    trail.stop();
  };
}
