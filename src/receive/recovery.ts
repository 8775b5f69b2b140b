import type { StoredRejection } from '../ledger/index.js';
import type { ReceivingPoint } from '../registry/index.js';

import { arrivalFrom } from './arrival-from.js';
import { Crowd } from './crowd.js';
import { HeadMaker } from './hook-head.js';
import { judgeOf, proofOf } from './proof.js';
import type { ReceiveOptions } from './receive-options.js';
import { planOf } from './receiver-plan.js';
import { Reception } from './reception.js';
import type { RejectedHead } from './rejections.js';
import { CredentialSeal } from './sealed-credentials.js';
import { withCredentials } from './with-credentials.js';

/** What became of the rejected requests of an address. */
export interface Recovered {
  /** Verified now, and kept as hooks with their time of receipt. */
  readonly accepted: number;
  /** Verified now, but sent again and accepted in the meantime. */
  readonly duplicates: number;
  /** Still not genuine, or refused for another reason than their proof. */
  readonly refused: number;
  /** Not kept whole: too large, or never read. */
  readonly incomplete: number;
}

type Became = keyof Recovered;

/** As many as the ledger keeps of one address. */
const MOST_KEPT = 1_000;
/** Refused for what no secret changes; their bodies were not read. */
const NOT_FOR_THEIR_PROOF: ReadonlySet<string> = new Set(['method', 'size', 'encoding', 'rate']);

/**
 * Verifies rejected requests again with today's secrets at their time of receipt, in the order they came, and accepts
 * what passes (S2.9): for the operator who had set the wrong secret. What was accepted is no longer rejected; each is
 * accepted once, however often this runs and wherever it broke off.
 */
export class Recovery {
  private readonly reception: Reception;
  private readonly heads: HeadMaker;
  private readonly seal: CredentialSeal;

  constructor(private readonly options: ReceiveOptions) {
    this.seal = new CredentialSeal(options.credentialKey);
    this.reception = new Reception(options, new Crowd(options.clock));
    this.heads = new HeadMaker(options.credentialKey);
  }

  async recover(owner: number): Promise<Recovered> {
    const { directory, reads } = this.options;
    const counts: Record<Became, number> = { accepted: 0, duplicates: 0, refused: 0, incomplete: 0 };
    const { items } = await reads.rejections({ owners: [owner] }, { limit: MOST_KEPT });
    for (const rejection of items.toReversed()) {
      const point = directory.current().pointOf(owner);
      const became = point ? await this.again(rejection, point) : 'refused';
      counts[became] += 1;
      if (became === 'accepted' || became === 'duplicates')
        await this.options.forgetRejections([rejection.seq]);
    }
    return counts;
  }

  /** With the credentials that were sealed in it. */
  private presented({ sealed, ...head }: RejectedHead): RejectedHead {
    const clear = sealed === undefined ? undefined : this.seal.open(sealed);
    return clear ? { ...head, ...clear, headers: { ...head.headers, ...clear.headers } } : head;
  }

  private async again(rejection: StoredRejection, point: ReceivingPoint): Promise<Became> {
    const { clock, directory } = this.options;
    const head = this.presented(JSON.parse(rejection.head) as RejectedHead);
    const { seq, at, body, reason } = rejection;
    if (NOT_FOR_THEIR_PROOF.has(reason)) return 'refused';
    if (body === null || body.length < head.bodyBytes) return 'incomplete';
    const plan = planOf(point.receiver);
    if (!plan.methods.has(head.method)) return 'refused';
    const seen = await arrivalFrom(head, body, { point, at });
    const judge = await judgeOf(seen, plan, directory.current());
    const clear = withCredentials(head, point.receiver.definition.verify, {
      secrets: judge.secrets,
      standIn: (value) => this.heads.standIn(value),
    });
    const arrival = await arrivalFrom({ ...head, ...clear }, body, { point, at });
    if (head.sender) arrival.sender = head.sender;
    const proof = await proofOf(arrival, plan, judge, this.options.senders);
    if (!proof.ok) return 'refused';
    // Without a delivery id of its own it is known by its place among the rejected ones.
    const kept = { judge, proof, startedAt: clock.monotonic(), key: `rejected:${seq}` };
    const { accepted } = await this.reception.keep(arrival, plan, kept);
    return accepted.kind === 'duplicate' ? 'duplicates' : 'accepted';
  }
}
