import type { ClaimedRequest, GatedRequest } from '../../src/flow/index.js';
import type { OpenLedger } from '../../src/ledger/index.js';
import { eventually } from '../kit/eventually.js';
import {
  aDraft,
  aLedgerBench,
  aQueue,
  aReadDraft,
  claimFrom,
  drain,
  enqueueOne,
  LEASE_MS,
  rowsOf,
  settlementOf,
  type LedgerBench,
  type MakeDatabase,
} from '../kit/ledgers.js';
import { scaled } from '../kit/scale.js';

const CHILDREN = scaled(10_000, 600);
const TREES = scaled(100, 15);

/** Parents wait for their children without a slot, wake once, and never wait for each other. */
export function ledgerFamiliesContract(make: MakeDatabase): void {
  let bench: LedgerBench;
  let ledger: OpenLedger;
  let queue: number;

  beforeAll(async () => {
    bench = await aLedgerBench(make);
    ledger = bench.ledger;
  });
  afterAll(() => bench[Symbol.asyncDispose]());
  beforeEach(async () => {
    queue = await aQueue(bench.database.store);
  });

  const child = (recordId: string, parent: ClaimedRequest, wish: Partial<GatedRequest> = {}): GatedRequest =>
    aDraft({
      queue,
      recordId,
      parent: parent.seq,
      root: parent.root || parent.seq,
      depth: parent.depth + 1,
      ...wish,
    });

  const claimOne = async (recordId: string, from = ledger): Promise<ClaimedRequest> => {
    const claimed = await claimFrom(from, queue);
    const found = claimed.find((one) => one.recordId === recordId);
    if (!found)
      throw new Error(`${recordId} is not ready, but ${claimed.map((one) => one.recordId).join(', ')}`);
    await from.release(claimed.filter((one) => one !== found));
    return found;
  };

  const aParent = async (recordId: string, wish: Partial<GatedRequest> = {}): Promise<ClaimedRequest> => {
    await enqueueOne(ledger, aDraft({ queue, recordId, ...wish }));
    return claimOne(recordId);
  };

  const waitFor = (
    parent: ClaimedRequest,
    requests: GatedRequest[],
    then: 'done' | 'continue' = 'continue',
  ) => ledger.settle(settlementOf(parent, { kind: 'children', then }, { requests }));

  const stateOf = async (seq: number) => (await ledger.reads.request(seq))?.state;

  const orphans = () => ledger.sweep().then((swept) => swept.parents ?? 0);

  it('stores a parent’s wait and its children in one commit, and continues when the last is over', async () => {
    const parent = await aParent('order');
    await enqueueOne(ledger, aDraft({ queue, recordId: 'order', element: 1 }));

    const { next, enqueued } = await waitFor(parent, [child('a', parent), child('b', parent)]);
    const waiting = await stateOf(parent.seq);
    const children = await claimFrom(ledger, queue);
    await ledger.settle(settlementOf(children[0] as ClaimedRequest));
    const halfway = await stateOf(parent.seq);
    await ledger.settle(settlementOf(children[1] as ClaimedRequest, { kind: 'ended', verdict: 'gone' }));
    await eventually(async () => (await stateOf(parent.seq)) === 'queued');
    const [again] = await claimFrom(ledger, queue);

    expect(next).toBeUndefined();
    expect(enqueued.map(({ kind }) => kind)).toEqual(['queued', 'queued']);
    expect([waiting, halfway]).toEqual(['waiting-children', 'waiting-children']);
    expect(children.map(({ recordId }) => recordId).toSorted()).toEqual(['a', 'b']);
    expect(again).toMatchObject({ seq: parent.seq, result: '{"then":"continue"}', attempts: 0 });
    const behind = await ledger.settle(settlementOf(again as ClaimedRequest));
    expect(behind.next?.element).toBe(1);
    await ledger.settle(settlementOf(behind.next as ClaimedRequest));
  });

  it('ends a parent that has nothing more to do, and lets its lane and its own parent go on', async () => {
    const top = await aParent('top');
    await waitFor(top, [child('middle', top)]);
    const middle = await claimOne('middle');
    await enqueueOne(ledger, aDraft({ queue, recordId: 'middle', element: 7 }));
    await waitFor(middle, [child('leaf', middle)], 'done');

    await ledger.settle(settlementOf(await claimOne('leaf')));
    await eventually(async () => (await stateOf(top.seq)) === 'queued');

    expect(await stateOf(middle.seq)).toBe('done');
    const ready = await claimFrom(ledger, queue);
    expect(ready.map(({ recordId, element }) => `${recordId} ${element}`).toSorted()).toEqual([
      'middle 7',
      'top 0',
    ]);
    for (const request of ready) await ledger.settle(settlementOf(request));
  });

  it('goes on at once without children, and does not wait for optional ones', async () => {
    const alone = await aParent('alone');
    const { next: again } = await waitFor(alone, []);
    const optional = child('nice', alone, { isOptional: true });
    await ledger.settle(
      settlementOf(again as ClaimedRequest, { kind: 'children', then: 'continue' }, { requests: [optional] }),
    );

    await eventually(async () => (await stateOf(alone.seq)) === 'queued');

    expect(again?.result).toBe('{"then":"continue"}');
    const ready = await claimFrom(ledger, queue);
    expect(ready.map(({ recordId }) => recordId).toSorted()).toEqual(['alone', 'nice']);
    for (const request of ready) await ledger.settle(settlementOf(request));
  });

  it(`wakes a parent of ${CHILDREN} children once`, async () => {
    const count = CHILDREN;
    const parent = await aParent('batch');
    await waitFor(
      parent,
      Array.from({ length: count }, (_, n) => child(`c${n}`, parent)),
    );
    let wakes = 0;
    let ended = 0;

    for (;;) {
      const claimed = await claimFrom(ledger, queue);
      if (claimed.length === 0) break;
      wakes += claimed.filter(({ seq }) => seq === parent.seq).length;
      const children = claimed.filter(({ seq }) => seq !== parent.seq);
      ended += children.length;
      await Promise.all(claimed.map((request) => ledger.settle(settlementOf(request))));
    }
    await eventually(async () => (await stateOf(parent.seq)) !== 'waiting-children');
    wakes += (await drain(ledger, queue)).length;

    expect([ended, wakes]).toEqual([count, 1]);
    expect(await orphans()).toBe(0);
  }, 90_000);

  it('wakes by the sweep what a kill between settle and wake forgot', async () => {
    await using own = await aLedgerBench(make);
    const of = await aQueue(own.database.store);
    await own.ledger.enqueue([aDraft({ queue: of, recordId: 'p' })]);
    const [parent] = (await claimFrom(own.ledger, of)) as [ClaimedRequest];
    const requests = [aDraft({ queue: of, recordId: 'c', parent: parent.seq, root: parent.seq, depth: 1 })];
    await own.ledger.settle(settlementOf(parent, { kind: 'children', then: 'continue' }, { requests }));
    // the child's end without the wake that follows it
    await rowsOf(own.database.store, `UPDATE request SET state = 110 WHERE parent = ${parent.seq}`);

    const next = await own.nextProcess();
    own.clock.advance(LEASE_MS);
    const swept = await next.sweep();

    expect(swept.parents).toBe(1);
    expect((await drain(next, of)).map(({ seq }) => seq)).toEqual([parent.seq]);
    own.clock.advance(LEASE_MS);
    expect((await next.sweep()).parents).toBe(0);
  });

  it('parks a parent with its child, and resumes it with it', async () => {
    const parent = await aParent('stuck');
    await waitFor(parent, [child('bad', parent)]);

    await ledger.settle(
      settlementOf(await claimOne('bad'), { kind: 'parked', reason: 'invalid', lane: 'skip' }),
    );
    await eventually(async () => (await stateOf(parent.seq)) === 'parked-block');
    const parked = await ledger.reads.request(parent.seq);
    const bad = (await ledger.reads.tree(parent.seq, 10))[1];
    await ledger.releaseRequests({ seq: bad?.seq ?? 0 });
    await ledger.settle(settlementOf(await claimOne('bad')));
    await eventually(async () => (await stateOf(parent.seq)) === 'queued');

    expect(parked?.heldCode).toBe('child-parked');
    expect(await claimOne('stuck').then((one) => ledger.settle(settlementOf(one)))).toMatchObject({
      kind: 'settled',
    });
  });

  it('runs a child that wants its ancestor’s lane in a lane of its own', async () => {
    const top = await aParent('self');
    await waitFor(top, [child('other', top)]);
    const other = await claimOne('other');
    await waitFor(other, [child('self', other), child('other', other)]);

    const ready = await claimFrom(ledger, queue);
    for (const request of ready) await ledger.settle(settlementOf(request));
    await eventually(async () => (await stateOf(other.seq)) === 'queued');
    await ledger.settle(settlementOf(await claimOne('other')));
    await eventually(async () => (await stateOf(top.seq)) === 'queued');

    expect(ready.map(({ recordId }) => recordId).toSorted()).toEqual(['other', 'self']);
    expect(ready.map(({ lane }) => lane)).not.toContain(top.lane);
    await ledger.settle(settlementOf(await claimOne('self')));
  });

  it('folds a child into a request of its record that waits already, and the parent waits for that one', async () => {
    const survivor = await enqueueOne(ledger, aReadDraft({ queue, recordId: 'shared' }));
    const parent = await aParent('folding');

    const { enqueued } = await waitFor(parent, [child('shared', parent, { coalesce: 'record' })]);
    const shared = await claimOne('shared');
    const before = await stateOf(parent.seq);
    await ledger.settle(settlementOf(shared));
    await eventually(async () => (await stateOf(parent.seq)) === 'queued');

    expect(enqueued).toEqual([{ kind: 'folded', into: survivor }]);
    expect(before).toBe('waiting-children');
    await drain(ledger, queue);
  });

  it('lets two trees that want each other’s lanes both end', async () => {
    await ledger.enqueue(['x', 'y'].map((recordId) => aDraft({ queue, recordId })));
    const both = await claimFrom(ledger, queue);
    const x = both.find(({ recordId }) => recordId === 'x') as ClaimedRequest;
    const y = both.find(({ recordId }) => recordId === 'y') as ClaimedRequest;

    const settled = await Promise.all([waitFor(x, [child('y', x)]), waitFor(y, [child('x', y)])]);
    await ledger.release(settled.flatMap(({ next }) => next ?? []));
    const ran = await drainWaking(['x', 'y']);

    // each record ran its child and its parent; the younger parent gave way
    expect(ran.filter((recordId) => recordId === 'x')).toHaveLength(2);
    expect(ran.filter((recordId) => recordId === 'y')).toHaveLength(2);
    const younger = Math.max(x.seq, y.seq);
    expect(await ledger.reads.request(younger)).toMatchObject({ state: 'ended', heldCode: 'yielded' });
    expect(await stateOf(Math.min(x.seq, y.seq))).toBe('done');
    expect(await rowsOf(bench.database.store, `SELECT key FROM lane WHERE queue = ${queue}`)).toEqual([]);
  });

  it(`lets two trees end that begin to wait at the same moment in two processes, ${TREES} times`, async () => {
    const other = bench.database.store.engine === 'sqlite' ? ledger : await bench.nextProcess();

    for (let round = 0; round < TREES; round += 1) {
      const [left, right] = [`a${round}`, `b${round}`] as const;
      await enqueueOne(ledger, aDraft({ queue, recordId: left }));
      const x = await claimOne(left);
      await enqueueOne(ledger, aDraft({ queue, recordId: right }));
      const y = await claimOne(right, other);
      const settled = await Promise.all([
        ledger.settle(settlementOf(x, { kind: 'children', then: 'done' }, { requests: [child(right, x)] })),
        other.settle(settlementOf(y, { kind: 'children', then: 'done' }, { requests: [child(left, y)] })),
      ]);
      await ledger.release(settled[0].next ? [settled[0].next] : []);
      await other.release(settled[1].next ? [settled[1].next] : []);

      expect((await drainWaking([left, right])).toSorted()).toEqual([left, right]);
    }
  });

  it('lets three trees in a ring end', async () => {
    const names = ['r1', 'r2', 'r3'];
    await ledger.enqueue(names.map((recordId) => aDraft({ queue, recordId })));
    const all = await claimFrom(ledger, queue);

    for (const [place, name] of names.entries()) {
      const parent = all.find(({ recordId }) => recordId === name) as ClaimedRequest;
      const { next } = await waitFor(parent, [child(names[(place + 1) % 3] as string, parent)]);
      if (next) await ledger.release([next]);
    }
    const ran = await drainWaking(names);

    expect(ran.toSorted()).toEqual(['r1', 'r1', 'r2', 'r2', 'r3', 'r3']);
    expect(await rowsOf(bench.database.store, `SELECT key FROM lane WHERE queue = ${queue}`)).toEqual([]);
  });

  it('finds by the sweep a ring that two commits closed without seeing each other', async () => {
    const mended: string[] = [];
    await using own = await aLedgerBench(make, { onMended: (what) => mended.push(what) });
    const of = await aQueue(own.database.store);
    await own.ledger.enqueue(['x', 'y'].map((recordId) => aDraft({ queue: of, recordId })));
    const both = await claimFrom(own.ledger, of);
    const [x, y] = ['x', 'y'].map((name) => both.find((one) => one.recordId === name)) as [
      ClaimedRequest,
      ClaimedRequest,
    ];
    const childOf = (parent: ClaimedRequest, recordId: string) =>
      aDraft({ queue: of, recordId, parent: parent.seq, root: parent.seq, depth: 1 });
    const wait = { kind: 'children', then: 'done' } as const;
    await own.ledger.settle(settlementOf(x, wait, { requests: [childOf(x, 'y')] }));
    await own.ledger.settle(settlementOf(y, wait, { requests: [childOf(y, 'elsewhere')] }));
    // as if y's child had been put behind x by a commit that did not see x wait
    const sql = `UPDATE request SET lane = ${x.lane}, record_id = 'x' WHERE parent = ${y.seq}`;
    await rowsOf(own.database.store, sql);

    own.clock.advance(31_000);
    await own.ledger.sweep();
    const ran = await eventually(async () => {
      const more = await drain(own.ledger, of);
      const left = await rowsOf(
        own.database.store,
        `SELECT seq FROM request WHERE state < 100 AND queue = ${of}`,
      );
      return left.length === 0 && [more.length];
    });

    expect(ran).toBeDefined();
    expect(mended).toContain('cycles');
  });

  /** Runs what is ready until no lane of the queue is left. */
  async function drainWaking(names: readonly string[]): Promise<string[]> {
    const ran: string[] = [];
    await eventually(async () => {
      const claimed = await drain(ledger, queue);
      ran.push(...claimed.map(({ recordId }) => recordId));
      const left = await rowsOf(bench.database.store, `SELECT key FROM lane WHERE queue = ${queue}`);
      if (left.length > 0) throw new Error(`${left.length} lanes of ${names.join(', ')} are left`);
      return true;
    });
    return ran;
  }
}
