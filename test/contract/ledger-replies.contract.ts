import type { Slice } from '../../src/ledger/index.js';
import {
  aDraft,
  aHook,
  aLedgerBench,
  aQueue,
  aReadDraft,
  claimFrom,
  enqueueOne,
  settlementOf,
  type LedgerBench,
  type MakeDatabase,
} from '../kit/ledgers.js';

const LONG_MS = 10_000;

/** An answer waits for its hook's transfers, and is kept for repeats. */
export function ledgerRepliesContract(make: MakeDatabase): void {
  let bench: LedgerBench;
  let owner = 1_000_000;

  beforeAll(async () => {
    bench = await aLedgerBench(make);
  });
  afterAll(async () => {
    bench.ledger.replies.stop();
    await bench[Symbol.asyncDispose]();
  });
  beforeEach(() => {
    owner += 2;
  });

  it('a repeat finds the hook of its key and body, and its answer once there is one', async () => {
    const { ledger } = bench;
    const hook = aHook({ owner, key: 'd1', awaitsAnswer: true });
    const seq = await accepted(hook);

    const before = await ledger.replies.find(hook);
    const kept = await ledger.replies.keep(seq, 'first');
    const later = await ledger.replies.keep(seq, 'second');

    expect(before).toEqual({ hook: seq, answer: null });
    expect([kept, later]).toEqual(['first', 'first']);
    expect(await ledger.replies.find(hook)).toEqual({ hook: seq, answer: 'first' });
  });

  it('another body under the key has an answer of its own', async () => {
    const hook = aHook({ owner, key: 'd2', awaitsAnswer: true });
    const other = { ...hook, bodyHash: hook.bodyHash + 1 };
    await bench.ledger.replies.keep(await accepted(hook), 'first');

    const seq = await accepted(other);

    expect(await bench.ledger.replies.find(other)).toEqual({ hook: seq, answer: null });
  });

  it('200 copies at the same time wait for one hook', async () => {
    const hook = aHook({ owner, key: 'd3', awaitsAnswer: true });
    await Promise.all(Array.from({ length: 200 }, () => bench.ledger.accept(hook)));

    const found = await Promise.all(Array.from({ length: 200 }, () => bench.ledger.replies.find(hook)));

    expect(new Set(found.map((reply) => reply?.hook)).size).toBe(1);
  });

  it('nothing is expected of a hook that awaits no answer, and no key finds nothing', async () => {
    const plain = aHook({ owner, key: 'd4' });
    await accepted(plain);
    const keyless = aHook({ owner, awaitsAnswer: true });
    await accepted(keyless);

    expect(await bench.ledger.replies.find(plain)).toBeNull();
    expect(await bench.ledger.replies.find(keyless)).toBeNull();
  });

  it('waits until the hook is resolved and its last request is over', async () => {
    const { ledger } = bench;
    const queue = await aQueue(bench.database.store);
    const seq = await accepted(aHook({ owner, awaitsAnswer: true }));
    const states: string[] = [];
    const waiting = ledger.replies.untilAtRest(seq, LONG_MS).then((isAtRest) => {
      states.push('answered');
      return isAtRest;
    });

    await resolve(seq, [
      aDraft({ queue, recordId: 'a', hook: seq }),
      aDraft({ queue, recordId: 'b', hook: seq }),
    ]);
    const [first, second] = await claimFrom(ledger, queue);
    await ledger.settle(settlementOf(first as never));
    await ledger.replies.untilAtRest(seq, 1);
    states.push('second settles');
    await ledger.settle(settlementOf(second as never));
    ledger.replies.moved(seq);

    expect(await waiting).toBe(true);
    expect(states).toEqual(['second settles', 'answered']);
  });

  it('waits for the request that an element was folded into', async () => {
    const { ledger } = bench;
    const queue = await aQueue(bench.database.store);
    await enqueueOne(ledger, aReadDraft({ queue, recordId: 'c' }));
    const seq = await accepted(aHook({ owner, awaitsAnswer: true }));
    await resolve(seq, [aReadDraft({ queue, recordId: 'c', hook: seq })]);

    const early = await ledger.replies.untilAtRest(seq, 50);
    const [survivor] = await claimFrom(ledger, queue);
    await ledger.settle(settlementOf(survivor as never));

    expect(early).toBe(false);
    expect(await ledger.replies.untilAtRest(seq, LONG_MS)).toBe(true);
  });

  it('does not wait for a person', async () => {
    const { ledger } = bench;
    const queue = await aQueue(bench.database.store);
    const seq = await accepted(aHook({ owner, awaitsAnswer: true }));
    await resolve(seq, [aDraft({ queue, recordId: 'd', hook: seq })]);
    const [request] = await claimFrom(ledger, queue);
    await ledger.settle(settlementOf(request as never, { kind: 'parked', reason: 'invalid', lane: 'block' }));

    expect(await ledger.replies.untilAtRest(seq, LONG_MS)).toBe(true);
  });

  it('what another process finished is found by looking', async () => {
    const { ledger } = bench;
    const seq = await accepted(aHook({ owner, awaitsAnswer: true }));
    const waiting = ledger.replies.untilAtRest(seq, LONG_MS);

    await resolve(seq, []);

    expect(await waiting).toBe(true);
  });

  it('nobody waits longer than asked, or beyond the end of the host', async () => {
    await using other = await aLedgerBench(make);
    const answer = await other.ledger.accept(aHook({ owner, awaitsAnswer: true }));
    const seq = answer.kind === 'duplicate' ? 0 : answer.seq;

    const late = await other.ledger.replies.untilAtRest(seq, 20);
    const waiting = other.ledger.replies.untilAtRest(seq, LONG_MS);
    other.ledger.replies.stop();

    expect([late, await waiting, await other.ledger.replies.untilAtRest(seq, LONG_MS)]).toEqual([
      false,
      false,
      false,
    ]);
  });

  async function accepted(hook: ReturnType<typeof aHook>): Promise<number> {
    const answer = await bench.ledger.accept(hook);
    if (answer.kind === 'duplicate') throw new Error('the hook is a duplicate');
    return answer.seq;
  }

  async function resolve(hook: number, requests: Slice['requests']): Promise<void> {
    const claim = await bench.ledger.holdInbox(owner);
    const { isStored } = await bench.ledger.resolve({
      hook,
      owner,
      claim: claim ?? 0,
      from: 0,
      to: requests.length,
      plan: 'p',
      isLast: true,
      requests,
      verdicts: [],
      events: [],
    });
    if (!isStored) throw new Error('the slice was dropped');
  }
}
