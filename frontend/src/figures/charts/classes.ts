import { blend } from '../colour';
import type { ColorScale } from '../plotly';
import { onPanel, type Theme } from '../theme';

/** Classes are no variants: hues of their own, for colour-blind eyes too, and told apart by marker as well. */
export const CLASSES: Record<Theme['name'], readonly string[]> = {
  light: ['#4a2a82', '#5f6008', '#8a1f4a', '#1f4a4a', '#86808c', '#2e1f18'],
  dark: ['#7a68d8', '#e6f07c', '#c54d77', '#f8c8ee', '#7b681c', '#8b9299'],
};

export function classColour(index: number, theme: Theme): string {
  const colours = CLASSES[theme.name];
  return onPanel(colours[index % colours.length] ?? theme.text, theme);
}

/** A stretch of the scale for each class, from the panel's colour to the class's own. */
export function classScale(classes: number, theme: Theme): ColorScale {
  const most = theme.name === 'light' ? 0.5 : 0.55;
  return Array.from({ length: classes }, (_, index): ColorScale => {
    const colour = classColour(index, theme);
    return [
      [index / classes, blend(theme.panel, colour, 0.06)],
      [(index + 1) / classes, blend(theme.panel, colour, most)],
    ];
  }).flat();
}

/** Class and confidence as one number: the whole part is the class. */
export function classAndConfidence(index: number, confidence: number, classes: number): number {
  const chance = 1 / classes;
  const share = Math.min(Math.max((confidence - chance) / (1 - chance), 0), 1);
  return index + 0.001 + 0.998 * share;
}
