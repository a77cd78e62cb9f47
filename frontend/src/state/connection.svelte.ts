import { Stream, type SocketState } from '../protocol/socket';

/** The tab's one socket, and its state for everyone who shows it. */
export const connection: { state: SocketState } = $state({ state: 'connecting' });

let stream: Stream | null = null;

/** The stream, opened on first use. */
export function openStream(): Stream {
  stream ??= new Stream((state) => (connection.state = state));
  return stream;
}

export function togglePause(): void {
  const current = openStream();
  if (connection.state === 'paused') current.resume();
  else current.pause();
}
