import { answerHandshake } from '@hookyard/sdk';

import type { Hook } from '../flow/index.js';
import type { Directory, ReceivingPoint } from '../registry/index.js';

import type { Arrival } from './arrival.js';
import { arrivalFrom } from './arrival-from.js';
import { deliveryKeyOf } from './delivery-key.js';
import { HeadMaker, type RequestFacts } from './hook-head.js';
import { keptHead } from './kept-head.js';
import { judgeOf, proofOf, type Judge } from './proof.js';
import { planOf, plannedAnswer, type PlannedAnswer, type ReceiverPlan } from './receiver-plan.js';
import type { SenderHosts } from './sender-hosts.js';

/** A request that is tried out: nothing of it is stored, counted or answered. */
export interface TriedRequest extends RequestFacts {
  readonly body: Buffer;
  readonly receivedAt: number;
  /** It is believed whatever it is signed with. */
  readonly isBelieved: boolean;
}

export type Rehearsed =
  | { readonly kind: 'handshake'; readonly answer: PlannedAnswer }
  | { readonly kind: 'refused'; readonly status: number; readonly reason: string }
  | {
      readonly kind: 'taken';
      readonly hook: Hook;
      readonly answer: PlannedAnswer;
      readonly isBelieved: boolean;
    };

export interface RehearsalPlace {
  readonly point: ReceivingPoint;
  readonly directory: Directory;
  readonly credentialKey: Buffer;
  readonly senders: Pick<SenderHosts, 'document' | 'fetch'>;
}

/** What a request would get at a receiving point, and the hook it would become. */
export async function rehearse(request: TriedRequest, place: RehearsalPlace): Promise<Rehearsed> {
  const { point } = place;
  const { maxBytes } = point.receiver;
  if (request.body.length > maxBytes) return { kind: 'refused', status: 413, reason: 'size' };
  const plan = planOf(point.receiver);
  const arrival = await arrivalFrom(request, request.body, { point, at: request.receivedAt });
  const judge = await judgeOf(arrival, plan, place.directory);
  const early = handshakeOf(arrival, plan, judge, false);
  if (early) return early;
  if (!plan.methods.has(arrival.method)) return { kind: 'refused', status: 405, reason: 'method' };
  const proof = request.isBelieved
    ? { ok: true as const, scheme: plan.schemeKind, secretId: null, body: arrival.content }
    : await proofOf(arrival, plan, judge, place.senders);
  if (!proof.ok) return { kind: 'refused', status: proof.isUndecided ? 503 : 401, reason: proof.reason };
  const late = handshakeOf(arrival, plan, judge, true);
  if (late) return late;
  const byToken = point.connection ? null : (judge.connection?.number ?? null);
  const { id: deliveryId } = await deliveryKeyOf(arrival, byToken);
  const head = keptHead(new HeadMaker(place.credentialKey), arrival, plan, { judge, proof, deliveryId });
  const { owner } = point;
  const { receivedAt, isBelieved } = request;
  const { verifiesElements: _, ...believed } = head;
  return {
    kind: 'taken',
    isBelieved,
    hook: {
      seq: 0,
      owner,
      receivedAt,
      head: isBelieved ? believed : head,
      body: proof.body,
      cursor: 0,
      plan: null,
    },
    answer: plan.answer,
  };
}

function handshakeOf(
  arrival: Arrival,
  { handshakes }: ReceiverPlan,
  judge: Judge,
  isVerified: boolean,
): Rehearsed | null {
  if (handshakes.length === 0) return null;
  arrival.body = arrival.content;
  const answer = answerHandshake(handshakes, arrival, judge.secrets, { isVerified, at: arrival.receivedAt });
  if (!answer) return null;
  if (answer.status === 401) return { kind: 'refused', status: 401, reason: 'handshake-token' };
  return { kind: 'handshake', answer: plannedAnswer(answer) };
}
