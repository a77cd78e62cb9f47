import { Stream, type SocketState } from '../protocol/socket';

/** The tab's one socket: its state, and why the server can store nothing, for everyone who shows them. */
export const connection: {
  state: SocketState;
  /** How often the server was lost and found again: what went unanswered is asked again then. */
  returns: number;
  storageProblem: string;
} = $state({ state: 'connecting', returns: 0, storageProblem: '' });

let stream: Stream | null = null;

function hear(state: SocketState): void {
  if (connection.state === 'reconnecting' && state !== 'reconnecting') connection.returns += 1;
  connection.state = state;
}

/** The stream, opened on first use. */
export function openStream(): Stream {
  stream ??= new Stream(hear, undefined, (storage) => (connection.storageProblem = storage.sentence));
  return stream;
}

export function togglePause(): void {
  const current = openStream();
  if (connection.state === 'paused') current.resume();
  else current.pause();
}
