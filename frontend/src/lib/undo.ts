const WRITES = 'textarea, [contenteditable], input:not([type="range"], [type="checkbox"], [type="radio"])';

/** What a key asks for: Ctrl+Z, Ctrl+Shift+Z and Ctrl+Y, unless a text field undoes for itself. */
export function undoKey(event: KeyboardEvent): 'undo' | 'redo' | null {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return null;
  if (event.target instanceof Element && event.target.closest(WRITES)) return null;
  const key = event.key.toLowerCase();
  if (key === 'z') return event.shiftKey ? 'redo' : 'undo';
  return key === 'y' && !event.shiftKey ? 'redo' : null;
}
