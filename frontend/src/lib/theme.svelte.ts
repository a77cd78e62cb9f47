import { forced, strengthened, themes, type Theme } from '../figures/theme';
import { app } from '../state/state.svelte';

const dark = window.matchMedia('(prefers-color-scheme: dark)');
const more = window.matchMedia('(prefers-contrast: more)');
const forcing = window.matchMedia('(forced-colors: active)');
const still = window.matchMedia('(prefers-reduced-motion: reduce)');

/** A colour of the system's, as #rrggbb. */
function systemColour(name: string): string {
  const probe = document.createElement('span');
  probe.style.color = name;
  document.documentElement.append(probe);
  const channels = getComputedStyle(probe).color.match(/\d+/g)?.slice(0, 3) ?? [];
  probe.remove();
  return `#${channels.map((channel) => Number(channel).toString(16).padStart(2, '0')).join('')}`;
}

/** A theme of the colours that are forced upon the page; `null` where none are. */
function imposedTheme(): Theme | null {
  if (!forcing.matches) return null;
  const [canvas = '', text = '', highlight = '', highlightText = ''] = ['Canvas', 'CanvasText', 'Highlight', 'HighlightText'].map(systemColour);
  return forced({ canvas, text, highlight, highlightText });
}

let imposed = $state.raw(imposedTheme());
const system = $state({ dark: dark.matches, more: more.matches, still: still.matches });
dark.addEventListener('change', () => {
  system.dark = dark.matches;
  imposed = imposedTheme();
});
more.addEventListener('change', () => (system.more = more.matches));
forcing.addEventListener('change', () => (imposed = imposedTheme()));
still.addEventListener('change', () => (system.still = still.matches));

/** The theme in force: the person's choice, or else the system's. A forced palette leaves no choice. */
export function currentTheme(): Theme {
  if (imposed) return imposed;
  const theme = themes[app.shell.theme === 'system' ? (system.dark ? 'dark' : 'light') : app.shell.theme as Theme['name']];
  return system.more ? strengthened(theme) : theme;
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
