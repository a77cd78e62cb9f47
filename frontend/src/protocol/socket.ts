import { decodeFrame } from './frames';
import { Subscription, type RunListener, type SubscribeOptions } from './subscription';
import type { ClientMessage, RunSummary, ServerMessage, StorageState } from './types';

export type { RunListener, SubscribeOptions } from './subscription';

export type SocketState = 'connecting' | 'live' | 'paused' | 'reconnecting';

export type OpenSocket = (path: string) => WebSocket;

const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 8000;
/** The server closes sockets that have asked for nothing for a while: no reason to worry anybody. */
const IDLE = 4408;

/** The tab's one connection: subscriptions survive it, because each keeps its cursor. */
export class Stream {
  state: SocketState = 'connecting';
  private socket: WebSocket | null = null;
  private server: string | null = null;
  private delay = FIRST_DELAY_MS;
  private timer: ReturnType<typeof setTimeout> | null = null;
  private closed = false;
  private paused = false;
  private held: MessageEvent<ArrayBuffer>[] = [];
  private working: Promise<void> = Promise.resolve();
  private readonly runs = new Map<string, Subscription>();
  private readonly watchers = new Set<(run: RunSummary) => void>();

  constructor(
    private readonly onState: (state: SocketState) => void = () => {},
    private readonly open: OpenSocket = (path) => new WebSocket(path),
    private readonly onStorage: (storage: StorageState) => void = () => {},
  ) {
    this.connect();
  }

  /** Hear of one run from a step on; returns the way to stop. One listener a run. */
  subscribe(runId: string, listener: RunListener, options: SubscribeOptions = {}): () => void {
    const subscription = new Subscription(runId, listener, options);
    this.runs.set(runId, subscription);
    this.send(subscription.message());
    return () => {
      if (this.runs.get(runId) !== subscription) return;
      this.runs.delete(runId);
      this.send({ type: 'unsubscribe', run_id: runId });
    };
  }

  /** Hear of every run's status; returns the way to stop. */
  watch(callback: (run: RunSummary) => void): () => void {
    this.watchers.add(callback);
    if (this.watchers.size === 1) this.send({ type: 'watch', on: true });
    return () => {
      this.watchers.delete(callback);
      if (this.watchers.size === 0) this.send({ type: 'watch', on: false });
    };
  }

  /** Hold frames back, unacknowledged: the server then waits, and nothing piles up. */
  pause(): void {
    this.paused = true;
    if (this.state === 'live') this.become('paused');
  }

  resume(): void {
    this.paused = false;
    if (this.state === 'paused') this.become('live');
    for (const event of this.held.splice(0)) this.consume(event);
  }

  close(): void {
    this.closed = true;
    if (this.timer) clearTimeout(this.timer);
    this.socket?.close();
  }

  private become(state: SocketState): void {
    this.state = state;
    this.onState(state);
  }

  private connect(): void {
    const socket = this.open('/api/stream');
    socket.binaryType = 'arraybuffer';
    socket.addEventListener('message', (event: MessageEvent<string | ArrayBuffer>) => {
      if (socket !== this.socket) return;
      if (typeof event.data === 'string') this.hear(JSON.parse(event.data) as ServerMessage);
      else if (this.paused) this.held.push(event as MessageEvent<ArrayBuffer>);
      else this.consume(event as MessageEvent<ArrayBuffer>);
    });
    socket.addEventListener('close', (event) => this.lost(socket, event.code));
    this.socket = socket;
  }

  private lost(socket: WebSocket, code: number): void {
    if (this.closed || socket !== this.socket) return;
    this.held = [];
    if (code === IDLE) return this.connect();
    this.become('reconnecting');
    this.timer = setTimeout(() => this.connect(), this.delay * (0.75 + Math.random() / 2));
    this.delay = Math.min(this.delay * 2, LONGEST_DELAY_MS);
  }

  private send(message: ClientMessage): void {
    // Before the welcome nothing is sent: `welcome` sends all that is wanted by then.
    if (this.server !== null && this.socket?.readyState === 1) this.socket.send(JSON.stringify(message));
  }

  private welcome(server: string): void {
    this.server = server;
    this.delay = FIRST_DELAY_MS;
    this.become(this.paused ? 'paused' : 'live');
    // The server speaks up after its welcome if it cannot store anything.
    this.onStorage({ ok: true, sentence: '' });
    if (this.watchers.size > 0) this.send({ type: 'watch', on: true });
    for (const subscription of this.runs.values()) {
      if (!subscription.done) this.send(subscription.message());
    }
  }

  private hear(message: ServerMessage): void {
    switch (message.type) {
      case 'welcome':
        return this.welcome(message.server);
      case 'status':
        for (const watcher of this.watchers) watcher(message.run);
        return this.runs.get(message.run.id)?.listener.status?.(message.run);
      case 'resync':
        return this.resync(message.run_id, message.reason);
      case 'complete':
        return this.complete(message.run_id, message.last_step, message.last_snapshot);
      case 'removed':
        return this.remove(message.run_id);
      case 'storage':
        return this.onStorage(message.storage);
      case 'problem':
        console.warn(`socket: ${message.title}. ${message.detail}`);
    }
  }

  private resync(runId: string, reason: 'unknown_run' | 'unknown_server'): void {
    const subscription = this.runs.get(runId);
    if (!subscription) return;
    if (reason === 'unknown_run') return this.remove(runId);
    subscription.restart(this.server);
    this.send(subscription.message());
  }

  private complete(runId: string, lastStep: number, lastSnapshot: number): void {
    const subscription = this.runs.get(runId);
    if (!subscription) return;
    // Frames may still be in the listener's hands; completion comes after them.
    this.queue(() => {
      subscription.done = true;
      subscription.listener.complete?.(lastStep, lastSnapshot);
    });
  }

  private remove(runId: string): void {
    const subscription = this.runs.get(runId);
    this.runs.delete(runId);
    subscription?.listener.removed?.();
  }

  private consume(event: MessageEvent<ArrayBuffer>): void {
    const socket = this.socket;
    this.queue(async () => {
      const frame = decodeFrame(event.data);
      await this.runs.get(frame.runId)?.deliver(frame);
      if (socket === this.socket) this.send({ type: 'ack', seq: frame.seq });
    });
  }

  /** Do one thing after another; a listener's mistake is reported and stops nothing. */
  private queue(work: () => void | Promise<void>): void {
    this.working = this.working.then(work).catch((error: unknown) => reportError(error));
  }
}
