import type { KeptSince, Removed } from '../flow/index.js';
import type { Store } from '../store/index.js';

import {
  agedChanges,
  agedErasures,
  dropChanges,
  dropErasures,
  emptyChange,
  type AgedChangeRow,
} from './forgetting-statements.js';

/** Rows of one page; what goes of it is one commit. */
const PAGE = 200;

/**
 * Takes away history that is older than it is kept. No index says how old a change is, so everything is looked
 * through. What a live link has not seen yet stays, for the next conflict is settled by it; so does a record's newest
 * change. Of a merge the row stays, without values: an erasure finds by it what the merge kept.
 */
export class Forgetting {
  constructor(private readonly store: Store) {}

  async *pieces(keptSince: KeptSince): AsyncGenerator<Removed> {
    yield* this.changes(keptSince);
    yield* this.erasures(keptSince);
  }

  private async *changes(keptSince: KeptSince): AsyncGenerator<Removed> {
    let after = { record: 0, version: 0 };
    for (;;) {
      const page = await this.store.read(agedChanges, [{ ...after, limit: PAGE }]);
      const old = page.filter(
        ({ at, tenant, is_needed }) => is_needed === 0 && at < keptSince('changes', tenant),
      );
      yield { rows: { change: await this.dropChanges(old) } };
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      after = { record: last.record, version: last.version };
    }
  }

  private async dropChanges(old: readonly AgedChangeRow[]): Promise<number> {
    const keys = (rows: readonly AgedChangeRow[]) => rows.map(({ record, version }) => ({ record, version }));
    const plain = old.filter(({ is_event }) => is_event === 0);
    const events = old.filter(({ is_event, is_empty }) => is_event === 1 && is_empty === 0);
    if (plain.length + events.length === 0) return 0;
    return this.store.write(async (tx) => {
      const dropped = await tx.many(dropChanges, keys(plain));
      const emptied = await tx.many(emptyChange, keys(events));
      return dropped.length + emptied.length;
    });
  }

  /** What says when and by whom a record was erased; the tombstone stays. */
  private async *erasures(keptSince: KeptSince): AsyncGenerator<Removed> {
    let after = 0;
    for (;;) {
      const page = await this.store.read(agedErasures, [{ after, limit: PAGE }]);
      const old = page.filter(
        ({ done_at, tenant }) => done_at !== null && done_at < keptSince('audit', tenant),
      );
      const dropped =
        old.length === 0
          ? []
          : await this.store.write((tx) =>
              tx.many(
                dropErasures,
                old.map(({ record }) => ({ record })),
              ),
            );
      yield { rows: { erasure: dropped.length } };
      const last = page.at(-1);
      if (!last || page.length < PAGE) return;
      after = last.record;
    }
  }
}
