export interface ExportItem {
  text: string;
  act: () => void | Promise<void>;
}

/** What the top bar's Export menu offers; each page says so while it is shown. */
export const exports: { items: ExportItem[] } = $state({ items: [] });

/** Offer a page's exports; use as an effect: `$effect(() => offerExports([...]))`. */
export function offerExports(items: ExportItem[]): () => void {
  exports.items = items;
  return () => (exports.items = []);
}
