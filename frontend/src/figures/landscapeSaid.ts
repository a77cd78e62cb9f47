import type { SurfaceGrid } from '../protocol/types';
import type { Quantity } from '../state/landscape';
import { QUANTITY_TITLES, valuesOf } from './curves';
import { extremesOf } from './logScale';
import { format } from './numbers';
import { stepWithin, type DrawnRun } from './paths';
import { toldOf, trackOf, wordsOf } from './told';

const DIGITS = 4;

/** Curves in words, up to a step. */
export function curvesSaid(runs: readonly DrawnRun[], quantity: Quantity, step: number): string {
  const each = runs.map((drawn) => {
    const told = toldOf(trackOf(valuesOf(drawn, quantity)), 0, step);
    return `${drawn.run.label}: ${told ? wordsOf(told, (value) => format(value, DIGITS)) : 'no finite value'}.`;
  });
  return `${QUANTITY_TITLES[quantity]} up to step ${step}. ${each.join(' ')}`;
}

/** A surface in words, and where the paths on it stand at a step. */
export function standingSaid({ surface, z }: SurfaceGrid, runs: readonly DrawnRun[], step: number): string {
  const { x, y } = surface.domain;
  const [low, high] = extremesOf(z);
  const [from, to] = [low, high].map((value) => format(value));
  const place = [x, y].map((ends) => ends.map((end) => format(end)).join(' to '));
  const each = runs.map(({ run }) => {
    const at = stepWithin(run, step);
    return `${run.label} at (${format(run.x[at], DIGITS)}, ${format(run.y[at], DIGITS)}), loss ${format(run.loss[at], DIGITS)}`;
  });
  const ground = low > high ? 'No value is finite' : `Values from ${from} to ${to}`;
  return `${ground} for x from ${place[0]}, y from ${place[1]}. At step ${step}: ${each.join('; ')}.`;
}
