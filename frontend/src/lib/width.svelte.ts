const query = window.matchMedia('(min-width: 1001px)');

/** Whether controls fit beside the pictures; otherwise they live in a sheet. */
export const wide = $state({ current: query.matches });
query.addEventListener('change', () => (wide.current = query.matches));
