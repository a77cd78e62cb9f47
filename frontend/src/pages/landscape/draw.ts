import { inside, positionAt, widened, type Clipped, type Exit, type Passage, type Point, type DrawnRun } from '../../figures/paths';
import { FONT, type MarkerName, type Theme } from '../../figures/theme';
import type { Axes } from '../../lib/axes';

export interface Trail extends DrawnRun {
  trail: Clipped;
  /** Where it left the picture, if it diverged. */
  exit: Exit | null;
  /** Where it leaves what is shown, and where it comes back. */
  passages: Passage[];
}

export interface Scene {
  axes: Axes;
  trails: Trail[];
  theme: Theme;
  time: number;
  hovered: number | null;
}

const RADIUS = 6;
const PASSAGE_RADIUS = 5;
const CASING = 5;
const WIDTH = 2.5;
const LABEL_GAP = 9;
const FAINT = 0.3;
const FINEST = 0.4;
const FARTHEST = 1e5;
/** How far outside the axes, as a share of them, a mark at the edge may lie. */
const EDGE = 0.01;

/** Unit shapes, as corners around a circle; a circle has none. */
const CORNERS: Record<MarkerName, { count: number; turn: number } | null> = {
  circle: null,
  square: { count: 4, turn: 45 },
  diamond: { count: 4, turn: 0 },
  'triangle-up': { count: 3, turn: 0 },
  'triangle-down': { count: 3, turn: 180 },
  cross: { count: 4, turn: 22.5 },
  pentagon: { count: 5, turn: 0 },
  hexagon: { count: 6, turn: 30 },
};

function markerPath(marker: MarkerName, { x, y }: Point, radius: number, turned = 0): Path2D {
  const path = new Path2D();
  const corners = CORNERS[marker];
  if (!corners) {
    path.arc(x, y, radius, 0, 2 * Math.PI);
    return path;
  }
  for (let corner = 0; corner < corners.count; corner += 1) {
    const angle = ((corners.turn + turned + (360 * corner) / corners.count - 90) * Math.PI) / 180;
    path.lineTo(x + radius * 1.15 * Math.cos(angle), y + radius * 1.15 * Math.sin(angle));
  }
  path.closePath();
  return path;
}

function travelled({ run, trail }: Trail, axes: Axes, time: number): Path2D {
  const path = new Path2D();
  const until = Math.floor(time);
  let pen = false;
  let before = { x: 0, y: 0 };
  for (let index = 0; index < trail.x.length; index += 1) {
    const x = trail.x[index];
    const y = trail.y[index];
    if ((trail.step[index] ?? 0) > until) break;
    if (typeof x !== 'number' || typeof y !== 'number') pen = false;
    else {
      const here = { x: axes.x(x), y: axes.y(y) };
      // A long path has many steps a pixel; drawing each would only cost time.
      if (pen && Math.abs(here.x - before.x) + Math.abs(here.y - before.y) < FINEST) continue;
      if (pen) path.lineTo(here.x, here.y);
      else path.moveTo(here.x, here.y);
      pen = true;
      before = here;
    }
  }
  const head = positionAt(run, time);
  const end = { x: axes.x(head.x), y: axes.y(head.y) };
  if (pen && Math.hypot(end.x, end.y) < FARTHEST) path.lineTo(end.x, end.y);
  return path;
}

function setPen(context: CanvasRenderingContext2D, colour: string, width: number, pattern: number[]) {
  context.strokeStyle = colour;
  context.lineWidth = width;
  context.setLineDash(pattern);
}

function stroke(context: CanvasRenderingContext2D, path: Path2D, colour: string, width: number, pattern: number[]) {
  setPen(context, colour, width, pattern);
  context.stroke(path);
}

function drawHead(context: CanvasRenderingContext2D, drawn: DrawnRun, { axes, theme }: Scene, time: number, ghost: boolean) {
  const at = positionAt(drawn.run, time);
  const marker = markerPath(drawn.look.marker, { x: axes.x(at.x), y: axes.y(at.y) }, ghost ? RADIUS - 1 : RADIUS);
  context.setLineDash([]);
  context.fillStyle = ghost ? theme.panel : drawn.look.colour;
  context.strokeStyle = ghost ? drawn.look.colour : theme.panel;
  context.lineWidth = 2;
  context.fill(marker);
  context.stroke(marker);
}

/** The rest of the way, before it is travelled. */
function drawFaint(context: CanvasRenderingContext2D, { axes, trails }: Scene) {
  context.globalAlpha = FAINT;
  for (const trail of trails) stroke(context, travelled(trail, axes, Infinity), trail.look.colour, 1, []);
  context.globalAlpha = 1;
}

function drawStart(context: CanvasRenderingContext2D, { axes, trails, theme }: Scene) {
  const run = trails[0]?.run;
  if (!run) return;
  const { x, y } = positionAt(run, 0);
  const ring = markerPath('circle', { x: axes.x(x), y: axes.y(y) }, RADIUS - 1.5);
  context.fillStyle = theme.panel;
  context.fill(ring);
  stroke(context, ring, theme.text, 2, []);
  context.font = `12px ${FONT}`;
  context.textAlign = 'center';
  setPen(context, theme.panel, 3, []);
  context.strokeText('start', axes.x(x), axes.y(y) - LABEL_GAP);
  context.fillStyle = theme.text;
  context.fillText('start', axes.x(x), axes.y(y) - LABEL_GAP);
}

function drawExit(context: CanvasRenderingContext2D, { exit, look }: Trail, { axes, theme }: Scene) {
  if (!exit || !inside(exit, widened(axes.range, EDGE))) return;
  const triangle = markerPath('triangle-up', { x: axes.x(exit.x), y: axes.y(exit.y) }, RADIUS + 1, exit.angle);
  context.fillStyle = look.colour;
  stroke(context, triangle, theme.panel, 3, []);
  context.fill(triangle);
}

/** A small arrowhead on the edge, along the way. */
function drawPassage(context: CanvasRenderingContext2D, { x, y, angle }: Passage, { look }: Trail, { axes, theme }: Scene) {
  const arrow = markerPath('triangle-up', { x: axes.x(x), y: axes.y(y) }, PASSAGE_RADIUS, angle);
  context.fillStyle = look.colour;
  stroke(context, arrow, theme.panel, 2, []);
  context.fill(arrow);
}

/** Paths as far as they got, each on a casing of the ground's colour, and their heads. */
export function drawRace(context: CanvasRenderingContext2D, scene: Scene): void {
  const { axes, trails, theme, time, hovered } = scene;
  context.clearRect(0, 0, context.canvas.width, context.canvas.height);
  context.save();
  context.beginPath();
  context.rect(axes.left, axes.top, axes.width, axes.height);
  context.clip();
  context.lineJoin = 'round';
  // All casings first: where paths run together, the gaps of one show the other.
  const paths = trails.map((trail) => travelled(trail, axes, time));
  drawFaint(context, scene);
  for (const path of paths) stroke(context, path, theme.panel, CASING, []);
  for (const [index, path] of paths.entries()) {
    const look = trails[index]?.look;
    if (look) stroke(context, path, look.colour, WIDTH, look.pattern);
  }
  drawStart(context, scene);
  for (const trail of trails.toReversed()) {
    if (hovered !== null) drawHead(context, trail, scene, hovered, true);
    drawHead(context, trail, scene, time, false);
  }
  context.restore();
  // Outside the clip: a triangle at the edge is whole.
  for (const trail of trails) {
    for (const passage of trail.passages) if (passage.step <= time) drawPassage(context, passage, trail, scene);
    if (trail.exit && trail.exit.step <= time) drawExit(context, trail, scene);
  }
}
