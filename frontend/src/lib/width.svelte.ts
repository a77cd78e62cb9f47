const query = window.matchMedia('(min-width: 62.51em)');

/** Whether controls fit beside the pictures; otherwise they live in a sheet. */
export const wide = $state({ current: query.matches });
query.addEventListener('change', () => (wide.current = query.matches));
