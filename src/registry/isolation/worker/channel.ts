import { readSync, writeSync } from 'node:fs';

import { encodeFrame } from '../../../workers/index.js';
import { thrownOf, type FromConnector, type SyncAnswer, type SyncAsk } from '../wire.js';

const OUT = 1;
/** The second way in. */
const ANSWERS = 3;
const PREFIX_BYTES = 4;
const FULL = 'EAGAIN';

const waiting: Buffer[] = [];

/** Puts a frame out with what waits, before anything else happens: what holds this process cannot hold it back. */
export function send(header: FromConnector, body: readonly string[] | Buffer = []): void {
  waiting.push(encodeFrame(header, body));
  flush();
}

/** Puts a frame out with the others of this turn. */
export function sendSoon(header: FromConnector, body: readonly string[] | Buffer = []): void {
  if (waiting.length === 0) setImmediate(flush);
  waiting.push(encodeFrame(header, body));
}

/** In one write: each of them costs both sides as much as a small answer. */
export function flush(): void {
  if (waiting.length === 0) return;
  const frames = Buffer.concat(waiting.splice(0));
  for (let from = 0; from < frames.length;) from += written(frames, from);
}

function written(frame: Buffer, from: number): number {
  try {
    return writeSync(OUT, frame, from);
  } catch (error) {
    // The host reads when it comes to it; a connector that says more than that waits here.
    if ((error as NodeJS.ErrnoException).code !== FULL) throw error;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1);
    return 0;
  }
}

/** Asks the host and stands still until it has answered: the contract says that it is no promise. */
export function askAtOnce(call: number, of: SyncAsk): unknown {
  send({ kind: 'sync', call, of });
  const length = take(PREFIX_BYTES).readUInt32LE(0);
  const { value, error } = JSON.parse(take(length).toString('utf8').split('\n')[0] ?? '') as SyncAnswer;
  if (error) throw thrownOf(error);
  return value;
}

function take(length: number): Buffer {
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length;) {
    const read = readSync(ANSWERS, bytes, at, length - at, null);
    if (read === 0) throw new Error('the host is gone');
    at += read;
  }
  return bytes;
}
