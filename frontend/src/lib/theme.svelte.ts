import { themes, type Theme } from '../figures/theme';
import { app } from '../state/state.svelte';

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const still = window.matchMedia('(prefers-reduced-motion: reduce)');

const system = $state({ dark: dark.matches, still: still.matches });
dark.addEventListener('change', () => (system.dark = dark.matches));
still.addEventListener('change', () => (system.still = still.matches));

/** The theme in force: the person's choice, or else the system's. */
export function currentTheme(): Theme {
  const chosen = app.shell.theme === 'system' ? (system.dark ? 'dark' : 'light') : app.shell.theme;
  return themes[chosen];
}

export function reducedMotion(): boolean {
  return system.still;
}

/** Hand the theme to CSS. */
export function applyTheme(theme: Theme): void {
  const root = document.documentElement;
  root.dataset['theme'] = theme.name;
  for (const [name, value] of Object.entries(theme)) {
    if (typeof value !== 'string' || name === 'name') continue;
    root.style.setProperty(`--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`, value);
  }
}
