import { HostError, type ErrorCode, type ErrorDetails } from '../errors/index.js';
import type { Rejection } from '../observe/index.js';
import type { QuotaRefusal } from '../tenancy/index.js';

import type { Arrival } from './arrival.js';
import type { HeadMaker } from './hook-head.js';
import type { OwnerLimits } from './owner-limits.js';
import type { Proof } from './proof.js';
import type { ReceiveOptions } from './receive-options.js';
import { planOf } from './receiver-plan.js';
import { MOST_REJECTED_BYTES } from './rejections.js';
import { CredentialSeal } from './sealed-credentials.js';

const QUOTA_REASONS: Readonly<Record<QuotaRefusal['quota'], string>> = {
  storedBytes: 'quota-stored-bytes',
  hooksPerDay: 'quota-hooks-per-day',
};

/** As long as a host that did not answer is left alone. */
const UNDECIDED_RETRY_SECONDS = '10';

/** What a refusal tells: the sender its code, the counters a class, the operator a reason. */
export interface Refusal {
  readonly code: ErrorCode;
  readonly counted: Rejection;
  readonly reason: string;
  readonly details?: ErrorDetails;
  /** It may be genuine: what it presented is kept, sealed. */
  readonly isUndecided?: true;
}

/** Refuses requests at a known address: each is counted, and kept as evidence within bounds. */
export class Refusals {
  private readonly seal: CredentialSeal;

  constructor(
    private readonly options: ReceiveOptions,
    private readonly heads: HeadMaker,
    private readonly limits: OwnerLimits,
  ) {
    this.seal = new CredentialSeal(options.credentialKey);
  }

  /** The error to answer with. */
  refuse(arrival: Arrival, refusal: Refusal): HostError {
    const { options, limits } = this;
    const { point, receivedAt, sent } = arrival;
    const error = new HostError(refusal.code, refusal.details);
    options.count.hookRejected(refusal.counted);
    if (limits.takeRejection(point)) {
      const facts = this.heads.make(arrival, planOf(point.receiver).credentials);
      options.reject({
        owner: point.owner,
        receivedAt,
        reason: refusal.reason,
        head: {
          ...facts,
          status: error.entry.status,
          bodyBytes: sent.length,
          ...(planOf(point.receiver).judgesSender ? { sender: arrival.sender } : {}),
          ...(refusal.isUndecided ? this.sealedOf(arrival) : {}),
        },
        // A copy: a cut of a large body would keep all of it in memory.
        body: Buffer.from(sent.subarray(0, MOST_REJECTED_BYTES)),
      });
    }
    return error;
  }

  wrongMethod(arrival: Arrival, allow: string): HostError {
    const details = { headers: { allow } };
    return this.refuse(arrival, { code: 'METHOD_NOT_ALLOWED', counted: 'method', reason: 'method', details });
  }

  tooLarge(arrival: Arrival): HostError {
    return this.refuse(arrival, { code: 'BODY_TOO_LARGE', counted: 'size', reason: 'size' });
  }

  notGenuine(arrival: Arrival, reason: string): HostError {
    return this.refuse(arrival, { code: 'HOOK_NOT_GENUINE', counted: 'not-genuine', reason });
  }

  unproven(arrival: Arrival, { reason, isUndecided }: Extract<Proof, { ok: false }>): HostError {
    return isUndecided ? this.undecided(arrival, reason) : this.notGenuine(arrival, reason);
  }

  /** It may be genuine: its sender comes again, and if it does not, an operator recovers it. */
  undecided(arrival: Arrival, reason: string): HostError {
    const details = { headers: { 'retry-after': UNDECIDED_RETRY_SECONDS } };
    const isUndecided = true;
    return this.refuse(arrival, {
      code: 'HOOK_UNDECIDED',
      counted: 'undecided',
      reason,
      details,
      isUndecided,
    });
  }

  private sealedOf({ headers, query, path, point }: Arrival): { readonly sealed?: string } {
    const { credentials } = planOf(point.receiver);
    const held = Object.entries(headers).filter(([name]) => credentials.headers.has(name));
    const presented = Object.fromEntries(held.map(([name, value]) => [name, String(value)]));
    const sealed = this.seal.seal({ headers: presented, query, path });
    return sealed === undefined ? {} : { sealed };
  }

  /** The sender keeps it and comes again: nothing is answered 2xx that is not kept. */
  overQuota(arrival: Arrival, { quota, retryAfterS }: QuotaRefusal): HostError {
    const details = { headers: { 'retry-after': String(retryAfterS) } };
    const reason = QUOTA_REASONS[quota];
    return this.refuse(arrival, { code: 'HOOK_OVER_QUOTA', counted: 'quota', reason, details });
  }

  /** Nothing of the request is to blame, so nothing of it is kept. */
  noRoom(): HostError {
    this.options.count.hookRejected('storage');
    return new HostError('STORE_UNAVAILABLE');
  }
}
