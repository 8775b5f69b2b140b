import { DELETE_BRAKE, DELETE_SETTLING, NEVER, rootOfSync } from '../../src/flow/index.js';
import type { BrakeNote, OpenLedger } from '../../src/ledger/index.js';
import {
  aDraft,
  aHook,
  aLedgerBench,
  aQueue,
  aReadDraft,
  claimFrom,
  drain,
  enqueueOne,
  rowsOf,
  settlementOf,
  type DraftWish,
  type LedgerBench,
  type MakeDatabase,
} from '../kit/ledgers.js';

const SETTLE_MS = 60_000;
const NOTE: BrakeNote = { at: 1, waiting: 3, over: 'more than 2' };

/** Deletes that wait beside their lanes (S6.2). */
export function ledgerAsideContract(make: MakeDatabase): void {
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

  const name = () => ({ queue, type: 'CUSTOMER' });
  const aDelete = (recordId: string, more: Partial<DraftWish> = {}) =>
    aReadDraft({
      queue,
      recordId,
      action: 'DELETED',
      state: 'held-aside',
      heldCode: DELETE_SETTLING,
      dueAt: bench.clock.now() + SETTLE_MS,
      ...more,
    });
  const aChange = (recordId: string, more: Partial<DraftWish> = {}) =>
    aDraft({ queue, recordId, overtakes: true, element: 7, ...more });
  const laneCount = async () =>
    (await rowsOf(bench.database.store, `SELECT key FROM lane WHERE queue = ${queue}`)).length;
  const stateOf = async (seq: number) => (await ledger.reads.request(seq))?.state;

  it('take no lane and run in their own once they are due, not before', async () => {
    const seq = await enqueueOne(ledger, aDelete('r'));
    const lanes = await laneCount();
    const early = await ledger.deletes.releaseDue(name());
    const claimedEarly = await claimFrom(ledger, queue);

    bench.clock.advance(SETTLE_MS);
    const released = await ledger.deletes.releaseDue(name());
    const ran = await drain(ledger, queue);

    expect([lanes, early, claimedEarly.length, released]).toEqual([0, 0, 0, 1]);
    expect(ran.map((one) => [one.seq, one.action, one.state])).toEqual([[seq, 'DELETED', 'queued']]);
  });

  it('hold nobody up: requests of other actions run meanwhile, and a waiting delete swallows none before it', async () => {
    const update = await enqueueOne(ledger, aReadDraft({ queue, recordId: 'r' }));
    const gone = await enqueueOne(ledger, aDelete('r'));
    const other = await enqueueOne(ledger, aDraft({ queue, recordId: 'r', action: 'OTHER' }));

    const ran = await drain(ledger, queue);

    expect(ran.map(({ seq }) => seq)).toEqual([update, other]);
    expect(await stateOf(gone)).toBe('held-aside');
  });

  it('are overtaken by what says the record is there, in its commit, and say by what', async () => {
    const gone = await enqueueOne(ledger, aDelete('r'));
    const bystander = await enqueueOne(ledger, aDelete('other'));

    const change = await enqueueOne(ledger, aChange('r'));

    const row = await ledger.reads.request(gone);
    expect(row).toMatchObject({ state: 'ended', heldCode: 'overtaken' });
    expect(JSON.parse(row?.result ?? '')).toMatchObject({ by: change, element: 7, action: 'UPDATED' });
    expect(JSON.parse(row?.trail ?? '')).toMatchObject([{ verdict: 'overtaken', rule: 'delete.settle' }]);
    expect(await stateOf(bystander)).toBe('held-aside');
    bench.clock.advance(SETTLE_MS);
    await ledger.deletes.releaseDue(name());
    expect((await drain(ledger, queue)).map(({ seq }) => seq)).toEqual([change, bystander]);
  });

  it('are overtaken also by what folds, in their lane, into an earlier request', async () => {
    const update = await enqueueOne(ledger, aReadDraft({ queue, recordId: 'r' }));
    const gone = await enqueueOne(ledger, aDelete('r'));

    const [answer] = await ledger.enqueue([aReadDraft({ queue, recordId: 'r', overtakes: true })]);

    expect(answer).toEqual({ kind: 'folded', into: update });
    expect(await stateOf(gone)).toBe('ended');
    await drain(ledger, queue);
  });

  it('fold: a later delete goes into the one that waits, which keeps its time', async () => {
    const first = await enqueueOne(ledger, aDelete('r'));
    bench.clock.advance(SETTLE_MS / 2);

    const again = await ledger.enqueue([aDelete('r', { element: 4 }), aDelete('r', { element: 5 })]);

    expect(again).toEqual([
      { kind: 'folded', into: first },
      { kind: 'folded', into: first },
    ]);
    bench.clock.advance(SETTLE_MS / 2);
    expect(await ledger.deletes.releaseDue(name())).toBe(1);
    const [ran] = await drain(ledger, queue);
    expect(JSON.parse(ran?.trail ?? '')).toMatchObject([
      { facts: { element: 4 } },
      { facts: { element: 5 } },
    ]);
  });

  it('of one commit are judged in the order of receipt', async () => {
    const answers = await ledger.enqueue([aDelete('r'), aDelete('r'), aChange('r'), aDelete('r')]);

    const [first, folded, change, last] = answers;
    const seqs = [first, change, last].map((one) => (one?.kind === 'queued' ? one.seq : 0));
    expect(folded).toEqual({ kind: 'folded', into: seqs[0] });
    expect(await Promise.all(seqs.map(stateOf))).toEqual(['ended', 'queued', 'held-aside']);
    await drain(ledger, queue);
  });

  it('are counted by queue and type', async () => {
    await ledger.enqueue([aDelete('a'), aDelete('b'), aDelete('c', { type: 'PRODUCT' })]);

    const windows = (await ledger.deletes.windows()).filter((window) => window.queue === queue);

    expect(new Map(windows.map(({ type, settling, held }) => [type, [settling, held]]))).toEqual(
      new Map([
        ['CUSTOMER', [2, 0]],
        ['PRODUCT', [1, 0]],
      ]),
    );
    expect(windows[0]?.nextDueAt).toBe(bench.clock.now() + SETTLE_MS);
  });

  it('held by the brake wait for a person whatever the clock says, and run late once released', async () => {
    await ledger.enqueue(['a', 'b', 'c'].map((id) => aDelete(id)));
    const held = await ledger.deletes.hold(name(), NOTE);
    bench.clock.advance(10 * SETTLE_MS);
    const released = await ledger.deletes.releaseDue(name());

    const window = await ledger.deletes.window(name());
    const { changed } = await ledger.deletes.command('queue', name());

    expect([held, released, changed.length]).toEqual([3, 0, 3]);
    expect(window).toMatchObject({ settling: 0, held: 3, nextDueAt: null, brake: NOTE });
    const ran = await drain(ledger, queue);
    expect(ran.map(({ recordId }) => recordId).sort()).toEqual(['a', 'b', 'c']);
    expect(JSON.parse(ran[0]?.result ?? '')).toEqual({ brake: NOTE });
  });

  it('held by the brake are cancelled as a whole, released singly, or overtaken', async () => {
    const seqs = await Promise.all(['a', 'b', 'c', 'd'].map((id) => enqueueOne(ledger, aDelete(id))));
    await ledger.deletes.hold(name(), NOTE);

    const single = await ledger.commandRequests('queue', [seqs[0] as number]);
    await ledger.enqueue([aChange('b')]);
    const { changed } = await ledger.deletes.command('cancel', name());

    expect(single.changed).toEqual([seqs[0]]);
    expect(new Set(changed)).toEqual(new Set([seqs[2], seqs[3]]));
    expect(await Promise.all(seqs.map(stateOf))).toEqual(['queued', 'ended', 'cancelled', 'cancelled']);
    await drain(ledger, queue);
  });

  it('that the brake took between the look and the release stay where they are', async () => {
    const seq = await enqueueOne(ledger, aDelete('r'));
    bench.clock.advance(SETTLE_MS);

    const both = await Promise.all([ledger.deletes.hold(name(), NOTE), ledger.deletes.releaseDue(name())]);

    const row = await ledger.reads.request(seq);
    expect(both[0] + both[1]).toBe(1);
    expect(row?.heldCode).toBe(both[0] === 1 ? DELETE_BRAKE : 'released');
    expect(row?.dueAt === NEVER).toBe(both[0] === 1);
    await ledger.deletes.command('cancel', name());
    await drain(ledger, queue);
  });

  it('keep no parent waiting', async () => {
    const parent = await enqueueOne(ledger, aDraft({ queue, recordId: 'p' }));
    const [claimed] = await claimFrom(ledger, queue);
    const child = aDelete('c', { parent, root: parent });

    await ledger.settle(
      settlementOf(claimed as never, { kind: 'children', then: 'done' }, { requests: [child] }),
    );
    await ledger.sweep();

    expect(await stateOf(parent)).toBe('done');
    expect((await ledger.deletes.window(name())).settling).toBe(1);
  });

  it('are not over in what queued them, before they are', async () => {
    const root = rootOfSync(queue, false);
    await ledger.enqueue([aDelete('a', { root }), aDelete('b', { root })]);
    const progress = async () => ledger.reads.progress(root, queue);
    const waiting = await progress();

    bench.clock.advance(SETTLE_MS);
    await ledger.deletes.releaseDue(name());
    await drain(ledger, queue);

    expect(waiting).toMatchObject({ open: 2, ended: 0, done: 0 });
    expect(await progress()).toMatchObject({ open: 0, ended: 0, done: 2 });
  });

  it('survive the end of their process', async () => {
    const hook = aHook({ owner: 2 * queue });
    await ledger.accept(hook);
    const seq = await enqueueOne(ledger, aDelete('r'));

    ledger = await bench.nextProcess();

    expect(await stateOf(seq)).toBe('held-aside');
    bench.clock.advance(SETTLE_MS);
    expect(await ledger.deletes.releaseDue(name())).toBe(1);
    expect((await drain(ledger, queue)).map((one) => one.seq)).toEqual([seq]);
  });
}
