/** What comes in close succession is said as one. */
const GATHER_MS = 700;
/** Long enough to have been read, so that the same sentence can be said anew later. */
const KEEP_MS = 8000;

/** What the page's one polite live region says. */
export const announcement = $state({ text: '' });

const waiting = new Map<string, string>();
let timer: ReturnType<typeof setTimeout> | undefined;

/**
 * Say a sentence to those who listen to the page, when they have heard what comes before.
 * Of several on one topic, such as the races while a slider is dragged, the last is said.
 */
export function announce(sentence: string, topic = sentence): void {
  waiting.delete(topic);
  waiting.set(topic, sentence);
  clearTimeout(timer);
  timer = setTimeout(speak, GATHER_MS);
}

function speak(): void {
  announcement.text = [...waiting.values()].join(' ');
  waiting.clear();
  timer = setTimeout(() => (announcement.text = ''), KEEP_MS);
}
