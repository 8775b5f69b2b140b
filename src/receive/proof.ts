import type { LiveSecrets, RefusalReason } from '@hookyard/sdk';

import { ignore, isHostError } from '../errors/index.js';
import type { CompiledField, ConnectionView, Directory } from '../registry/index.js';

import type { Arrival } from './arrival.js';
import { fieldOf } from './expression-values.js';
import type { ReceiverPlan } from './receiver-plan.js';

/** Whose secrets judge a request. */
export interface Judge {
  /** Null where each element's account finds it, or nobody has the token. */
  readonly connection: ConnectionView | null;
  readonly secrets: LiveSecrets;
  /** False: the token names nobody; the request is worked through all the same, and fails. */
  readonly isKnown: boolean;
}

/** A request that was believed, and which bytes of it. */
export type Proof =
  | { readonly ok: true; readonly scheme: string; readonly secretId: string | null; readonly body: Buffer }
  | { readonly ok: false; readonly reason: RefusalReason | 'unknown-token' };

/** A token only chooses the secrets: nothing it says is believed, stored or counted before they agree. */
export async function judgeOf(arrival: Arrival, plan: ReceiverPlan, directory: Directory): Promise<Judge> {
  const { point } = arrival;
  const { authToken, account } = point.receiver;
  if (point.connection || account || !authToken) {
    return { connection: point.connection, secrets: point.secrets, isKnown: true };
  }
  const token = await tokenOf(authToken, arrival);
  const connection = token === null ? undefined : directory.token(point.owner, token);
  return connection
    ? { connection, secrets: connection.secrets, isKnown: true }
    : { connection: null, secrets: plan.decoys, isKnown: false };
}

/** Judges the bytes as sent, and where that fails and they were encoded, the bytes without their encoding. */
export function proofOf(arrival: Arrival, { verifier }: ReceiverPlan, judge: Judge): Proof {
  const { sent, content, receivedAt } = arrival;
  arrival.body = sent;
  let result = verifier.verify(arrival, judge.secrets, receivedAt);
  if (!result.ok && content !== sent) {
    arrival.body = content;
    result = verifier.verify(arrival, judge.secrets, receivedAt);
  }
  if (!judge.isKnown) return { ok: false, reason: 'unknown-token' };
  return result.ok ? { ...result, body: arrival.body } : result;
}

async function tokenOf(field: CompiledField, arrival: Arrival): Promise<string | null> {
  try {
    const value = await fieldOf(field, arrival);
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' && value !== '' ? value : null;
  } catch (error) {
    if (!isHostError(error) || error.entry.retryable) throw error;
    ignore(error, 'a token that cannot be read names nobody');
    return null;
  }
}
