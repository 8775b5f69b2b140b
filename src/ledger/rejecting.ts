import type { Store, WriteKind } from '../store/index.js';

import { forgetRejections } from './statements/rejection-statements.js';
import { insertRejection, trimRejections } from './statements/request-statements.js';

/** A request on the way in that was refused, kept so that it can be verified again with other secrets. */
export interface Rejected {
  readonly owner: number;
  readonly receivedAt: number;
  readonly reason: string;
  /** What is known of the request, as JSON can say it; credentials are keyed hashes. */
  readonly head: object;
  readonly body: Buffer;
}

/** The newest of each owner, whatever somebody sends. */
const KEPT_PER_OWNER = 200;
const MOST_BODY_BYTES = 64 * 1024;

export class Rejecting {
  private readonly kind: WriteKind<Rejected, void> = {
    name: 'reject',
    weigh: () => 2,
    write: async (tx, items) => {
      const rows = items.map(({ owner, receivedAt, reason, head, body }, n) => {
        const kept = body.length <= MOST_BODY_BYTES ? body : null;
        return { n, owner, at: receivedAt, reason, head: JSON.stringify(head), body: kept };
      });
      await tx.many(insertRejection, rows);
      const owners = [...new Set(items.map(({ owner }) => owner))];
      await tx.many(
        trimRejections,
        owners.map((owner) => ({ owner, kept: KEPT_PER_OWNER })),
      );
      return items.map(() => undefined);
    },
  };

  constructor(private readonly store: Store) {}

  async keep(rejected: Rejected): Promise<void> {
    await this.store.submit(this.kind, rejected);
  }

  async forget(seqs: readonly number[]): Promise<void> {
    await this.store.write((tx) =>
      tx.many(
        forgetRejections,
        seqs.map((seq) => ({ seq })),
      ),
    );
  }
}
