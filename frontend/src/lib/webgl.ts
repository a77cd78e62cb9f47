/** Whether this browser can draw in space. */
export function hasWebgl(): boolean {
  const context = document.createElement('canvas').getContext('webgl');
  // Browsers keep only a few contexts alive; this one is not needed any more.
  context?.getExtension('WEBGL_lose_context')?.loseContext();
  return context !== null;
}
