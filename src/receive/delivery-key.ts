import { hash } from 'node:crypto';

import { ignore, isHostError } from '../errors/index.js';
import { hash53 } from '../flow/index.js';

import { MOST_PARSED_BYTES, type Arrival } from './arrival.js';
import { evaluated, namesIn } from './expression-values.js';

/** How a repeat of a delivery is recognised. */
export interface DeliveryKey {
  /** As the provider sent it; null where it promises none, or none was found. */
  readonly id: string | null;
  readonly key: string | null;
  readonly bodyHash: number;
}

const NO_KEY: DeliveryKey = { id: null, key: null, bodyHash: 0 };
const MOST_KEY_BYTES = 64;
const MOST_ID_CHARACTERS = 512;

/**
 * The delivery's id by the receiver's expression, and the key it is kept under. `connection` is set where one address
 * serves several connections by token: each has its own ids. A body too large to be parsed for its id is named by its
 * hash, where the id lies in nothing but the body: the same bytes hold the same id.
 */
export async function deliveryKeyOf(arrival: Arrival, connection: number | null): Promise<DeliveryKey> {
  const expression = arrival.point.receiver.deliveryId;
  if (!expression) return NO_KEY;
  const scope = connection === null ? '' : `c${connection}:`;
  const names = namesIn(expression);
  if (names.includes('BodyJSON') && arrival.content.length > MOST_PARSED_BYTES) {
    return names.length === 1
      ? { id: null, ...keyed(`${scope}body:${hashOf(arrival.content)}`, arrival) }
      : NO_KEY;
  }
  const id = textOf(await valueOf(() => evaluated(expression, arrival)));
  return id === null ? NO_KEY : { id: id.slice(0, MOST_ID_CHARACTERS), ...keyed(scope + id, arrival) };
}

/** An expression that fails on this request finds no id: the hook is genuine and is kept. Host trouble is not that. */
async function valueOf(evaluate: () => unknown): Promise<unknown> {
  try {
    return await evaluate();
  } catch (error) {
    if (!isHostError(error) || error.entry.retryable) throw error;
    ignore(error, 'a hook without a delivery id is kept without duplicate detection');
    return undefined;
  }
}

function keyed(text: string, { content }: Arrival): { readonly key: string; readonly bodyHash: number } {
  // A zero character is no text for a database.
  const fits = Buffer.byteLength(text) <= MOST_KEY_BYTES && !text.includes('\0');
  const key = fits ? text : `sha256:${hashOf(text)}`;
  return { key, bodyHash: hash53(content) };
}

function hashOf(data: string | Buffer): string {
  return hash('sha256', data, 'base64url');
}

/** Composites are told apart by their JSON. */
function textOf(value: unknown): string | null {
  if (value === undefined || value === null || value === '') return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}
