import type { GatedRequest, VerdictRow } from '../flow/index.js';
import type { Tx, WriteKind } from '../store/index.js';

import { inSlices } from './bulk.js';
import type { SeenKey } from './engine.js';
import { countsOfVerdicts, writeChildCounts, type ChildCount } from './child-counts.js';
import { enqueueAll } from './setting-aside.js';
import type { Placed } from './queue-writing.js';
import type { FreshHooks } from './fresh-hooks.js';
import { Reservations } from './held-lanes.js';
import type { Enqueued, Resolved, Slice } from './ledger.js';
import type { LedgerParts } from './parts.js';
import { configVersionOf, rowOfVerdict } from './request-rows.js';
import { advanceHook, closeHook, parkHook } from './statements/hook-statements.js';
import { insertVerdicts } from './statements/request-statements.js';

interface SliceItem {
  readonly slice: Slice;
  readonly isPark: boolean;
  readonly reservations: Reservations;
}

type Batch = readonly SliceItem[];

const NOT_STORED: Resolved = { isStored: false, enqueued: [] };

/** Stores what became of a hook's elements: each slice once, guarded by the hook's cursor and the inbox's claim. */
export class Resolving {
  private readonly kind: WriteKind<Batch, Resolved[]>;

  constructor(
    private readonly parts: LedgerParts,
    private readonly fresh: FreshHooks,
  ) {
    this.kind = {
      name: 'resolve',
      stream: 'lanes',
      isPatient: true,
      weigh: (batch) => batch.reduce((sum, { slice }) => sum + weightOf(slice), 0),
      write: (tx, batches) => this.write(tx, batches),
    };
  }

  async resolve(slices: readonly Slice[]): Promise<Resolved[]> {
    if (slices.length === 0) return [];
    const resolved = await this.submit(slices.map((slice) => itemOf(slice, false)));
    for (const [index, { isStored }] of resolved.entries()) {
      const slice = slices[index];
      if (!slice) continue;
      if (isStored && slice.isLast) this.fresh.take({ owner: slice.owner, seq: slice.hook });
      else this.fresh.forget(slice.owner);
    }
    const enqueued = resolved.flatMap((one) => one.enqueued);
    if (enqueued.some((one) => one.kind === 'queued' && !one.claimed)) this.parts.tell('requests');
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
    await this.submit([itemOf(slice, true)]);
    this.fresh.take(hook);
  }

  private async submit(batch: Batch): Promise<Resolved[]> {
    try {
      return await this.parts.store.submit(this.kind, batch);
    } catch (error) {
      for (const { reservations } of batch) reservations.undo(this.parts.held);
      throw error;
    }
  }

  private async write(tx: Tx, batches: readonly Batch[]): Promise<Resolved[][]> {
    const items = batches.flat();
    for (const { reservations } of items) reservations.undo(this.parts.held);
    const answers = new Map<SliceItem, Resolved>();
    const children: ChildCount[] = [];
    for (const round of roundsOf(items)) {
      const stored = await this.advance(tx, round);
      const resolved = await this.store(tx, stored, children);
      for (const [index, item] of stored.entries()) answers.set(item, resolved[index] as Resolved);
    }
    await writeChildCounts(tx, children, this.parts.clock.now());
    return batches.map((batch) => batch.map((item) => answers.get(item) ?? NOT_STORED));
  }

  private async advance(tx: Tx, items: readonly SliceItem[]): Promise<SliceItem[]> {
    const owners = [...new Set(items.map(({ slice }) => slice.owner))];
    const holders = await this.parts.engine.inboxes.lock(tx, owners);
    const held = items.filter(({ slice }) => holders.get(slice.owner) === slice.claim);
    const ended = held.filter(({ slice }) => slice.isLast);
    const going = held.filter(({ slice }) => !slice.isLast);
    const closed = await tx.many(
      closeHook,
      ended.map(({ slice: { owner, hook, from } }) => ({ owner, seq: hook, cursor_from: from })),
    );
    const advanced = await tx.many(
      advanceHook,
      going.map(({ slice: { owner, hook, from, to, plan } }) => ({
        owner,
        seq: hook,
        cursor_from: from,
        cursor_to: to,
        plan,
      })),
    );
    const moved = new Set([...closed, ...advanced].map(({ seq }) => seq));
    const parked = ended.filter(({ slice, isPark }) => isPark && moved.has(slice.hook));
    await tx.many(
      parkHook,
      parked.map(({ slice }) => ({ seq: slice.hook })),
    );
    return held.filter(({ slice }) => moved.has(slice.hook));
  }

  private async store(tx: Tx, items: readonly SliceItem[], children: ChildCount[]): Promise<Resolved[]> {
    const repeats = await this.repeatedEvents(tx, items);
    const placed: Placed[] = [];
    const verdicts: VerdictRow[] = [];
    for (const { slice, reservations } of items) {
      for (const [index, draft] of slice.requests.entries()) {
        const repeat = repeats.get(slice)?.get(index);
        if (repeat !== undefined) continue;
        placed.push({ draft, owner: slice.owner, reservations, isWholeBody: this.isWholeBody(slice, draft) });
      }
      verdicts.push(...slice.verdicts);
    }
    const { enqueued, children: counted } = await enqueueAll(this.parts, tx, placed);
    children.push(...counted, ...countsOfVerdicts(verdicts));
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

  /** Most hooks carry one record, sent as it is kept. */
  private isWholeBody({ hook, requests }: Slice, { payload }: GatedRequest): boolean {
    if (payload === null || payload.length < SHORT_PAYLOAD || requests.length !== 1) return false;
    return this.fresh.bodyOf(hook)?.equals(Buffer.from(payload)) === true;
  }

  /** Event keys seen before, by slice and the request they belong to. */
  private async repeatedEvents(
    tx: Tx,
    items: readonly SliceItem[],
  ): Promise<Map<Slice, Map<number, string>>> {
    const events = items.flatMap(({ slice }) => slice.events.map((event) => ({ slice, ...event })));
    const repeats = new Map<Slice, Map<number, string>>();
    if (events.length === 0) return repeats;
    const keys = events.map((event) => seenKeyOf(event, this.parts.numbers.next()));
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

/** How the key of an event is kept among those of deliveries. */
export function seenKeyOf(
  { connection, key }: { readonly connection: number; readonly key: string },
  token: number,
): SeenKey {
  return { owner: 2 * connection, key: `e:${key}`, token, bodyHash: 0 };
}

/** Below this, a look at another table costs more than the bytes. */
const SHORT_PAYLOAD = 128;
/** A park takes the hook wherever its cursor is. */
const ANY_CURSOR = -1;

/** In order; a hook's next slice begins a new round, because its cursor has to move first. */
function roundsOf(items: readonly SliceItem[]): SliceItem[][] {
  const rounds: SliceItem[][] = [];
  let hooks = new Set<number>();
  for (const item of items) {
    if (rounds.length === 0 || hooks.has(item.slice.hook)) {
      rounds.push([]);
      hooks = new Set();
    }
    rounds.at(-1)?.push(item);
    hooks.add(item.slice.hook);
  }
  return rounds;
}

function itemOf(slice: Slice, isPark: boolean): SliceItem {
  return { slice, isPark, reservations: new Reservations() };
}

function weightOf({ requests, verdicts, events }: Slice): number {
  return 1 + requests.length * 2 + verdicts.length + events.length;
}
