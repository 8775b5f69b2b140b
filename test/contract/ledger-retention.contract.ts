import type { GatedRequest, KeptFor, Outcome, Removed } from '../../src/flow/index.js';
import { laneKeyOf } from '../../src/flow/index.js';
import type { OpenLedger, RetainingWish } from '../../src/ledger/index.js';
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

const DAY_MS = 86_400_000;
const DAYS: Readonly<Record<KeptFor, number>> = {
  payloads: 30,
  history: 90,
  rejections: 30,
  events: 30,
  changes: 365,
  audit: 730,
  datasets: 30,
};
const TABLES = ['hook', 'request', 'verdict', 'attempt', 'reply', 'rejection'] as const;

/** What is older than it is kept goes, a piece a commit; what is not over stays, with its hook. */
export function ledgerRetentionContract(make: MakeDatabase): void {
  let bench: LedgerBench;
  let ledger: OpenLedger;
  let queue: number;
  let owner = 2_000_000;

  beforeEach(async () => {
    bench = await aLedgerBench(make);
    ledger = bench.ledger;
    queue = await aQueue(bench.database.store);
    owner += 2;
  });
  afterEach(() => bench[Symbol.asyncDispose]());

  const wish = (more: Partial<RetainingWish> = {}): RetainingWish => ({
    keptSince: (what) => bench.clock.now() - DAYS[what] * DAY_MS,
    tenantOf: () => 1,
    payloadBytesOf: () => null,
    isNeeded: () => false,
    ...more,
  });

  const wholeRound = async (more: Partial<RetainingWish> = {}): Promise<Removed[]> => {
    const steps: Removed[] = [];
    for await (const step of ledger.retaining.pieces(wish(more))) steps.push(step);
    return steps;
  };

  const counts = async (): Promise<Record<string, number>> => {
    const texts = TABLES.map((table) => `(SELECT count(*) FROM ${table}) AS ${table}`);
    const [row] = await rowsOf<Record<string, number>>(bench.database.store, `SELECT ${texts.join(', ')}`);
    return Object.fromEntries(Object.entries(row ?? {}).map(([name, count]) => [name, Number(count)]));
  };

  /** A resolved hook of so many elements; what its requests come to. */
  const aResolvedHook = async (
    elements: number,
    { outcome, awaitsAnswer }: { outcome?: Outcome; awaitsAnswer?: true } = {},
  ): Promise<number> => {
    const accepted = await ledger.accept(
      aHook({ owner, receivedAt: bench.clock.now(), key: `k${bench.clock.now()}`, awaitsAnswer }),
    );
    const hook = accepted.kind === 'duplicate' ? 0 : accepted.seq;
    const claim = (await ledger.holdInbox(owner)) ?? 0;
    const ruling = {
      verdict: 'echo',
      rule: 'r',
      facts: {},
      configVersion: 1,
      at: bench.clock.now(),
    } as const;
    const place = { tenant: 1, connection: 1, owner, hook, parent: null, scope: null, type: null };
    await ledger.resolve({
      hook,
      owner,
      claim,
      from: 0,
      to: elements + 1,
      plan: null,
      isLast: true,
      requests: Array.from({ length: elements }, (_, element) =>
        aDraft({ queue, recordId: `${hook}-${element}`, hook, element, payload: '{"secret":1}' }),
      ),
      verdicts: [{ ...place, element: elements, recordId: null, ruling }],
      events: [],
    });
    await ledger.releaseInbox(owner, claim);
    if (outcome) await drain(ledger, queue, (request) => settlementOf(request, outcome, attempted(request)));
    return hook;
  };

  const attempted = (request: { readonly seq: number }) => ({
    attempt: {
      number: 1,
      at: bench.clock.now(),
      tookMs: 1,
      failure: 'Invalid',
      message: `no ${request.seq}`,
      facts: {},
    },
  });

  it('bodies, payloads and evidence go first, the rows when they are older still', async () => {
    const hook = await aResolvedHook(2, {
      outcome: { kind: 'done', facts: { calls: [] } },
      awaitsAnswer: true,
    });
    const kept = await counts();
    bench.clock.advance(29 * DAY_MS);
    await wholeRound();

    const at29 = await counts();
    bench.clock.advance(2 * DAY_MS);
    await wholeRound();
    const at31 = await counts();
    const stored = await ledger.reads.hook(hook);
    const requests = await ledger.reads.requestsOfHook(hook, 10);
    bench.clock.advance(60 * DAY_MS);
    await wholeRound();

    expect(at29).toEqual(kept);
    expect(at31).toEqual({ ...kept, attempt: 0, reply: 0 });
    expect(stored).toMatchObject({ bodyBytes: 0, state: 'resolved', head: { isEmptied: true, query: '' } });
    expect(requests.map(({ payload, result }) => [payload, result])).toEqual(
      [0, 1].map(() => [null, '{"removed":"retention"}']),
    );
    expect(await counts()).toMatchObject({ hook: 0, request: 0, verdict: 0 });
    expect(await ledger.reads.removed()).toMatchObject({ hook: { seq: hook } });
  });

  it('a hook stays whole while a request of it is parked, and ages from its end on', async () => {
    const parked = await aResolvedHook(2);
    const [first, second] = await claimFrom(ledger, queue);
    if (!first || !second) throw new Error('two requests were queued');
    await ledger.settle(settlementOf(first, { kind: 'parked', reason: 'policy', lane: 'skip' }));
    await ledger.settle(settlementOf(second));
    const over = await aResolvedHook(1, { outcome: { kind: 'done' } });
    const before = await ledger.reads.hookBody(parked);
    bench.clock.advance(200 * DAY_MS);

    const steps = await wholeRound();
    const body = await ledger.reads.hookBody(parked);
    const payload = (await ledger.reads.request(first.seq))?.payload;
    await ledger.releaseRequests({ seq: first.seq });
    const released = await drain(ledger, queue);
    await wholeRound();
    const afterEnd = await ledger.reads.hook(parked);
    bench.clock.advance(91 * DAY_MS);
    await wholeRound();

    expect(body).toEqual(before);
    expect(payload).toBe('{"secret":1}');
    expect(await ledger.reads.hook(over)).toBeNull();
    expect(Math.max(...steps.map(({ spared = 0 }) => spared))).toBe(1);
    expect(released.map(({ payload: carried }) => carried)).toEqual(['{"secret":1}']);
    expect(afterEnd?.bodyBytes).toBe(before?.length);
    expect(await ledger.reads.hook(parked)).toBeNull();
  });

  it('what is open stays: hooks not resolved, lanes with work, deletes that wait beside them', async () => {
    await ledger.accept(aHook({ owner, receivedAt: bench.clock.now() }));
    const waiting = await enqueueOne(ledger, aDraft({ queue, recordId: 'open' }));
    const aside = await enqueueOne(
      ledger,
      aDraft({ queue, recordId: 'gone', action: 'DELETED', state: 'held-aside' as GatedRequest['state'] }),
    );
    bench.clock.advance(500 * DAY_MS);

    await wholeRound();

    expect(await counts()).toMatchObject({ hook: 1, request: 2 });
    expect((await drain(ledger, queue)).map(({ seq }) => seq)).toEqual([waiting]);
    expect((await ledger.reads.request(aside))?.state).toBe('held-aside');
  });

  it('a child stays as long as its parent waits', async () => {
    const parent = await enqueueOne(ledger, aDraft({ queue, recordId: 'parent' }));
    const [claimed] = await claimFrom(ledger, queue);
    if (!claimed) throw new Error('it was queued');
    const children = ['quick', 'slow'].map((recordId) =>
      aDraft({ queue, recordId, parent, root: parent, depth: 1 }),
    );
    await ledger.settle(
      settlementOf(claimed, { kind: 'children', then: 'continue' }, { requests: children }),
    );
    const open = await claimFrom(ledger, queue);
    const quick = open.find(({ recordId }) => recordId === 'quick');
    const slow = open.find(({ recordId }) => recordId === 'slow');
    if (!quick || !slow) throw new Error('both were queued');
    await ledger.settle(settlementOf(quick));
    await ledger.settle(settlementOf(slow, { kind: 'parked', reason: 'policy', lane: 'skip' }));
    bench.clock.advance(500 * DAY_MS);

    await wholeRound();

    expect(await counts()).toMatchObject({ request: 3 });
  });

  it('a large body is packed when its hook is over, and read as it was received', async () => {
    const body = Buffer.from(JSON.stringify({ topic: 'x', notes: 'as it was '.repeat(2_000) }));
    const accept = async (): Promise<number> => {
      const accepted = await ledger.accept(aHook({ owner, receivedAt: bench.clock.now(), body }));
      const hook = accepted.kind === 'duplicate' ? 0 : accepted.seq;
      const claim = (await ledger.holdInbox(owner)) ?? 0;
      const draft = aDraft({ queue, recordId: `p${hook}`, hook, payload: body.toString() });
      const slice = { hook, owner, claim, from: 0, to: 1, plan: null, isLast: true } as const;
      await ledger.resolve({ ...slice, requests: [draft], verdicts: [], events: [] });
      await ledger.releaseInbox(owner, claim);
      return hook;
    };
    const [over, parked] = [await accept(), await accept()];
    const [first, second] = await claimFrom(ledger, queue);
    if (!first || !second) throw new Error('two requests were queued');
    await ledger.settle(settlementOf(first));
    await ledger.settle(settlementOf(second, { kind: 'parked', reason: 'policy', lane: 'skip' }));
    const open = await ledger.accept(aHook({ owner: owner + 1, receivedAt: bench.clock.now(), body }));
    bench.clock.advance(2 * 3_600_000);

    await wholeRound();

    const lying = await rowsOf<{ seq: number; raw: number; is_whole: number }>(
      bench.database.store,
      `SELECT h.seq, length(h.body) AS raw, (SELECT max(is_whole_body) FROM request r WHERE r.hook = h.seq) AS is_whole
        FROM hook h ORDER BY h.seq`,
    );
    expect(lying.map(({ raw }) => Number(raw))).toEqual([0, body.length, body.length]);
    expect(lying.slice(0, 2).map(({ is_whole }) => Number(is_whole))).toEqual([1, 1]);
    expect((await ledger.reads.hook(over))?.bodyBytes).toBe(body.length);
    for (const hook of [over, parked]) {
      expect(await ledger.reads.hookBody(hook)).toEqual(body);
      const requests = await ledger.reads.requestsOfHook(hook, 10);
      expect(requests.map(({ payload }) => payload)).toEqual([body.toString()]);
    }
    await ledger.releaseRequests({ seq: second.seq });
    expect((await drain(ledger, queue)).map(({ payload }) => payload)).toEqual([body.toString()]);
    const [waiting] = await ledger.openHooks(owner + 1, 10);
    expect([waiting?.seq, waiting?.body]).toEqual([open.kind === 'new' ? open.seq : 0, body]);
    bench.clock.advance(31 * DAY_MS);
    await wholeRound();
    expect((await ledger.reads.hookBody(over))?.length).toBe(0);
  });

  it('an erasure cuts its element out of a packed body', async () => {
    const events = ['gone', 'kept'].map((id) => ({ id, notes: `of ${id} `.repeat(1_000) }));
    const body = Buffer.from(JSON.stringify(events));
    const accepted = await ledger.accept(aHook({ owner, receivedAt: bench.clock.now(), body }));
    const hook = accepted.kind === 'duplicate' ? 0 : accepted.seq;
    const claim = (await ledger.holdInbox(owner)) ?? 0;
    const [connection] = await rowsOf<{ connection: number }>(
      bench.database.store,
      `SELECT connection FROM queue WHERE id = ${queue}`,
    );
    const name = {
      tenant: 1,
      connection: Number(connection?.connection),
      direction: 'TO',
      type: 'CUSTOMER',
      recordId: 'gone',
    } as const;
    const drafts = events.map(({ id }, element) =>
      aDraft({
        queue,
        recordId: id,
        hook,
        element,
        lane: laneKeyOf({ ...name, recordId: id, kind: 'transfer' }),
      }),
    );
    const slice = { hook, owner, claim, from: 0, to: 2, plan: null, isLast: true } as const;
    await ledger.resolve({ ...slice, requests: drafts, verdicts: [], events: [] });
    await drain(ledger, queue);
    bench.clock.advance(2 * 3_600_000);
    await wholeRound();
    const packed = await rowsOf(bench.database.store, 'SELECT seq FROM hook WHERE packed IS NOT NULL');
    const tally = { requests: 0, cut: 0, dropped: 0, isWaiting: false };

    for await (const _ of ledger.erasing.pieces([name], tally, async () => undefined));

    expect(packed).toHaveLength(1);
    expect(tally).toMatchObject({ cut: 1, isWaiting: false });
    expect(JSON.parse(String(await ledger.reads.hookBody(hook)))).toEqual([{}, events[1]]);
    expect(await rowsOf(bench.database.store, 'SELECT seq FROM hook WHERE packed IS NOT NULL')).toEqual([]);
  });

  it('what a replay still reads stays until it is read', async () => {
    const hook = await aResolvedHook(1, { outcome: { kind: 'done' } });
    bench.clock.advance(200 * DAY_MS);

    await wholeRound({ isNeeded: (of, seq) => of === owner && seq === hook });
    const kept = (await ledger.reads.hook(hook))?.bodyBytes;
    await wholeRound();

    expect(kept).toBeGreaterThan(0);
    expect(await ledger.reads.hook(hook)).toBeNull();
  });

  it('a body of thousands goes in pieces, and a kill between them leaves nothing behind', async () => {
    const hook = await aResolvedHook(1_500, { outcome: { kind: 'done' } });
    const seqs = (await ledger.reads.requestsOfHook(hook, 1_000)).map(({ seq }) => seq);
    bench.clock.advance(200 * DAY_MS);
    let removed = 0;
    for await (const { rows } of ledger.retaining.pieces(wish())) {
      removed += rows.request ?? 0;
      expect(rows.request ?? 0).toBeLessThanOrEqual(300);
      if (removed > 500) break;
    }
    const between = await ledger.reads.hook(hook);
    ledger = await bench.nextProcess();

    await wholeRound();

    expect(between?.state).toBe('resolved');
    const left = [
      await ledger.reads.requestsOfHook(hook, 10),
      await ledger.reads.verdictsOfHook(hook, 10),
      await ledger.reads.attempts(seqs, 10),
    ];
    expect(left).toEqual([[], [], []]);
    expect(await ledger.reads.hook(hook)).toBeNull();
  });

  it('each tenant has ages of its own, and nothing goes where it is kept for ever', async () => {
    const hook = await aResolvedHook(1, { outcome: { kind: 'done' } });
    bench.clock.advance(5_000 * DAY_MS);

    await wholeRound({ keptSince: () => 0 });
    const forEver = await counts();
    await wholeRound({ tenantOf: () => 7, keptSince: (_, tenant) => (tenant === 7 ? 0 : Number.MAX_VALUE) });
    const ofSeven = await counts();
    await wholeRound();

    expect(forEver).toEqual(ofSeven);
    expect(ofSeven).toMatchObject({ hook: 1, request: 1, attempt: 1 });
    expect(await ledger.reads.hook(hook)).toBeNull();
  });

  it('bodies beyond what a tenant keeps go before their age, the oldest first, as soon as they are over', async () => {
    const hooks: number[] = [];
    for (const outcome of [{ kind: 'done' }, null, { kind: 'done' }, { kind: 'done' }] as const) {
      bench.clock.advance(60_000);
      hooks.push(await aResolvedHook(1, outcome ? { outcome } : {}));
      owner += 2;
      if (outcome) continue;
      for (const claimed of await claimFrom(ledger, queue))
        await ledger.settle(settlementOf(claimed, { kind: 'parked', reason: 'policy', lane: 'skip' }));
    }
    const sizes = async (): Promise<(number | undefined)[]> =>
      Promise.all(hooks.map(async (hook) => (await ledger.reads.hook(hook))?.bodyBytes));
    const [size = 0] = await sizes();
    bench.clock.advance(60_000);

    await wholeRound({ payloadBytesOf: () => 4 * size });
    const allFit = await sizes();
    await wholeRound({ payloadBytesOf: () => 2 * size });
    const twoFit = await sizes();
    const [waiting] = await ledger.reads.requestsOfHook(hooks[1] ?? 0, 1);
    await ledger.releaseRequests({ seq: waiting?.seq ?? 0 });
    await drain(ledger, queue, (request) => settlementOf(request, { kind: 'done' }));
    bench.clock.advance(1);
    await wholeRound({ payloadBytesOf: (tenant) => (tenant === 1 ? 2 * size : null) });

    expect(allFit).toEqual([size, size, size, size]);
    // The second waits for a person.
    expect(twoFit).toEqual([0, size, size, size]);
    expect(await sizes()).toEqual([0, 0, size, size]);
  });

  it('refused requests go by their age, before there are too many', async () => {
    const rejection = { owner, reason: 'x', head: {}, body: Buffer.from('y') };
    await ledger.keepRejection({ ...rejection, receivedAt: bench.clock.now() });
    bench.clock.advance(29 * DAY_MS);
    await ledger.keepRejection({ ...rejection, receivedAt: bench.clock.now() });
    await wholeRound();
    const at29 = await counts();
    bench.clock.advance(2 * DAY_MS);

    await wholeRound();

    expect([at29['rejection'], (await counts())['rejection']]).toEqual([2, 1]);
  });

  it('a delivery is known again for thirty days at least, whatever became of its hook', async () => {
    bench.clock.advance(29 * DAY_MS);
    await ledger.accept(aHook({ owner, key: 'again', receivedAt: bench.clock.now() }));
    const answers: string[] = [];
    for (const days of [1, 15, 14]) {
      bench.clock.advance(days * DAY_MS);
      await ledger.sweep();
      answers.push((await ledger.accept(aHook({ owner, key: 'again' }))).kind);
    }
    for (let swaps = 0; swaps < 2; swaps += 1) {
      bench.clock.advance(31 * DAY_MS);
      await ledger.sweep();
    }

    expect(answers).toEqual(['duplicate', 'duplicate', 'duplicate']);
    expect((await ledger.accept(aHook({ owner, key: 'again' }))).kind).toBe('new');
  });

  it('when it last ran is kept over restarts; until it was noted, when the newest hook came counts', async () => {
    const never = await ledger.retaining.lastRanAt();
    const receivedAt = bench.clock.now();
    await ledger.accept(aHook({ owner, receivedAt }));
    const byHook = await ledger.retaining.lastRanAt();
    await ledger.retaining.noteRanAt(receivedAt + 0.5);
    ledger = await bench.nextProcess();

    expect([never, byHook]).toEqual([null, receivedAt]);
    expect(await ledger.retaining.lastRanAt()).toBe(receivedAt + 1);
  });

  it('one process at a time', async () => {
    const first = await ledger.retaining.isMine();
    const again = await ledger.retaining.isMine();
    const second = await bench.nextProcess();
    const isTaken = await second.retaining.isMine();
    bench.clock.advance(120_000);
    const isFreed = await second.retaining.isMine();

    expect([first, again, isFreed]).toEqual([true, true, true]);
    // An embedded database has one process.
    expect(isTaken).toBe(bench.database.store.engine === 'sqlite');
  });
}
