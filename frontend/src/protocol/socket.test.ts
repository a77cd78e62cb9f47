import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Frame } from './frames';
import { Stream, type RunListener, type SocketState } from './socket';
import type { ClientMessage, ServerMessage, StorageState } from './types';

/** A socket whose other end is the test. */
class FakeSocket extends EventTarget {
  binaryType = '';
  readyState = 1;
  readonly sent: ClientMessage[] = [];

  send(text: string): void {
    this.sent.push(JSON.parse(text) as ClientMessage);
  }

  close(code = 1006): void {
    this.readyState = 3;
    this.dispatchEvent(Object.assign(new Event('close'), { code }));
  }

  say(message: ServerMessage): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
  }

  welcome(server = 'first'): void {
    this.say({ type: 'welcome', server, version: '1', credit: 2 });
  }

  frame(seq: number, firstStep: number, steps: number, kind: Frame['kind'] = 'steps', server = 'first'): void {
    const header = { kind, run_id: 'run', first_step: firstStep, steps, rows: steps, seq, server, columns: [] };
    const text = new TextEncoder().encode(JSON.stringify(header));
    const bytes = new Uint8Array(4 + text.length);
    new DataView(bytes.buffer).setUint32(0, text.length, true);
    bytes.set(text, 4);
    this.dispatchEvent(new MessageEvent('message', { data: bytes.buffer }));
  }

  of<T extends ClientMessage['type']>(type: T): Extract<ClientMessage, { type: T }>[] {
    return this.sent.filter((one): one is Extract<ClientMessage, { type: T }> => one.type === type);
  }
}

let sockets: FakeSocket[] = [];
let states: SocketState[] = [];
let storage: StorageState[] = [];

function open(): { stream: Stream; socket: FakeSocket } {
  const stream = new Stream(
    (state) => states.push(state),
    () => {
      const socket = new FakeSocket();
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    (found) => storage.push(found),
  );
  return { stream, socket: sockets[0]! };
}

const settled = () => vi.advanceTimersByTimeAsync(0);

beforeEach(() => {
  vi.useFakeTimers();
  sockets = [];
  states = [];
  storage = [];
});
afterEach(() => {
  vi.useRealTimers();
});

describe('Stream', () => {
  it('subscribes after the welcome, from the wanted step', () => {
    const { stream, socket } = open();
    stream.subscribe('run', {}, { fromStep: 7, maxPoints: 500 });
    expect(socket.sent).toEqual([]);
    socket.welcome();
    expect(socket.sent).toEqual([
      { type: 'subscribe', run_id: 'run', from_step: 7, from_snapshot: -1, server: null, max_points: 500 },
    ]);
    expect(states).toEqual(['live']);
  });

  it('acknowledges a frame only when its listener is done with it', async () => {
    const { stream, socket } = open();
    let finish: (() => void) | undefined;
    stream.subscribe('run', { frame: () => new Promise((resolve) => (finish = resolve)) });
    socket.welcome();
    socket.frame(1, 1, 10);
    await settled();
    expect(socket.of('ack')).toEqual([]);
    finish?.();
    await settled();
    expect(socket.of('ack')).toEqual([{ type: 'ack', seq: 1 }]);
  });

  it('tells that nothing can be stored, until it hears otherwise or is welcomed anew', () => {
    const { socket } = open();
    socket.welcome();
    socket.say({ type: 'storage', storage: { ok: false, sentence: 'The disk is full.' } });
    socket.welcome();
    expect(storage.map(({ sentence }) => sentence)).toEqual(['', 'The disk is full.', '']);
  });

  it('goes on where it stopped after a lost connection, and drops what it has', async () => {
    const { stream, socket } = open();
    const steps: number[] = [];
    stream.subscribe('run', { frame: ({ firstStep }) => void steps.push(firstStep) });
    socket.welcome();
    socket.frame(1, 1, 10);
    socket.frame(2, 0, 0, 'snapshot');
    await settled();
    socket.close();
    expect(states.at(-1)).toBe('reconnecting');
    await vi.advanceTimersByTimeAsync(1000);
    const again = sockets[1]!;
    again.welcome();
    expect(again.of('subscribe')[0]).toMatchObject({ from_step: 11, from_snapshot: 0, server: 'first' });
    again.frame(1, 1, 10);
    again.frame(2, 11, 5);
    await settled();
    expect(steps).toEqual([1, 0, 11]);
    expect(again.of('ack')).toHaveLength(2);
  });

  it('opens a new socket without a word when it had asked for nothing', () => {
    const { stream, socket } = open();
    socket.welcome();
    socket.close(4408);
    expect(states).toEqual(['live']);
    sockets[1]!.welcome();
    stream.subscribe('run', {});
    expect(sockets[1]!.of('subscribe')).toHaveLength(1);
    expect(states).toEqual(['live', 'live']);
  });

  it('waits longer after every failure', async () => {
    open();
    for (let failure = 0; failure < 4; failure += 1) {
      sockets.at(-1)!.close();
      await vi.advanceTimersByTimeAsync(250 * 2 ** failure * 1.25);
    }
    expect(sockets).toHaveLength(5);
    sockets.at(-1)!.close();
    await vi.advanceTimersByTimeAsync(1000);
    expect(sockets).toHaveLength(5);
  });

  it('starts over when the server has started anew', async () => {
    const { stream, socket } = open();
    const listener: RunListener = { reset: vi.fn<() => void>() };
    stream.subscribe('run', listener);
    socket.welcome();
    socket.frame(1, 1, 10);
    await settled();
    socket.say({ type: 'resync', run_id: 'run', reason: 'unknown_server', server: 'second' });
    expect(listener.reset).toHaveBeenCalledOnce();
    expect(socket.of('subscribe').at(-1)).toMatchObject({ from_step: 1, from_snapshot: -1 });
  });

  it('tells that a run is not there', () => {
    const { stream, socket } = open();
    const removed = vi.fn<() => void>();
    stream.subscribe('run', { removed });
    socket.welcome();
    socket.say({ type: 'resync', run_id: 'run', reason: 'unknown_run', server: 'first' });
    expect(removed).toHaveBeenCalledOnce();
  });

  it('completes after the last frame, and does not subscribe again', async () => {
    const { stream, socket } = open();
    const order: string[] = [];
    stream.subscribe('run', { frame: () => void order.push('frame'), complete: () => void order.push('complete') });
    socket.welcome();
    socket.frame(1, 1, 10);
    socket.say({ type: 'complete', run_id: 'run', last_step: 10, last_snapshot: 10 });
    await settled();
    expect(order).toEqual(['frame', 'complete']);
    socket.close();
    await vi.advanceTimersByTimeAsync(1000);
    sockets[1]!.welcome();
    expect(sockets[1]!.of('subscribe')).toEqual([]);
  });

  it('holds frames unacknowledged while paused', async () => {
    const { stream, socket } = open();
    const frame = vi.fn<() => void>();
    stream.subscribe('run', { frame });
    socket.welcome();
    stream.pause();
    socket.frame(1, 1, 10);
    await settled();
    expect(frame).not.toHaveBeenCalled();
    expect(socket.of('ack')).toEqual([]);
    stream.resume();
    await settled();
    expect(frame).toHaveBeenCalledOnce();
    expect(socket.of('ack')).toHaveLength(1);
    expect(states).toEqual(['live', 'paused', 'live']);
  });

  it('keeps going when a listener fails', async () => {
    const reported = vi.fn<(error: unknown) => void>();
    vi.stubGlobal('reportError', reported);
    const { stream, socket } = open();
    const frame = vi.fn<() => void>().mockImplementationOnce(() => {
      throw new Error('no');
    });
    stream.subscribe('run', { frame });
    socket.welcome();
    socket.frame(1, 1, 10);
    socket.frame(2, 11, 10);
    await settled();
    expect(frame).toHaveBeenCalledTimes(2);
    expect(reported).toHaveBeenCalledOnce();
    vi.unstubAllGlobals();
  });

  it('watches all runs while anyone wants to', () => {
    const { stream, socket } = open();
    const seen = vi.fn<() => void>();
    const stop = stream.watch(seen);
    socket.welcome();
    stop();
    expect(socket.of('watch')).toEqual([{ type: 'watch', on: true }, { type: 'watch', on: false }]);
  });
});
