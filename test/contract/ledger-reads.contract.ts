import type { ClaimedRequest } from '../../src/flow/index.js';
import type { OpenLedger, StoredHook, StoredRequest } from '../../src/ledger/index.js';
import type { ListPart, OpenStore } from '../../src/store/index.js';
import {
  aDraft,
  aHook,
  aLedgerBench,
  aQueue,
  claimFrom,
  drain,
  enqueueOne,
  rowsOf,
  settlementOf,
  type LedgerBench,
  type MakeDatabase,
} from '../kit/ledgers.js';

/** As if others had stored so many requests meanwhile. */
async function skipNumbers(store: OpenStore, count: number): Promise<void> {
  await rowsOf(
    store,
    store.engine === 'sqlite'
      ? `UPDATE sqlite_sequence SET seq = seq + ${count} WHERE name = 'request'`
      : `SELECT setval('request_seq_seq', nextval('request_seq_seq') + ${count})`,
  );
}

/** What people and other rooms read of the tables. */
export function ledgerReadsContract(make: MakeDatabase): void {
  let bench: LedgerBench;
  let ledger: OpenLedger;
  let queue: number;
  let other: number;

  beforeAll(async () => {
    bench = await aLedgerBench(make);
    ledger = bench.ledger;
  });
  afterAll(() => bench[Symbol.asyncDispose]());
  beforeEach(async () => {
    queue = await aQueue(bench.database.store);
    other = await aQueue(bench.database.store);
  });

  const pages = async <Row>(page: (behind: number | undefined) => Promise<ListPart<Row>>): Promise<Row[]> => {
    const all: Row[] = [];
    for (let behind: number | undefined; ;) {
      const { items, next } = await page(behind);
      all.push(...items);
      if (next === null) return all;
      behind = next;
    }
  };

  it('pages hooks newest first, of one owner, of several, and of more than fit a look each', async () => {
    const seqs: number[] = [];
    for (let n = 0; n < 30; n += 1) {
      const accepted = await ledger.accept(aHook({ owner: 500 + (n % 3) }));
      if (accepted.kind !== 'duplicate') seqs.push(accepted.seq);
    }
    const newest = seqs.toReversed();
    const list = (owners: readonly number[]) =>
      pages((behind) => ledger.reads.hooks({ owners }, { behind, limit: 4 }));
    const seqsOf = (hooks: readonly StoredHook[]) => hooks.map(({ seq }) => seq);

    expect(seqsOf(await list([500, 501]))).toEqual(newest.filter((_, n) => (29 - n) % 3 !== 2));
    expect(seqsOf(await list([502]))).toEqual(newest.filter((_, n) => (29 - n) % 3 === 2));
    const many = Array.from({ length: 100 }, (_, n) => 450 + n);
    expect(seqsOf(await list(many))).toEqual(newest);
    expect(await list([])).toEqual([]);
    expect((await ledger.reads.hookBody(seqs[0] ?? 0))?.toString()).toBe('{"id":1}');
    expect(await ledger.reads.hook(9_999_999)).toBeNull();
  });

  it('pages requests by queue and by state, however rare the state is', async () => {
    const drafts = Array.from({ length: 40 }, (_, n) =>
      aDraft({ queue: n % 2 ? queue : other, recordId: `r${n}` }),
    );
    await ledger.enqueue(drafts);
    const claimed = await claimFrom(ledger, queue);
    const outcomes = [
      { kind: 'parked', reason: 'policy', lane: 'skip' },
      { kind: 'held', code: 'BadConfig', reason: 'x' },
      { kind: 'ended', verdict: 'echo' },
    ] as const;
    for (const [n, outcome] of outcomes.entries())
      await ledger.settle(settlementOf(claimed[n] as ClaimedRequest, outcome));
    await ledger.release(claimed.slice(3));
    const list = (state?: StoredRequest['state'], queues = [queue, other]) =>
      pages((behind) => ledger.reads.requests({ queues, state }, { behind, limit: 7 }));
    const seqsOf = (requests: readonly StoredRequest[]) => requests.map(({ seq }) => seq);

    const all = await list();
    expect(all).toHaveLength(40);
    expect(seqsOf(all)).toEqual(seqsOf(all).toSorted((a, b) => b - a));
    expect((await list(undefined, [other])).every((one) => one.queue === other)).toBe(true);
    expect(seqsOf(await list('parked'))).toEqual([claimed[0]?.seq]);
    expect(seqsOf(await list('held'))).toEqual([claimed[1]?.seq]);
    expect(seqsOf(await list('ended'))).toEqual([claimed[2]?.seq]);
    expect(await list('queued')).toHaveLength(37);
    const many = Array.from({ length: 200 }, (_, n) => queue - 100 + n);
    expect(seqsOf(await list('parked', many))).toEqual([claimed[0]?.seq]);
    await drain(ledger, other);
    await drain(ledger, queue);
  });

  it('finds the requests of a lane newest first, however many others came between them', async () => {
    const { store } = bench.database;
    const apart = 5_000_000;
    const asked = [aDraft({ queue, recordId: 'often' }), aDraft({ queue, recordId: 'often', element: 1 })];
    await ledger.enqueue(asked);
    await skipNumbers(store, apart);
    await ledger.enqueue([
      aDraft({ queue, recordId: 'often', element: 2 }),
      aDraft({ queue, recordId: 'else' }),
    ]);
    await drain(ledger, queue);

    const [all, newest] = [
      await ledger.reads.requestsOfLane(asked[0]?.lane ?? 0, 10),
      await ledger.reads.requestsOfLane(asked[0]?.lane ?? 0, 2),
    ];

    expect(all.map(({ element }) => element)).toEqual([2, 1, 0]);
    expect(newest.map(({ element }) => element)).toEqual([2, 1]);
  });

  it('shows what of a lane is not over: the open first, what is parked with its result', async () => {
    const { lane } = aDraft({ queue, recordId: 'unfinished' });
    const ask = (element: number): Promise<number> =>
      enqueueOne(ledger, aDraft({ queue, recordId: 'unfinished', element }));
    await ask(0);
    const [over] = await claimFrom(ledger, queue);
    await ledger.settle(settlementOf(over as ClaimedRequest));
    await ask(1);
    const [first] = await claimFrom(ledger, queue);
    const facts = { disputed: [] };
    const outcome = { kind: 'parked', reason: 'edit-conflict', lane: 'skip', facts } as const;
    await ledger.settle(settlementOf(first as ClaimedRequest, outcome));
    await ask(2);

    const unfinished = await ledger.reads.unfinishedOfLane(lane, 10);

    expect(unfinished).toEqual([
      expect.objectContaining({ recordId: 'unfinished', state: 'queued', heldCode: null, result: null }),
      expect.objectContaining({ state: 'parked', heldCode: 'edit-conflict', result: '{"disputed":[]}' }),
    ]);
    expect(await ledger.reads.unfinishedOfLane(lane, 1)).toHaveLength(1);
    await drain(ledger, queue);
  });

  it('counts what became of hooks, by queue and by tenant', async () => {
    const accepted = await ledger.accept(aHook({ owner: 700 }));
    const hook = accepted.kind === 'duplicate' ? 0 : accepted.seq;
    const claim = (await ledger.holdInbox(700)) ?? 0;
    const ruling = {
      verdict: 'unknown-scope',
      rule: 'scope.known',
      facts: { scope: 'x' },
      configVersion: 3,
      at: 9,
    } as const;
    const verdict = {
      tenant: 4,
      connection: 5,
      owner: 700,
      hook,
      parent: null,
      scope: 'x',
      type: null,
      recordId: null,
      ruling,
    };

    await ledger.resolve({
      hook,
      owner: 700,
      claim,
      from: 0,
      to: 4,
      plan: null,
      isLast: true,
      requests: [0, 1].map((element) => aDraft({ queue, recordId: `c${element}`, hook, element })),
      verdicts: [2, 3].map((element) => ({ ...verdict, element })),
      events: [],
    });

    expect(await ledger.reads.requestCounts([hook])).toEqual([{ hook, queue, count: 2 }]);
    expect(await ledger.reads.verdictCounts([hook])).toEqual([{ hook, tenant: 4, connection: 5, count: 2 }]);
    expect(await ledger.reads.verdictsOfOwner(700, { limit: 1 })).toMatchObject([
      { element: 3, facts: { scope: 'x' } },
    ]);
    expect((await ledger.reads.requestsOfHook(hook, 10)).map(({ element }) => element)).toEqual([0, 1]);
    await drain(ledger, queue);
  });

  it('finds what was decided about one record', async () => {
    const accepted = await ledger.accept(aHook({ owner: 710 }));
    const hook = accepted.kind === 'duplicate' ? 0 : accepted.seq;
    const claim = (await ledger.holdInbox(710)) ?? 0;
    const ruling = { verdict: 'stale', rule: 'version', facts: {}, configVersion: 3, at: 9 } as const;
    const about = (recordId: string, element: number) =>
      ({
        tenant: 1,
        connection: 1,
        owner: 710,
        hook,
        element,
        parent: null,
        scope: 's',
        type: 'CUSTOMER',
        recordId,
        ruling,
      }) as const;

    const slice = {
      hook,
      owner: 710,
      claim,
      from: 0,
      to: 2,
      plan: null,
      isLast: true,
      requests: [],
      events: [],
    };
    await ledger.resolve({ ...slice, verdicts: [about('7', 0), about('8', 1)] });

    const found = await ledger.reads.verdictsOfRecord({
      owner: 710,
      type: 'CUSTOMER',
      recordId: '8',
      limit: 10,
    });
    expect(found.map(({ element }) => element)).toEqual([1]);
  });

  it('keeps the newest 200 rejections of an owner, and no body over 64 KiB', async () => {
    const reject = (n: number, body = Buffer.from(`${n}`)) =>
      ledger.keepRejection({ owner: 800, receivedAt: n, reason: 'signature', head: { n }, body });
    await ledger.keepRejection({ owner: 801, receivedAt: 1, reason: 'age', head: {}, body: Buffer.alloc(0) });

    for (let n = 0; n < 230; n += 10) await Promise.all(Array.from({ length: 10 }, (_, k) => reject(n + k)));
    await reject(999, Buffer.alloc(65_537));

    const kept = await pages((behind) => ledger.reads.rejections({ owners: [800] }, { behind, limit: 90 }));
    expect(kept).toHaveLength(200);
    expect(kept[0]).toMatchObject({ at: 999, body: null, head: '{"n":999}' });
    expect(kept.at(-1)?.at).toBe(31);
    const both = await ledger.reads.rejections({ owners: [800, 801] }, { limit: 500 });
    expect(both).toMatchObject({ items: { length: 201 }, next: null });
    const some = await pages((behind) =>
      ledger.reads.rejections({ owners: [800, 801], reason: 'age' }, { behind, sort: 'oldest', limit: 1 }),
    );
    expect(some.map(({ owner }) => owner)).toEqual([801]);
  });

  it('pages the hooks of an owner behind a place, in their order, and tells what became of each element', async () => {
    const seqs: number[] = [];
    for (let n = 0; n < 4; n += 1) {
      const accepted = await ledger.accept(aHook({ owner: 900 + (n === 2 ? 1 : 0), receivedAt: 100 + n }));
      if (accepted.kind !== 'duplicate') seqs.push(accepted.seq);
    }
    const [first = 0, second = 0, , last = 0] = seqs;
    const behind = (after: number, limit: number): Promise<StoredHook[]> =>
      ledger.reads.hooksBehind({ owner: 900, after, limit });
    await ledger.enqueue([
      aDraft({ queue, recordId: 'past 1', hook: first, element: 1, scope: 'order/noted' }),
      aDraft({
        queue,
        recordId: 'past 2',
        hook: first,
        element: 2,
        state: 'held',
        heldCode: 'x',
        scope: 'order/noted',
      }),
      aDraft({ queue, recordId: 'past 3', hook: second, element: 1 }),
    ]);

    expect((await behind(0, 2)).map(({ seq }) => seq)).toEqual([first, second]);
    expect((await behind(second, 9)).map(({ seq, receivedAt }) => [seq, receivedAt])).toEqual([[last, 103]]);
    expect(await ledger.reads.pastOfHook(first)).toMatchObject([
      { element: 1, scope: 'order/noted', state: 'queued', code: null, rule: null },
      { element: 2, scope: 'order/noted', state: 'held', code: 'x', rule: null },
    ]);
    expect(await ledger.reads.pastOfHook(last)).toEqual([]);
    await drain(ledger, queue);
  });

  it('keeps an event key once, and nothing of a commit that is undone', async () => {
    const keys = [
      { connection: 77, key: 'a' },
      { connection: 77, key: 'b' },
    ];
    const { store } = bench.database;
    const undone = store.write(async (tx) => {
      await ledger.keepEvents(tx, keys);
      throw new Error('undone');
    });
    await expect(undone).rejects.toThrow('undone');

    expect(await store.write((tx) => ledger.keepEvents(tx, keys.slice(0, 1)))).toEqual([true]);
    expect(await store.write((tx) => ledger.keepEvents(tx, keys))).toEqual([false, true]);
  });

  it('counts lanes to a bound, and tells how long the oldest due one has waited', async () => {
    await ledger.enqueue(
      Array.from({ length: 12 }, (_, n) => aDraft({ queue, recordId: `l${n}`, dueAt: bench.clock.now() })),
    );
    await ledger.enqueue([aDraft({ queue, recordId: 'late', dueAt: bench.clock.now() + 60_000 })]);
    await ledger.enqueue([aDraft({ queue, recordId: 'held', state: 'held', heldCode: 'x' })]);
    bench.clock.advance(4_000);

    expect(await ledger.gauges.laneCounts([queue], 10)).toEqual([{ queue, due: 10, waiting: 1, resting: 1 }]);
    expect(await ledger.gauges.laneCounts([queue], 100)).toEqual([
      { queue, due: 12, waiting: 1, resting: 1 },
    ]);
    expect(await ledger.gauges.oldestWaitMs()).toBe(4_000);
    await drain(ledger, queue);
    expect(await ledger.gauges.oldestWaitMs()).toBe(0);
  });

  it('counts what goes on only when it is let, to a bound', async () => {
    const before = await ledger.gauges.stuckCounts(1_000);
    await ledger.enqueue(
      ['x', 'y'].map((recordId) => aDraft({ queue, recordId, state: 'held', heldCode: 'x' })),
    );
    await ledger.enqueue([aDraft({ queue, recordId: 'p1' }), aDraft({ queue, recordId: 'p2' })]);
    const claimed = await claimFrom(ledger, queue);
    for (const one of claimed)
      await ledger.settle(settlementOf(one, { kind: 'parked', reason: 'policy', lane: 'skip' }));

    const after = await ledger.gauges.stuckCounts(1_000);

    expect([after.parked - before.parked, after.stuck - before.stuck]).toEqual([2, 4]);
    expect(await ledger.gauges.stuckCounts(1)).toEqual({ parked: 1, stuck: 1 });
  });
}
