const TABBABLE =
  'a[href], button:not([disabled]), input:not([disabled]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex]';

/** Where menus and cards are: what is focused there leaves the place on the page as it was. */
const FLOATS = '#floats';

function isReachable(element: HTMLElement): boolean {
  return element.tabIndex >= 0 && element.checkVisibility({ visibilityProperty: true });
}

/** What the tab key visits within an element, in order. */
function stopsIn(within: Element): HTMLElement[] {
  return [...within.querySelectorAll<HTMLElement>(TABBABLE)].filter(isReachable);
}

/** Where an element with the focus stood. */
interface Place {
  element: Element;
  /** What the element was in, from near to far, with the stops before it there. */
  around: { within: Element; before: HTMLElement[] }[];
}

function placeOf(element: Element): Place {
  const around: Place['around'] = [];
  for (let within = element.parentElement; within && within !== document.body && !within.matches(FLOATS); within = within.parentElement) {
    const stops = within.querySelectorAll<HTMLElement>(TABBABLE);
    const before = [...stops].filter((one) => one.compareDocumentPosition(element) & Node.DOCUMENT_POSITION_FOLLOWING);
    around.push({ within, before });
  }
  return { element, around };
}

/** What bounds the search for what comes next: beyond it, what came before is nearer. */
const PARTS = 'section, [role="group"], main';

/** What comes next where something stood that is gone, else what came before it there. */
function successorOf({ around }: Place): HTMLElement | null {
  let previous: HTMLElement | undefined;
  for (const { within, before } of around) {
    const stops = within.isConnected ? stopsIn(within) : [];
    const left = new Set(before);
    const at = stops.findLastIndex((one) => left.has(one));
    const next = stops[at + 1];
    previous ??= stops[at];
    if (next) return next;
    if (previous && within.matches(PARTS)) return previous;
  }
  return previous ?? null;
}

/**
 * Keeps the focus in `root`: when what has it leaves the page, it goes to what comes next there,
 * not to the body, from where the tab key would begin anew. Returns the way to stop.
 */
export function keepFocus(root: HTMLElement): () => void {
  let onPage: Place | null = null;
  let floating: Place | null = null;
  const remember = ({ target }: FocusEvent) => {
    if (!(target instanceof Element)) return;
    floating = target.closest(FLOATS) ? placeOf(target) : null;
    if (!floating) onPage = placeOf(target);
  };
  const observer = new MutationObserver(() => {
    if (document.activeElement !== document.body) return;
    const gone = [floating, onPage].filter((place) => place !== null && !place.element.isConnected);
    const next = gone.map((place) => place && successorOf(place)).find((found) => found !== null);
    next?.focus();
  });
  root.addEventListener('focusin', remember);
  observer.observe(root, { childList: true, subtree: true });
  return () => {
    root.removeEventListener('focusin', remember);
    observer.disconnect();
  };
}
