/** u32 little-endian header length | JSON header | padding to 8 bytes | little-endian arrays. */

import type { Reading } from './types';

export type Values = Float32Array | Float64Array | Uint8Array | Uint32Array | Int32Array | BigInt64Array;

export interface Column {
  /** A view into the message: nothing is copied. Row-major. */
  values: Values;
  shape: number[];
}

export interface Frame {
  kind: 'steps' | 'snapshot';
  runId: string;
  firstStep: number;
  /** How many steps the frame covers; `rows` is smaller when it was downsampled. */
  steps: number;
  rows: number;
  seq: number;
  server: string;
  columns: Map<string, Column>;
  /** What a snapshot means, the most telling first; `null` where it was not read. */
  readings: Reading[] | null;
}

interface Header {
  kind: 'steps' | 'snapshot';
  run_id: string;
  first_step: number;
  steps: number;
  rows: number;
  seq: number;
  server: string;
  columns: { name: string; dtype: string; shape: number[]; offset: number }[];
  readings?: Reading[] | null;
}

type View = (buffer: ArrayBuffer, offset: number, length: number) => Values;

const VIEWS: Record<string, View> = {
  f4: (buffer, offset, length) => new Float32Array(buffer, offset, length),
  f8: (buffer, offset, length) => new Float64Array(buffer, offset, length),
  u1: (buffer, offset, length) => new Uint8Array(buffer, offset, length),
  u4: (buffer, offset, length) => new Uint32Array(buffer, offset, length),
  i4: (buffer, offset, length) => new Int32Array(buffer, offset, length),
  i8: (buffer, offset, length) => new BigInt64Array(buffer, offset, length),
};

const LENGTH_BYTES = 4;
const ALIGNMENT = 8;

function readHeader(buffer: ArrayBuffer, length: number): Header {
  const bytes = new Uint8Array(buffer, LENGTH_BYTES, length);
  return JSON.parse(new TextDecoder().decode(bytes)) as Header;
}

/** Decode one binary message. Throws when it is no frame. */
export function decodeFrame(buffer: ArrayBuffer): Frame {
  const length = new DataView(buffer).getUint32(0, true);
  const header = readHeader(buffer, length);
  const body = Math.ceil((LENGTH_BYTES + length) / ALIGNMENT) * ALIGNMENT;
  const columns = new Map<string, Column>();
  for (const { name, dtype, shape, offset } of header.columns) {
    const view = VIEWS[dtype];
    if (!view) throw new Error(`frame column ${name} has the unknown type ${dtype}`);
    const size = shape.reduce((product, extent) => product * extent, 1);
    columns.set(name, { values: view(buffer, body + offset, size), shape });
  }
  const { kind, steps, rows, seq, server } = header;
  return { kind, runId: header.run_id, firstStep: header.first_step, steps, rows, seq, server, columns, readings: header.readings ?? null };
}

/** The step of every row: the column `step` when downsampled, else counted. */
export function stepsOf(frame: Frame): ArrayLike<number> {
  const given = frame.columns.get('step')?.values;
  if (given && !(given instanceof BigInt64Array)) return given;
  return Array.from({ length: frame.rows }, (_, row) => frame.firstStep + row);
}
