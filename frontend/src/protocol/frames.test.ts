import { describe, expect, it } from 'vitest';
import { decodeFrame, stepsOf } from './frames';

function encode(header: object, body: Uint8Array): ArrayBuffer {
  const text = new TextEncoder().encode(JSON.stringify(header));
  const start = Math.ceil((4 + text.length) / 8) * 8;
  const bytes = new Uint8Array(start + body.length);
  new DataView(bytes.buffer).setUint32(0, text.length, true);
  bytes.set(text, 4);
  bytes.set(body, start);
  return bytes.buffer;
}

const head = { kind: 'steps', run_id: 'r', first_step: 5, steps: 2, rows: 2, seq: 3, server: 's' };

describe('decodeFrame', () => {
  it('views columns without a copy and keeps non-finite numbers', () => {
    const body = new Uint8Array(24);
    new Float32Array(body.buffer, 0, 2).set([NaN, Infinity]);
    new Float32Array(body.buffer, 8, 4).set([1, 2, 3, 4]);
    const buffer = encode(
      {
        ...head,
        columns: [
          { name: 'loss', dtype: 'f4', shape: [2], offset: 0 },
          { name: 'layer_gradient_norm', dtype: 'f4', shape: [2, 2], offset: 8 },
        ],
      },
      body,
    );
    const frame = decodeFrame(buffer);
    expect(frame).toMatchObject({ runId: 'r', firstStep: 5, rows: 2, seq: 3, server: 's' });
    expect([...(frame.columns.get('loss')!.values as Float32Array)]).toEqual([NaN, Infinity]);
    expect(frame.columns.get('layer_gradient_norm')!.values.buffer).toBe(buffer);
    expect(Array.from(stepsOf(frame))).toEqual([5, 6]);
  });

  it('reads the steps of a downsampled frame', () => {
    const body = new Uint8Array(8);
    new Int32Array(body.buffer).set([5, 9]);
    const columns = [{ name: 'step', dtype: 'i4', shape: [2], offset: 0 }];
    expect(Array.from(stepsOf(decodeFrame(encode({ ...head, steps: 5, columns }, body))))).toEqual([5, 9]);
  });

  it('refuses an unknown type by name', () => {
    const columns = [{ name: 'loss', dtype: 'f2', shape: [2], offset: 0 }];
    expect(() => decodeFrame(encode({ ...head, columns }, new Uint8Array(8)))).toThrow(/loss.*f2/);
  });
});
