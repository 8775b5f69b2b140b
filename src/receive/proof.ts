import type { DocumentNeed, LiveSecrets, RefusalReason } from '@hookyard/sdk';

import { ignore, isHostError } from '../errors/index.js';
import type { CompiledField, ConnectionView, Directory } from '../registry/index.js';

import type { Arrival } from './arrival.js';
import { fieldOf } from './expression-values.js';
import type { ReceiverPlan } from './receiver-plan.js';
import type { SenderHosts } from './sender-hosts.js';

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
  | {
      readonly ok: false;
      readonly reason: RefusalReason | 'unknown-token';
      /** What its sender's host could not give now: it may be genuine. */
      readonly isUndecided?: true;
    };

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

/** A document, and a newer one where its key is missing there. */
const MOST_FETCHES = 2;

/** What a request proves. Only where a scheme needs a key of its sender's host does anything take time. */
export async function proofOf(
  arrival: Arrival,
  plan: ReceiverPlan,
  judge: Judge,
  senders: Pick<SenderHosts, 'document' | 'fetch'>,
): Promise<Proof> {
  for (let fetches = 0; ; fetches += 1) {
    const proof = proofAtHand(arrival, plan, judge, senders);
    // Whoever names nobody causes no calls.
    if (proof.ok || !proof.needs || fetches === MOST_FETCHES || !judge.isKnown) return proof;
    const fetched = await senders.fetch(proof.needs, arrival.point.owner);
    if (fetched === 'unavailable') return { ok: false, reason: 'key-unavailable', isUndecided: true };
    if (fetched === 'refused') return { ok: false, reason: 'unknown-key' };
  }
}

/** Judges the bytes as sent, and where that fails and they were encoded, the bytes without their encoding. */
function proofAtHand(
  arrival: Arrival,
  { verifier }: ReceiverPlan,
  judge: Judge,
  senders: Pick<SenderHosts, 'document'>,
): Proof & { readonly needs?: DocumentNeed } {
  const { sent, content, receivedAt, point } = arrival;
  const documents = (url: string) => senders.document(url, point.owner);
  arrival.body = sent;
  let result = verifier.verify(arrival, judge.secrets, receivedAt, documents);
  if (!result.ok && content !== sent) {
    arrival.body = content;
    result = verifier.verify(arrival, judge.secrets, receivedAt, documents);
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
