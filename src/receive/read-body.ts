import type { IncomingMessage } from 'node:http';

import { HostError } from '../errors/index.js';

const NOTHING = Buffer.alloc(0);

/** Bytes of bodies held by all requests together: many large bodies at once must not end the process. */
export class BodyBudget {
  private held = 0;

  constructor(private readonly most: number) {}

  /** False when it is spent; nothing is taken then. */
  take(bytes: number): boolean {
    if (this.held + bytes > this.most) return false;
    this.held += bytes;
    return true;
  }

  give(bytes: number): void {
    this.held -= bytes;
  }
}

/** Whether a request says that a body follows. */
export function announcesBody({ headers }: IncomingMessage): boolean {
  const length = headers['content-length'];
  return headers['transfer-encoding'] !== undefined || (length !== undefined && length !== '0');
}

/**
 * Reads a body to its end, never keeping more than `maxBytes`; what is too large is let run out unkept, so that the
 * client sees its answer. The bytes read are taken from the budget; whoever gets them gives them back.
 */
export async function readBody(
  message: IncomingMessage,
  maxBytes: number,
  budget: BodyBudget,
): Promise<Buffer> {
  // Asks for bytes, as every reader does: without it Node would drain the request once more after the answer.
  message.read(0);
  // The parser goes on in this turn: what came together with the headers is all there in the next microtask.
  await Promise.resolve();
  return message.complete && !message.destroyed
    ? takeWhole(message, maxBytes, budget)
    : gather(message, maxBytes, budget);
}

/** The usual small body: without listeners, flowing mode and the ticks they take. */
function takeWhole(message: IncomingMessage, maxBytes: number, budget: BodyBudget): Buffer {
  const body = (message.read() as Buffer | null) ?? NOTHING;
  if (body.length > maxBytes) throw new HostError('BODY_TOO_LARGE');
  if (!budget.take(body.length)) throw new HostError('STORE_UNAVAILABLE');
  return body;
}

function gather(message: IncomingMessage, maxBytes: number, budget: BodyBudget): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const stop = (): void => {
      message.off('data', onData).off('end', onEnd).off('close', onClose).off('error', onClose);
    };
    const refuse = (error: HostError): void => {
      stop();
      budget.give(length);
      message.on('error', () => undefined).resume();
      reject(error);
    };
    const onData = (chunk: Buffer): void => {
      if (length + chunk.length > maxBytes) return refuse(new HostError('BODY_TOO_LARGE'));
      if (!budget.take(chunk.length)) return refuse(new HostError('STORE_UNAVAILABLE'));
      length += chunk.length;
      chunks.push(chunk);
    };
    const onEnd = (): void => {
      stop();
      // Node's parser hands out copies: a single chunk is the body, and keeps no more memory than it.
      resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, length));
    };
    const onClose = (): void =>
      refuse(new HostError('BAD_REQUEST', { detail: 'the connection closed before the body ended' }));
    if (message.destroyed) return onClose();
    message.on('data', onData).on('end', onEnd).on('close', onClose).on('error', onClose);
  });
}
