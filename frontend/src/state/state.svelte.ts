import { initial, readDevice, readLink, writeDevice, writeLink, type Keys } from './keys';
import { landscapeKeys, type LandscapeState } from './landscape';
import { runsKeys, type RunsState } from './runs';
import { shellKeys, type Page, type ShellState } from './shell';
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
  training: trainingKeys,
  runs: runsKeys,
};

const LINK_DELAY_MS = 250;

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

function arrive({ page, query }: Place): void {
  app.shell.page = page;
  Object.assign(app[page], readLink<AppState[Page]>(keys[page] as Keys<AppState[Page]>, query));
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
  writePlace(pathTo(page), 'push');
}

/** Read the address bar and the device, then keep both in step. Returns the way to stop. */
export function startSync(): () => void {
  for (const section of sections()) {
    Object.assign(app[section], readDevice(keys[section] as Keys<object>, localStorage));
  }
  arrive(readPlace());
  const stopListening = onPlaceChange(arrive);
  const stopEffects = $effect.root(() => {
    $effect(() => {
      const path = pathTo(app.shell.page);
      const timer = setTimeout(() => writePlace(path, 'replace'), LINK_DELAY_MS);
      return () => clearTimeout(timer);
    });
    $effect(() => {
      for (const section of sections()) {
        writeDevice<object>(keys[section] as Keys<object>, app[section], localStorage);
      }
    });
  });
  return () => {
    stopListening();
    stopEffects();
  };
}
