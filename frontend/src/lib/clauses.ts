/** A formula's parts, each a statement of its own: those that `,\quad` keeps apart. */
export function clausesOf(tex: string): string[] {
  return tex.split(/(?<=,)\s*\\quad(?![a-zA-Z])\s*/);
}
