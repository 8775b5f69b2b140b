import type { Clock } from '../clock/index.js';
import type { KeptSince, Removed } from '../flow/index.js';
import type { ColumnValue, Statement, Store } from '../store/index.js';

import { bodiesThatFit } from './bodies-that-fit.js';
import type { Engine } from './engine.js';
import type { ClaimNumbers } from './claim-numbers.js';
import { HookPacking } from './hook-packing.js';
import { HookRemoval } from './hook-removal.js';
import { PACKED_FROM_BYTES } from './packing.js';
import { RemovedMarks } from './removed-marks.js';
import { PlaceWalk, type PayloadAges, type Place } from './retention-place.js';
import { readGeneration, writeMeta } from './statements/hook-statements.js';
import { hooksBehind } from './statements/read-statements.js';
import * as sql from './statements/retaining-statements.js';

/** The oldest row of each table, as a time; null where there is none. */
export type OldestKept = Readonly<Record<'hook' | 'request' | 'verdict' | 'rejection', number | null>>;

export interface RetainingWish {
  readonly keptSince: KeptSince;
  /** Whose an owner's hooks and a queue's requests are; null where it is gone: the host's ages hold. */
  readonly tenantOf: (whose: { readonly owner: number } | { readonly queue: number }) => number | null;
  /** Bodies of a tenant beyond this go before their age, the oldest first; null: there is no bound. */
  readonly payloadBytesOf: (tenant: number) => number | null;
  /** Somebody, a replay say, still has to read this hook. */
  readonly isNeeded: (owner: number, hook: number) => boolean;
}

/** Takes away what is older than it is kept: any number of times, each step a commit of its own. */
export interface Retaining {
  /** True for one process at a time; whoever asks again within the time keeps it. */
  isMine(): Promise<boolean>;
  pieces(wish: RetainingWish): AsyncGenerator<Removed>;
  /** By the clock, as it was noted; never noted: when the newest hook came. Null: there is none. */
  lastRanAt(): Promise<number | null>;
  noteRanAt(at: number): Promise<void>;
  oldest(): Promise<OldestKept>;
}

interface RetainingParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly engine: Pick<Engine, 'takeDuty'>;
  readonly numbers: Pick<ClaimNumbers, 'next'>;
}

const DUTY = 'retention';
const RAN_AT = 'retention-ran-at';
const DUTY_MS = 60_000;
/** Rows of one page: it is read in a millisecond or two, and what goes of it in one commit holds the lock for five. */
const PAGE = 100;
/** Most hooks are over long before; what is looked at again within it is read as it lies. */
const PACKED_AFTER_MS = 3_600_000;
/** Passes that leave rows behind go on where they were; once in this time from the start, for what was not over. */
const ANEW_MS = 7 * 86_400_000;
/** States of hooks. */
const OPEN = 0;
const RESOLVED = 1;
const NOTHING: Removed = { rows: {} };

export class SqlRetaining implements Retaining {
  private claim: number | undefined;
  private readonly removal: HookRemoval;
  private readonly packing: HookPacking;
  private readonly marks: RemovedMarks;
  private readonly fittingSince = new Map<number, number>();

  constructor(private readonly parts: RetainingParts) {
    this.marks = new RemovedMarks(parts.store);
    this.packing = new HookPacking(parts.store);
    this.removal = new HookRemoval(parts.store, this.marks);
  }

  async isMine(): Promise<boolean> {
    const { engine, numbers, clock } = this.parts;
    const now = clock.now();
    this.claim ??= numbers.next();
    return engine.takeDuty(DUTY, { claim: this.claim, now, until: now + DUTY_MS });
  }

  async oldest(): Promise<OldestKept> {
    const [row] = await this.parts.store.read(sql.oldestKept, [{}]);
    return row ?? { hook: null, request: null, verdict: null, rejection: null };
  }

  async lastRanAt(): Promise<number | null> {
    const [noted] = await this.parts.store.read(readGeneration, [{ key: RAN_AT }]);
    if (noted) return Number(noted.value);
    const [newest] = await this.parts.store.read(sql.newestHook, [{}]);
    return newest?.at ?? null;
  }

  async noteRanAt(at: number): Promise<void> {
    const value = String(Math.round(at));
    await this.parts.store.write((tx) => tx.many(writeMeta, [{ key: RAN_AT, value }]));
  }

  async *pieces(wish: RetainingWish): AsyncGenerator<Removed> {
    yield* this.findFitting(wish);
    for await (const owner of this.each(sql.nextOwner.hook)) {
      yield* this.packed(owner);
      yield* this.bodies(owner, wish);
      yield* this.hooks(owner, wish);
    }
    for await (const queue of this.each(sql.nextQueue)) {
      yield* this.payloads(queue, wish);
      yield* this.requests(queue, wish);
    }
    for await (const owner of this.each(sql.nextOwner.verdict)) yield* this.verdicts(owner, wish);
    for await (const owner of this.each(sql.nextOwner.rejection)) yield* this.rejections(owner, wish);
  }

  /** Before anything goes: from when on the bodies of each tenant fit into what it may keep. */
  private async *findFitting({ tenantOf, payloadBytesOf }: RetainingWish): AsyncGenerator<Removed> {
    this.fittingSince.clear();
    const owners = new Map<number, number[]>();
    for await (const owner of this.each(sql.nextOwner.hook)) {
      const tenant = tenantOf({ owner });
      if (tenant === null || payloadBytesOf(tenant) === null) continue;
      owners.set(tenant, [...(owners.get(tenant) ?? []), owner]);
    }
    for (const [tenant, all] of owners) {
      const walk = bodiesThatFit(this.parts.store, all, payloadBytesOf(tenant) ?? Number.MAX_SAFE_INTEGER);
      let step = await walk.next();
      for (; !step.done; step = await walk.next()) yield NOTHING;
      this.fittingSince.set(tenant, step.value);
    }
  }

  /** What came before `since` goes when it ended before `ended`; what does not fit, as soon as it is over. */
  private payloadAges(wish: RetainingWish, tenant: number | null): PayloadAges {
    const aged = wish.keptSince('payloads', tenant);
    const fitting = this.fittingSince.get(tenant ?? -1) ?? 0;
    return fitting > aged
      ? { since: fitting, ended: this.parts.clock.now(), isBySize: true }
      : { since: aged, ended: aged, isBySize: false };
  }

  private async *each(next: Statement<{ whose: number }>): AsyncGenerator<number> {
    let after = -1;
    for (;;) {
      const [row] = await this.parts.store.read(next, [{ after }]);
      if (!row) return;
      yield row.whose;
      after = row.whose;
    }
  }

  /** Large bodies of hooks that are over take less room from then on. */
  private async *packed(owner: number): AsyncGenerator<Removed> {
    const before = this.parts.clock.now() - PACKED_AFTER_MS;
    const place = await this.placeOf('packed', owner);
    for (;;) {
      const page = await this.page(hooksBehind, { whose: owner, after: place.place, count: PAGE });
      const due = page.filter(({ received_at }) => received_at < before);
      if (due.length === 0) return;
      const large = due.filter(({ state, size }) => state === RESOLVED && size > PACKED_FROM_BYTES);
      place.place = due.at(-1)?.seq ?? place.place;
      yield* this.packing.pieces(await this.removal.over(large), { ...place });
      if (due.length < PAGE) return;
    }
  }

  /** Bodies of hooks whose requests are over; the hooks stay. Those of parked ones stay with them. */
  private async *bodies(owner: number, wish: RetainingWish): AsyncGenerator<Removed> {
    const ages = this.payloadAges(wish, wish.tenantOf({ owner }));
    const { since, ended } = ages;
    const walk = new PlaceWalk(await this.placeOf('bodies', owner), ages);
    for (;;) {
      const page = await this.page(hooksBehind, { whose: owner, after: walk.after, count: PAGE });
      const due = page.filter(({ received_at }) => received_at < since);
      if (due.length === 0) return;
      const full = due.filter(
        ({ seq, state, size }) => state === RESOLVED && size > 0 && !wish.isNeeded(owner, seq),
      );
      const isAllOver = due.every(({ seq, state }) => state !== OPEN && !wish.isNeeded(owner, seq));
      const removed = await this.removal.empty(full, ended, walk.noted(due.at(-1)?.seq));
      walk.passed(due.at(-1)?.seq, isAllOver && (removed.spared ?? 0) === 0);
      yield removed;
      if (due.length < PAGE) return;
    }
  }

  /** Hooks with all that is theirs. What is not over keeps its hook, and all of it. */
  private async *hooks(owner: number, wish: RetainingWish): AsyncGenerator<Removed> {
    const since = wish.keptSince('history', wish.tenantOf({ owner }));
    let after = 0;
    for (;;) {
      const page = await this.page(hooksBehind, { whose: owner, after, count: PAGE });
      const due = page.filter(({ received_at }) => received_at < since);
      const closed = due.filter(({ seq, state }) => state !== OPEN && !wish.isNeeded(owner, seq));
      yield* this.removal.remove(closed, since);
      if (due.length < PAGE) return;
      after = due.at(-1)?.seq ?? after;
    }
  }

  /** What requests that are over carried, what they came to, and the evidence of their failures; the rows stay. */
  private async *payloads(queue: number, wish: RetainingWish): AsyncGenerator<Removed> {
    const ages = this.payloadAges(wish, wish.tenantOf({ queue }));
    const { since, ended } = ages;
    const walk = new PlaceWalk(await this.placeOf('payloads', queue), ages);
    for (;;) {
      const page = await this.page(sql.agedRequests, { queue, after: walk.after, count: PAGE });
      const due = page.filter(({ created_at }) => created_at < since);
      if (due.length === 0) return;
      const full = due.filter((row) => isOld(row, ended) && row.is_empty === 0);
      yield await this.emptyRequests(full, walk.noted(due.at(-1)?.seq));
      walk.passed(
        due.at(-1)?.seq,
        due.every((row) => isOld(row, ended)),
      );
      if (due.length < PAGE) return;
    }
  }

  private async emptyRequests(rows: readonly sql.AgedRequestRow[], place: Place): Promise<Removed> {
    const { store } = this.parts;
    return store.write(async (tx) => {
      await tx.many(sql.putRetentionPlace, [place]);
      if (rows.length === 0) return NOTHING;
      const attempts = await tx.many(
        sql.dropAttemptsOf,
        rows.map(({ seq: request }) => ({ request })),
      );
      const emptied = await tx.many(
        sql.emptyRequest,
        rows.map(({ seq }) => ({ seq })),
      );
      return { rows: { payload: emptied.length, attempt: attempts.length } };
    });
  }

  /** Those that came of no hook, or whose hook is gone. */
  private async *requests(queue: number, wish: RetainingWish): AsyncGenerator<Removed> {
    const since = wish.keptSince('history', wish.tenantOf({ queue }));
    let after = 0;
    for (;;) {
      const page = await this.page(sql.agedRequests, { queue, after, count: PAGE });
      const due = page.filter(({ created_at }) => created_at < since);
      const alone = due.filter(({ has_hook }) => has_hook === 0);
      const gone = alone.filter((row) => isOld(row, since));
      const removed = gone.length > 0 ? await this.dropRequests(gone) : NOTHING;
      yield { ...removed, spared: alone.length - gone.length };
      if (due.length < PAGE) return;
      after = due.at(-1)?.seq ?? after;
    }
  }

  private async dropRequests(rows: readonly sql.AgedRequestRow[]): Promise<Removed> {
    const removed = await this.parts.store.write(async (tx) => {
      const attempts = await tx.many(
        sql.dropAttemptsOf,
        rows.map(({ seq: request }) => ({ request })),
      );
      const requests = await tx.many(
        sql.dropRequests,
        rows.map(({ seq }) => ({ seq })),
      );
      await this.marks.write(
        tx,
        'request',
        requests.map(({ seq, created_at: at }) => ({ seq, at })),
      );
      return { rows: { request: requests.length, attempt: attempts.length } };
    });
    return removed;
  }

  /** Those of no hook, or whose hook is gone. */
  private async *verdicts(owner: number, wish: RetainingWish): AsyncGenerator<Removed> {
    const since = wish.keptSince('history', wish.tenantOf({ owner }));
    let after = 0;
    for (;;) {
      const page = await this.page(sql.agedVerdicts, { owner, after, count: PAGE });
      const due = page.filter(({ at }) => at < since);
      const gone = due.flatMap(({ seq, has_hook }) => (has_hook === 0 ? [{ seq }] : []));
      if (gone.length > 0) {
        const dropped = await this.parts.store.write((tx) => tx.many(sql.dropVerdicts, gone));
        yield { rows: { verdict: dropped.length } };
      } else yield NOTHING;
      if (due.length < PAGE) return;
      after = due.at(-1)?.seq ?? after;
    }
  }

  private async *rejections(owner: number, wish: RetainingWish): AsyncGenerator<Removed> {
    const before = wish.keptSince('rejections', wish.tenantOf({ owner }));
    for (;;) {
      const gone = await this.parts.store.write((tx) =>
        tx.many(sql.dropRejections, [{ owner, before, count: PAGE }]),
      );
      yield { rows: { rejection: gone.length } };
      if (gone.length < PAGE) return;
    }
  }

  private async placeOf(pass: string, whose: number): Promise<Place> {
    const now = this.parts.clock.now();
    const [row] = await this.parts.store.read(sql.retentionPlace, [{ pass, whose }]);
    const isAnew = !row || now - row.begun_at > ANEW_MS;
    return { pass, whose, place: isAnew ? 0 : row.place, begun_at: isAnew ? now : row.begun_at };
  }

  private page<Row>(statement: Statement<Row>, ask: Readonly<Record<string, ColumnValue>>): Promise<Row[]> {
    return this.parts.store.read(statement, [ask]);
  }
}

function isOld({ is_over, is_needed, ended_at, created_at }: sql.AgedRequestRow, since: number): boolean {
  return is_over === 1 && is_needed === 0 && (ended_at ?? created_at) < since;
}
