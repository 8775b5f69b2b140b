import type { ClaimedRequest } from '../../src/flow/index.js';
import type { OpenLedger, StoredHook, StoredRequest } from '../../src/ledger/index.js';
import type { OpenStore } from '../../src/store/index.js';
import {
  aDraft,
  aHook,
  aLedgerBench,
  aQueue,
  claimFrom,
  drain,
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

  const pages = async <Row extends { readonly seq: number }>(
    page: (before: number | undefined) => Promise<readonly Row[]>,
  ): Promise<Row[]> => {
    const all: Row[] = [];
    for (;;) {
      const rows = await page(all.at(-1)?.seq);
      if (rows.length === 0) return all;
      all.push(...rows);
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
      pages((before) => ledger.reads.hooks({ owners, before, limit: 4 }));
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
      pages((before) => ledger.reads.requests({ queues, state, before, limit: 7 }));
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

    const kept = await pages((before) => ledger.reads.rejections({ owners: [800], before, limit: 90 }));
    expect(kept).toHaveLength(200);
    expect(kept[0]).toMatchObject({ at: 999, body: null, head: '{"n":999}' });
    expect(kept.at(-1)?.at).toBe(31);
    expect(await ledger.reads.rejections({ owners: [800, 801], limit: 500 })).toHaveLength(201);
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
}
