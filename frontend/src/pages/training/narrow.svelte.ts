const query = window.matchMedia('(max-width: 47.5em)');

/** Whether settings live in a sheet rather than in a row above the pictures. */
export const narrow = $state({ current: query.matches });
query.addEventListener('change', () => (narrow.current = query.matches));
