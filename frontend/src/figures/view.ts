import type { Domain } from '../protocol/types';

const DIGITS = 6;
const ZOOM = 1.5;
/** No surface is drawn farther out. */
const FARTHEST = 1e6;
/** How far one press of an arrow moves, as a share of what is seen. */
const STRIDE = 0.15;

function end(value: number): number {
  return Number(Math.max(-FARTHEST, Math.min(FARTHEST, value)).toPrecision(DIGITS));
}

function scaled([low, high]: readonly [number, number], by: number, shift: number): [number, number] {
  const middle = (low + high) / 2 + shift * (high - low);
  const half = ((high - low) / 2) * by;
  return [end(middle - half), end(middle + half)];
}

/** A view made smaller or larger about its middle, and moved by shares of what it shows. */
export function moved({ x, y }: Domain, by: number, right = 0, up = 0): Domain {
  return { x: scaled(x, by, right), y: scaled(y, by, up) };
}

/** What a key makes of a view; `null` when it means nothing there. */
export function movedByKey(view: Domain, key: string): Domain | null {
  const moves: Record<string, Domain> = {
    '+': moved(view, 1 / ZOOM),
    '=': moved(view, 1 / ZOOM),
    '-': moved(view, ZOOM),
    ArrowLeft: moved(view, 1, -STRIDE),
    ArrowRight: moved(view, 1, STRIDE),
    ArrowUp: moved(view, 1, 0, STRIDE),
    ArrowDown: moved(view, 1, 0, -STRIDE),
  };
  return moves[key] ?? null;
}

/** How far from the edge a point stands that is brought into view, as a share of what is then seen. */
const MARGIN = 0.08;

function reaching([low, high]: [number, number], to: number): [number, number] {
  const margin = MARGIN * (Math.max(high, to) - Math.min(low, to));
  return [to < low ? to - margin : low, to > high ? to + margin : high];
}

/** The view made as much wider as it takes to show a point. */
export function including({ x, y }: Domain, at: { x: number; y: number }): Domain {
  return { x: scaled(reaching(x, at.x), 1, 0), y: scaled(reaching(y, at.y), 1, 0) };
}

/** On which sides of a view a point lies, in words; empty where it is seen. */
export function sideOf({ x: [left, right], y: [low, high] }: Domain, { x, y }: { x: number; y: number }): string {
  const across = x < left ? 'to the left' : x > right ? 'to the right' : '';
  const up = y < low ? 'below' : y > high ? 'above' : '';
  return [up, across].filter(Boolean).join(' and ');
}

export interface Vector {
  x: number;
  y: number;
  z: number;
}

/** From where a figure in space is seen, in Plotly's terms. */
export interface Camera {
  eye: Vector;
  center: Vector;
}

export const USUAL_CAMERA: Camera = { eye: { x: -0.33, y: -1.32, z: 1.65 }, center: { x: -0.03, y: 0, z: -0.1 } };

const TURN = Math.PI / 12;
const STEEPEST = 0.95 * (Math.PI / 2);

/** The camera turned about the figure, raised over it, and moved towards or away from it. */
export function orbited({ eye, center }: Camera, turn: number, rise: number, by: number): Camera {
  const distance = Math.hypot(eye.x, eye.y, eye.z) * by;
  const around = Math.atan2(eye.y, eye.x) + turn;
  const above = Math.asin(eye.z / Math.hypot(eye.x, eye.y, eye.z)) + rise;
  const height = Math.max(-STEEPEST, Math.min(STEEPEST, above));
  const flat = distance * Math.cos(height);
  return { eye: { x: flat * Math.cos(around), y: flat * Math.sin(around), z: distance * Math.sin(height) }, center };
}

/** What a key makes of a camera; `null` when it means nothing there. */
export function orbitedByKey(camera: Camera, key: string): Camera | null {
  const moves: Record<string, Camera> = {
    '+': orbited(camera, 0, 0, 1 / ZOOM),
    '=': orbited(camera, 0, 0, 1 / ZOOM),
    '-': orbited(camera, 0, 0, ZOOM),
    ArrowLeft: orbited(camera, -TURN, 0, 1),
    ArrowRight: orbited(camera, TURN, 0, 1),
    ArrowUp: orbited(camera, 0, TURN, 1),
    ArrowDown: orbited(camera, 0, -TURN, 1),
  };
  return moves[key] ?? null;
}
