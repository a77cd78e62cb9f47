import { choice, json } from './codec';
import type { Keys } from './keys';

export const PAGES = ['landscape', 'training', 'runs'] as const;
export type Page = (typeof PAGES)[number];

export const THEMES = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof THEMES)[number];

/** What all pages share. */
export interface ShellState {
  page: Page;
  /** The path in the address bar, where it names no page; else empty. */
  nowhere: string;
  theme: ThemeChoice;
}

function isTheme(value: unknown): value is ThemeChoice {
  return THEMES.some((theme) => theme === value);
}

export const shellKeys: Keys<ShellState> = {
  // The page is the path of the URL, which `url.ts` writes.
  page: { place: 'tab', initial: 'landscape' },
  nowhere: { place: 'tab', initial: '' },
  // Written as JSON because `public/theme.js` reads it before the first paint.
  theme: { place: 'device', key: 'theme', codec: json(isTheme), initial: 'system' },
};

export const pageCodec = choice(PAGES);
