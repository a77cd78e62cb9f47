import { afterEach, expect, test, vi } from 'vitest';
import { api } from './http';
import { unreachable } from './problem';

afterEach(() => vi.unstubAllGlobals());

/** An answer whose body ends in an error after its first bytes. */
function brokenOff(): Response {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode('{"surf'));
      controller.error(new TypeError('network error'));
    },
  });
  return new Response(body, { status: 200 });
}

test('a server that dies before or in the middle of its answer does not answer', async () => {
  for (const fetched of [() => Promise.reject(new TypeError('Failed to fetch')), () => Promise.resolve(brokenOff())]) {
    vi.stubGlobal('fetch', fetched);
    await expect(api.catalog()).rejects.toEqual(unreachable());
  }
});

test('what was called off is no problem of the server', async () => {
  const calling = new AbortController();
  const off = new DOMException('called off', 'AbortError');
  vi.stubGlobal('fetch', () => Promise.reject(off));
  calling.abort();
  await expect(api.catalog(calling.signal)).rejects.toBe(off);
});
