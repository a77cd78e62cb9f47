import { SvelteSet } from 'svelte/reactivity';

/** Fields on this page in which something stands that cannot be used. */
export const refusals = new SvelteSet<string>();

/** Note that a field's input is refused; returns the way to take it back. */
export function refuse(field: string): () => void {
  refusals.add(field);
  return () => {
    refusals.delete(field);
  };
}
