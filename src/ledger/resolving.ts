import type { VerdictRow } from '../flow/index.js';
import type { Tx, WriteKind } from '../store/index.js';

import { inSlices } from './bulk.js';
import type { SeenKey } from './engine.js';
import { enqueueAll, type Placed } from './queue-writing.js';
import type { FreshBodies } from './fresh-bodies.js';
import { Reservations } from './held-lanes.js';
import type { Enqueued, Slice } from './ledger.js';
import type { LedgerParts } from './parts.js';
import { configVersionOf, rowOfVerdict } from './request-rows.js';
import { advanceHook } from './statements/hook-statements.js';
import { insertVerdicts } from './statements/request-statements.js';

export interface Resolved {
  readonly isStored: boolean;
  readonly enqueued: readonly Enqueued[];
}

const OPEN = 0;
const RESOLVED = 1;
const PARKED = 2;

interface SliceItem {
  readonly slice: Slice;
  readonly nextState: number;
  readonly reservations: Reservations;
}

const NOT_STORED: Resolved = { isStored: false, enqueued: [] };

/** Stores what became of a hook's elements: each slice once, guarded by the hook's cursor and the inbox's claim. */
export class Resolving {
  private readonly kind: WriteKind<SliceItem, Resolved>;

  constructor(
    private readonly parts: LedgerParts,
    private readonly fresh: FreshBodies,
  ) {
    this.kind = {
      name: 'resolve',
      stream: 'lanes',
      weigh: ({ slice }) => 1 + slice.requests.length * 2 + slice.verdicts.length + slice.events.length,
      write: (tx, items) => this.write(tx, items),
    };
  }

  async resolve(slice: Slice): Promise<Resolved> {
    const resolved = await this.submit(slice, slice.isLast ? RESOLVED : OPEN);
    if (!resolved.isStored) return resolved;
    if (slice.isLast) this.fresh.take(slice.hook);
    if (resolved.enqueued.some((one) => one.kind === 'queued' && !one.claimed)) this.parts.tell('requests');
    return resolved;
  }

  /** A hook that failed by itself three times: kept, out of the way, with its verdict. */
  async park(
    hook: { readonly seq: number; readonly owner: number },
    claim: number,
    verdict: VerdictRow,
  ): Promise<void> {
    const slice: Slice = {
      hook: hook.seq,
      owner: hook.owner,
      claim,
      from: ANY_CURSOR,
      to: ANY_CURSOR,
      plan: null,
      isLast: true,
      requests: [],
      verdicts: [verdict],
      events: [],
    };
    await this.submit(slice, PARKED);
    this.fresh.take(hook.seq);
  }

  private async submit(slice: Slice, nextState: number): Promise<Resolved> {
    const item: SliceItem = { slice, nextState, reservations: new Reservations() };
    try {
      return await this.parts.store.submit(this.kind, item);
    } catch (error) {
      item.reservations.undo(this.parts.held);
      throw error;
    }
  }

  private async write(tx: Tx, items: readonly SliceItem[]): Promise<Resolved[]> {
    for (const { reservations } of items) reservations.undo(this.parts.held);
    const answers = new Map<SliceItem, Resolved>();
    for (const round of roundsOf(items)) {
      const stored = await this.advance(tx, round);
      const resolved = await this.store(tx, stored);
      for (const [index, item] of stored.entries()) answers.set(item, resolved[index] as Resolved);
    }
    return items.map((item) => answers.get(item) ?? NOT_STORED);
  }

  private async advance(tx: Tx, items: readonly SliceItem[]): Promise<SliceItem[]> {
    const owners = [...new Set(items.map(({ slice }) => slice.owner))];
    const holders = await this.parts.engine.inboxes.lock(tx, owners);
    const held = items.filter(({ slice }) => holders.get(slice.owner) === slice.claim);
    const rows = await tx.many(
      advanceHook,
      held.map(({ slice, nextState }) => ({
        seq: slice.hook,
        cursor_from: slice.from,
        cursor_to: slice.to,
        next_state: nextState,
        plan: slice.plan,
      })),
    );
    const advanced = new Set(rows.map(({ seq }) => seq));
    return held.filter(({ slice }) => advanced.has(slice.hook));
  }

  private async store(tx: Tx, items: readonly SliceItem[]): Promise<Resolved[]> {
    const repeats = await this.repeatedEvents(tx, items);
    const placed: Placed[] = [];
    const verdicts: VerdictRow[] = [];
    for (const { slice, reservations } of items) {
      for (const [index, draft] of slice.requests.entries()) {
        const repeat = repeats.get(slice)?.get(index);
        if (repeat === undefined) placed.push({ draft, owner: slice.owner, reservations });
      }
      verdicts.push(...slice.verdicts);
    }
    const { enqueued } = await enqueueAll(this.parts, tx, placed);
    verdicts.push(...(await this.repeatVerdicts(tx, repeats)));
    await inSlices(
      tx,
      insertVerdicts,
      verdicts.map((verdict, n) => rowOfVerdict(verdict, n)),
    );
    let from = 0;
    return items.map(({ slice }) => {
      const answers = slice.requests.map<Enqueued>((_, index) => {
        if (repeats.get(slice)?.has(index)) return { kind: 'duplicate' };
        from += 1;
        return enqueued[from - 1] as Enqueued;
      });
      return { isStored: true, enqueued: answers };
    });
  }

  /** Event keys seen before, by slice and the request they belong to. */
  private async repeatedEvents(
    tx: Tx,
    items: readonly SliceItem[],
  ): Promise<Map<Slice, Map<number, string>>> {
    const events = items.flatMap(({ slice }) => slice.events.map((event) => ({ slice, ...event })));
    const repeats = new Map<Slice, Map<number, string>>();
    if (events.length === 0) return repeats;
    const keys = events.map<SeenKey>(({ connection, key }) => ({
      owner: 2 * connection,
      key: `e:${key}`,
      token: this.parts.numbers.next(),
      bodyHash: 0,
    }));
    const fresh = await this.parts.engine.seen.insert(tx, keys);
    for (const [n, { slice, request, key }] of events.entries()) {
      if (fresh.has((keys[n] as SeenKey).token)) continue;
      const ofSlice = repeats.get(slice) ?? new Map<number, string>();
      repeats.set(slice, ofSlice.set(request, key));
    }
    return repeats;
  }

  private async repeatVerdicts(
    tx: Tx,
    repeats: ReadonlyMap<Slice, ReadonlyMap<number, string>>,
  ): Promise<VerdictRow[]> {
    const all = [...repeats].flatMap(([slice, keys]) =>
      [...keys].flatMap(([index, key]) => {
        const draft = slice.requests[index];
        return draft ? [{ slice, draft, key }] : [];
      }),
    );
    if (all.length === 0) return [];
    const queues = await this.parts.queues.of(
      tx,
      all.map(({ draft }) => draft.queue),
    );
    const at = this.parts.clock.now();
    return all.map(({ slice, draft, key }) => ({
      tenant: queues.get(draft.queue)?.tenant ?? 0,
      connection: queues.get(draft.queue)?.connection ?? null,
      owner: slice.owner,
      hook: slice.hook,
      element: draft.element,
      parent: draft.parent,
      scope: draft.scope,
      type: draft.type,
      recordId: draft.recordId,
      ruling: {
        verdict: 'duplicate',
        rule: 'event.seen',
        facts: { key },
        configVersion: configVersionOf(draft.trail),
        at,
      },
    }));
  }
}

/** A park takes the hook wherever its cursor is. */
const ANY_CURSOR = -1;

/** Slices of one hook follow each other: each round has at most one of each hook. */
function roundsOf(items: readonly SliceItem[]): SliceItem[][] {
  const rounds: SliceItem[][] = [];
  const counts = new Map<number, number>();
  for (const item of items) {
    const place = counts.get(item.slice.hook) ?? 0;
    counts.set(item.slice.hook, place + 1);
    (rounds[place] ??= []).push(item);
  }
  return rounds;
}
