import type { HookHead } from '../flow/index.js';

import type { Arrival } from './arrival.js';
import type { HeadMaker } from './hook-head.js';
import type { Judge, Proof } from './proof.js';
import type { ReceiverPlan } from './receiver-plan.js';

/** What is known of a request once it was judged. */
export interface KnownOfRequest {
  readonly judge: Judge;
  readonly proof: Extract<Proof, { ok: true }>;
  readonly deliveryId: string | null;
}

/** What is kept of a request that was believed, beside its body. */
export function keptHead(
  heads: HeadMaker,
  arrival: Arrival,
  plan: ReceiverPlan,
  { judge, proof, deliveryId }: KnownOfRequest,
): HookHead {
  const isInflated = proof.body !== arrival.sent;
  const facts = heads.make(arrival, plan.credentials, isInflated ? 'content-encoding' : undefined);
  const { connection } = judge;
  return {
    ...facts,
    scheme: proof.scheme,
    secretId: proof.secretId,
    connection: connection?.number ?? null,
    mode: connection?.mode ?? null,
    deliveryId,
    ...(plan.verifier.isPerElement ? { verifiesElements: true as const } : {}),
  };
}
