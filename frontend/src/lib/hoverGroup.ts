type Listener = (x: number | null) => void;

const groups = new Map<string, Set<Listener>>();

/** Charts of one group show the same x under the pointer. Returns how to tell them, and to leave. */
export function joinHoverGroup(group: string, listener: Listener): { tell: Listener; leave: () => void } {
  const members = groups.get(group) ?? new Set();
  groups.set(group, members.add(listener));
  return {
    tell(x) {
      for (const member of members) if (member !== listener) member(x);
    },
    leave: () => members.delete(listener),
  };
}
