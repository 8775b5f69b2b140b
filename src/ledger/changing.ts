import type { GatedRequest, Settlement, VerdictRow } from '../flow/index.js';
import type { Tx, WriteKind } from '../store/index.js';

import type { Awaiting } from './awaiting.js';
import { inSlices } from './bulk.js';
import { countsOfVerdicts, writeChildCounts } from './child-counts.js';
import { Reservations } from './held-lanes.js';
import type { Enqueued } from './ledger.js';
import type { LedgerParts } from './parts.js';
import { enqueueAll } from './setting-aside.js';
import { rowOfVerdict } from './request-rows.js';
import { insertVerdicts } from './statements/request-statements.js';

/** A change that no request makes: what it does in the hub, if anything, and what it brings about. */
export interface Change {
  readonly effects: unknown;
  readonly requests: readonly GatedRequest[];
  readonly verdicts: readonly VerdictRow[];
  /** Written in the same commit, where the change is made; it knows what became of the requests. */
  readonly also?: (tx: Tx, enqueued: readonly Enqueued[]) => Promise<void>;
}

interface ChangeItem {
  readonly change: Change;
  readonly reservations: Reservations;
}

/** Changes of records and links by people: all of it in one commit, or nothing where the hub had moved. */
export class Changing {
  private readonly kind: WriteKind<ChangeItem, readonly Enqueued[] | null>;

  constructor(
    private readonly parts: LedgerParts,
    private readonly awaiting: Awaiting,
  ) {
    this.kind = {
      name: 'change',
      stream: 'lanes',
      weigh: ({ change }) => 4 + change.requests.length * 2 + change.verdicts.length,
      write: (tx, items) => this.write(tx, items),
    };
  }

  /** What became of its requests; null where the change was not made. */
  async change(change: Change): Promise<readonly Enqueued[] | null> {
    const item: ChangeItem = { change, reservations: new Reservations() };
    try {
      const enqueued = await this.parts.store.submit(this.kind, item);
      if (enqueued) this.awaiting.lookAgain({ effects: change.effects });
      if (enqueued?.some((one) => one.kind === 'queued' && !one.claimed)) this.parts.tell('requests');
      return enqueued;
    } catch (error) {
      item.reservations.undo(this.parts.held);
      throw error;
    }
  }

  /** Lanes are locked before records, as settlements do: two that meet wait for each other in one order only. */
  private async write(tx: Tx, items: readonly ChangeItem[]): Promise<(readonly Enqueued[] | null)[]> {
    const { held, engine, effects } = this.parts;
    for (const { reservations } of items) reservations.undo(held);
    const waiting = await this.awaiting.wouldRelease(
      tx,
      items.map(({ change }) => change.effects),
    );
    const lanes = items.flatMap(({ change }) => change.requests.map(({ lane }) => lane));
    await engine.lanes.lock(tx, [], [...new Set([...lanes, ...waiting.map(({ lane }) => lane)])]);
    const answers = await effects(
      tx,
      items.map(({ change }) => ({ effects: change.effects }) as Settlement),
    );
    const made = items.filter((_, index) => answers[index] === 'ok');
    const placed = made.flatMap(({ change, reservations }) =>
      change.requests.map((draft) => ({ draft, owner: null, reservations })),
    );
    const { enqueued, children } = await enqueueAll(this.parts, tx, placed);
    const released = await this.awaiting.release(
      tx,
      waiting,
      made.map(({ change }) => change.effects),
    );
    if (released > 0) this.parts.tell('requests');
    const verdicts = made.flatMap(({ change }) => change.verdicts);
    await inSlices(
      tx,
      insertVerdicts,
      verdicts.map((verdict, n) => rowOfVerdict(verdict, n)),
    );
    let to = 0;
    const results = items.map(({ change }, index) =>
      answers[index] === 'ok' ? enqueued.slice(to, (to += change.requests.length)) : null,
    );
    for (const [index, { change }] of items.entries()) {
      const own = results[index];
      if (own) await change.also?.(tx, own);
    }
    await writeChildCounts(tx, [...children, ...countsOfVerdicts(verdicts)], this.parts.clock.now());
    return results;
  }
}
