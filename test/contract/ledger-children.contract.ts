import { CHILD_WINDOW, DELETE_SETTLING, childFactsOf, type ChildMark } from '../../src/flow/index.js';
import type { ChildFigures, OpenLedger } from '../../src/ledger/index.js';
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

const WINDOW_MS = 30_000;
const HOUR_MS = 3_600_000;
const NOTHING: ChildFigures = { made: 0, folded: 0, absorbed: 0, ignored: 0, calls: 0 };

/** Parents that wait beside their lanes for more of their children, and what children are counted as. */
export function ledgerChildrenContract(make: MakeDatabase): void {
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

  const markOf = (policy: ChildMark['policy']): ChildMark => ({
    connection: queue,
    scope: 'address/updated',
    policy,
  });
  const fromChild = (recordId: string, policy: ChildMark['policy'], more: Partial<DraftWish> = {}) => {
    const child = markOf(policy);
    const trail = JSON.stringify([{ saw: { 'child.parent': childFactsOf(child) } }]);
    return aReadDraft({ queue, recordId, child, trail, ...more });
  };
  const waiting = (recordId: string, more: Partial<DraftWish> = {}) =>
    fromChild(recordId, 'coalesce', {
      state: 'held-aside',
      heldCode: CHILD_WINDOW,
      dueAt: bench.clock.now() + WINDOW_MS,
      ...more,
    });
  const own = (recordId: string, more: Partial<DraftWish> = {}) =>
    aReadDraft({ queue, recordId, absorbs: true, ...more });
  const aDelete = (recordId: string) =>
    aReadDraft({
      queue,
      recordId,
      action: 'DELETED',
      state: 'held-aside',
      heldCode: DELETE_SETTLING,
      dueAt: bench.clock.now() + 10 * WINDOW_MS,
    });
  const stateOf = async (seq: number) => (await ledger.reads.request(seq))?.state;
  const figures = async (policy: ChildMark['policy'] = 'coalesce') =>
    (await ledger.children.day(queue, 'address/updated')).policies.get(policy) ?? NOTHING;
  const afterWindow = async () => {
    bench.clock.advance(WINDOW_MS);
    await ledger.children.releaseDue();
    return drain(ledger, queue);
  };

  it('are one request, in its lane when the window of the first child is over and not before', async () => {
    const seq = await enqueueOne(ledger, waiting('p'));
    bench.clock.advance(WINDOW_MS / 2);
    const later = await ledger.enqueue([waiting('p', { element: 1 }), waiting('p', { element: 2 })]);
    await ledger.children.releaseDue();
    const early = await claimFrom(ledger, queue);

    bench.clock.advance(WINDOW_MS / 2);
    await ledger.children.releaseDue();
    const ran = await drain(ledger, queue);

    expect(later).toEqual([
      { kind: 'folded', into: seq },
      { kind: 'folded', into: seq },
    ]);
    expect(early).toEqual([]);
    expect(ran.map((one) => [one.seq, one.action])).toEqual([[seq, 'UPDATED']]);
    expect(JSON.parse(ran[0]?.trail ?? '')).toMatchObject([
      {},
      { facts: { element: 1 } },
      { facts: { element: 2 } },
    ]);
    expect(await figures()).toEqual({ ...NOTHING, made: 1, folded: 2 });
  });

  it('are absorbed by a request of the record that reads it, in its commit, and say by which', async () => {
    const [seq, other] = [await enqueueOne(ledger, waiting('p')), await enqueueOne(ledger, waiting('q'))];

    const reading = await enqueueOne(ledger, own('p'));

    const row = await ledger.reads.request(seq);
    expect(row).toMatchObject({ state: 'ended', heldCode: 'folded' });
    expect(JSON.parse(row?.result ?? '')).toMatchObject({ into: reading });
    expect(new Set((await afterWindow()).map((one) => one.seq))).toEqual(new Set([reading, other]));
    expect(await figures()).toEqual({ ...NOTHING, made: 2, absorbed: 1 });
  });

  it('are not absorbed by what does not read the record', async () => {
    const seq = await enqueueOne(ledger, waiting('p'));
    const payload = await enqueueOne(ledger, aDraft({ queue, recordId: 'p' }));

    expect(new Set((await afterWindow()).map((one) => one.seq))).toEqual(new Set([seq, payload]));
  });

  it('of one commit are judged in the order of receipt', async () => {
    const answers = await ledger.enqueue([waiting('p'), waiting('p'), own('p'), waiting('p')]);

    const seqs = [0, 2, 3].map((index) => {
      const answer = answers[index];
      return answer?.kind === 'queued' ? answer.seq : 0;
    });
    expect(answers[1]).toEqual({ kind: 'folded', into: seqs[0] });
    expect(await Promise.all(seqs.map(stateOf))).toEqual(['ended', 'queued', 'held-aside']);
    expect(await figures()).toEqual({ ...NOTHING, made: 2, folded: 1, absorbed: 1 });
    await afterWindow();
  });

  it('go into a request of the record that waits in its lane when they are due, and not into one that has begun', async () => {
    const [before, begun] = [await enqueueOne(ledger, own('p')), await enqueueOne(ledger, own('q'))];
    const [seq, alone] = [await enqueueOne(ledger, waiting('p')), await enqueueOne(ledger, waiting('q'))];
    bench.clock.advance(WINDOW_MS);
    const claimed = await claimFrom(ledger, queue);
    await ledger.release(claimed.filter(({ recordId }) => recordId === 'p'));

    await ledger.children.releaseDue();

    expect(await stateOf(seq)).toBe('ended');
    expect(await stateOf(alone)).toBe('queued');
    expect(await figures()).toMatchObject({ made: 2, absorbed: 1 });
    expect((await ledger.reads.request(before))?.trail).toContain(`"request":${seq}`);
    const { next } = await ledger.settle(
      settlementOf(claimed.find(({ seq: its }) => its === begun) as never),
    );
    expect(next?.seq).toBe(alone);
    await ledger.settle(settlementOf(next as never));
    expect((await drain(ledger, queue)).map((one) => one.seq)).toEqual([before]);
  });

  it('and deletes wait side by side: neither folds into the other, and the brake counts deletes alone', async () => {
    const gone = await enqueueOne(ledger, aDelete('p'));
    const child = await enqueueOne(ledger, waiting('p'));
    const again = await ledger.enqueue([waiting('p'), aDelete('p')]);
    const windows = (await ledger.deletes.windows()).filter((window) => window.queue === queue);
    const name = { queue, type: 'CUSTOMER' };

    const held = await ledger.deletes.hold(name, { at: 1, waiting: 1, over: 'a test' });
    const there = await ledger.deletes.waitingAt([
      { ...name, recordId: 'p' },
      { ...name, recordId: 'q' },
    ]);
    const onlyChild = await enqueueOne(ledger, waiting('q'));
    const notThere = await ledger.deletes.waitingAt([{ ...name, recordId: 'q' }]);

    expect(again).toEqual([
      { kind: 'folded', into: child },
      { kind: 'folded', into: gone },
    ]);
    expect(windows).toMatchObject([{ settling: 1, held: 0 }]);
    expect([held, [...there], [...notThere]]).toEqual([1, [0], []]);
    expect(new Set((await afterWindow()).map(({ seq }) => seq))).toEqual(new Set([child, onlyChild]));
    expect(await stateOf(gone)).toBe('held-aside');
    await ledger.deletes.command('cancel', name);
  });

  it('overtake the deletes of their record where they say that it is there, while they wait themselves', async () => {
    const gone = await enqueueOne(ledger, aDelete('p'));
    await enqueueOne(ledger, waiting('p', { overtakes: true }));

    expect(await stateOf(gone)).toBe('ended');
    await ledger.enqueue([aDelete('q'), waiting('q', { overtakes: false })]);
    expect((await ledger.deletes.window({ queue, type: 'CUSTOMER' })).settling).toBe(1);
    await afterWindow();
    await ledger.deletes.hold({ queue, type: 'CUSTOMER' }, { at: 1, waiting: 1, over: 'a test' });
    await ledger.deletes.command('cancel', { queue, type: 'CUSTOMER' });
  });

  it('keep no parent of theirs in the tree waiting', async () => {
    const above = await enqueueOne(ledger, aDraft({ queue, recordId: 'generic' }));
    const [claimed] = await claimFrom(ledger, queue);
    const child = waiting('c', { parent: above, root: above });

    await ledger.settle(
      settlementOf(claimed as never, { kind: 'children', then: 'done' }, { requests: [child] }),
    );
    await ledger.sweep();

    expect(await stateOf(above)).toBe('done');
    expect((await afterWindow()).map(({ recordId }) => recordId)).toEqual(['c']);
  });

  it('are counted with the calls they made, and with those of what they brought about', async () => {
    const elsewhere = await aQueue(bench.database.store);
    await ledger.enqueue([fromChild('p', 'parent'), fromChild('p', 'parent')]);
    const broughtAbout = [aDraft({ queue: elsewhere, recordId: '9' })];
    await drain(ledger, queue, (request) =>
      request.attempts === 0
        ? settlementOf(request, { kind: 'retry', at: 0, usesAttempt: true, reason: 'x' }, { calls: 1 })
        : settlementOf(request, { kind: 'done' }, { calls: 2, requests: broughtAbout }),
    );
    await drain(ledger, elsewhere, (request) => settlementOf(request, { kind: 'done' }, { calls: 4 }));

    expect(await figures('parent')).toEqual({ ...NOTHING, made: 1, folded: 1, calls: 7 });
    await enqueueOne(ledger, own('p'));
    await drain(ledger, queue, (request) => settlementOf(request, { kind: 'done' }, { calls: 9 }));
    expect(await figures('parent')).toMatchObject({ calls: 7 });
  });

  it('that their scope ignores are counted where their verdict is written', async () => {
    const hook = aHook({ owner: 2 * queue });
    await ledger.accept(hook);
    const claim = (await ledger.holdInbox(2 * queue)) ?? 0;
    const [open] = await ledger.openHooks(2 * queue, 10);
    const facts = { fromType: 'CUSTOMER_ADDRESS', ...childFactsOf(markOf('ignore')) };
    const verdict = (more: object) => ({
      tenant: 1,
      connection: queue,
      owner: 2 * queue,
      hook: open?.seq ?? 0,
      element: 0,
      parent: null,
      scope: 'address/updated',
      type: null,
      recordId: '5|1',
      ruling: {
        verdict: 'child-ignored',
        rule: 'child.parent',
        facts: more,
        configVersion: 1,
        at: 1,
      } as never,
    });

    await ledger.resolve({
      hook: open?.seq ?? 0,
      owner: 2 * queue,
      claim,
      from: 0,
      to: 2,
      plan: null,
      isLast: true,
      requests: [],
      verdicts: [verdict(facts), verdict({ reason: 'its parent is not wanted' })],
      events: [],
    });

    expect(await figures('ignore')).toEqual({ ...NOTHING, ignored: 1 });
    await ledger.releaseInbox(2 * queue, claim);
  });

  it('are counted for a day, and forgotten after two', async () => {
    await enqueueOne(ledger, fromChild('p', 'parent'));
    await drain(ledger, queue);
    const day = (): Promise<ChildFigures> => figures('parent');
    bench.clock.advance(23 * HOUR_MS);
    expect((await day()).made).toBe(1);

    bench.clock.advance(HOUR_MS);
    expect((await day()).made).toBe(0);
    await ledger.children.forgetOld();
    expect(await countRows()).toBe(1);
    bench.clock.advance(25 * HOUR_MS);
    expect(await ledger.children.forgetOld()).toBe(false);
    expect(await countRows()).toBe(0);
  });

  async function countRows(): Promise<number> {
    const rows = await rowsOf(
      bench.database.store,
      `SELECT hour FROM child_count WHERE connection = ${queue}`,
    );
    return rows.length;
  }

  it('survive the end of their process', async () => {
    const seq = await enqueueOne(ledger, waiting('p'));

    ledger = await bench.nextProcess();

    await ledger.enqueue([waiting('p')]);
    expect((await afterWindow()).map((one) => one.seq)).toEqual([seq]);
    expect(await figures()).toEqual({ ...NOTHING, made: 1, folded: 1 });
  });
}
