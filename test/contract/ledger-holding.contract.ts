import type { ClaimedRequest, Outcome } from '../../src/flow/index.js';
import { ClaimPlanner, PARKED_INVALID, type OpenLedger } from '../../src/ledger/index.js';
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
  type LedgerBench,
  type MakeDatabase,
} from '../kit/ledgers.js';
import { scaled } from '../kit/scale.js';

const NEVER = 9e15;
const LANES = scaled(60_000, 3_000);
const MOUNTAIN = scaled(100_000, 4_000);

/** What waits holds nothing but itself: retries, held and parked requests, held queues, other tenants. */
export function ledgerHoldingContract(make: MakeDatabase): void {
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

  const lanesOf = (of = queue) =>
    rowsOf<{ key: number; ready_at: number; tier: number }>(
      bench.database.store,
      `SELECT key, ready_at, tier FROM lane WHERE queue = ${of} ORDER BY key`,
    );

  const endAs = async (recordId: string, outcome: Outcome, read = false): Promise<ClaimedRequest> => {
    const draft = read ? aReadDraft({ queue, recordId }) : aDraft({ queue, recordId });
    const seq = await enqueueOne(ledger, draft);
    const claimed = await claimFrom(ledger, queue);
    const request = claimed.find((one) => one.seq === seq) as ClaimedRequest;
    await ledger.release(claimed.filter((one) => one !== request));
    await ledger.settle(settlementOf(request, outcome));
    return request;
  };

  describe('retries', () => {
    it('hold their own lane only, keep their place, and stand behind fresh work', async () => {
      const at = bench.clock.now() + 5_000;
      const failed = await endAs('a', {
        kind: 'retry',
        at,
        usesAttempt: true,
        reason: 'timeout',
        facts: { sent: 1 },
      });
      await ledger.enqueue([aDraft({ queue, recordId: 'a', element: 1 }), aDraft({ queue, recordId: 'b' })]);

      const meanwhile = await drain(ledger, queue);
      const tiers = (await lanesOf()).map(({ tier }) => tier);
      bench.clock.advance(5_000);
      const after = await drain(ledger, queue);

      expect(meanwhile.map(({ recordId }) => recordId)).toEqual(['b']);
      expect(tiers).toEqual([1]);
      expect(after.map(({ seq, attempts, result }) => [seq, attempts, result])).toEqual([
        [failed.seq, 1, '{"sent":1}'],
        [after[1]?.seq, 0, null],
      ]);
    });

    it('go to the retry class, and cost nothing that is the destination’s fault', async () => {
      const at = bench.clock.now() + 1_000;
      const { seq } = await endAs('down', { kind: 'retry', at, usesAttempt: false, reason: 'unreachable' });

      const [lane] = await lanesOf();
      const stored = await ledger.reads.request(seq);

      expect(lane).toMatchObject({ tier: 2, ready_at: at });
      expect(stored).toMatchObject({ state: 'waiting-retry', attempts: 0, heldCode: 'unreachable' });
      bench.clock.advance(1_000);
      expect(await drain(ledger, queue)).toHaveLength(1);
    });
  });

  describe('held and parked requests', () => {
    it('wait for their code, hold their lane, and are released together', async () => {
      for (const recordId of ['a', 'b'])
        await endAs(recordId, { kind: 'held', code: 'BadConfig:x', reason: 'no map' });
      await endAs('c', { kind: 'held', code: 'other', reason: 'else' });
      await enqueueOne(ledger, aDraft({ queue, recordId: 'a', element: 1 }));
      const meanwhile = await claimFrom(ledger, queue);

      const released = await ledger.releaseRequests({ queues: [queue], code: 'BadConfig:x' });
      const ran = await drain(ledger, queue);

      expect(meanwhile).toEqual([]);
      expect(released).toBe(2);
      expect(ran.map(({ recordId, element }) => `${recordId} ${element}`).toSorted()).toEqual([
        'a 0',
        'a 1',
        'b 0',
      ]);
      expect(await lanesOf()).toMatchObject([{ ready_at: NEVER }]);
      expect(await ledger.releaseRequests({ queues: [queue], code: 'other' })).toBe(1);
      await drain(ledger, queue);
    });

    it('are released with all codes under theirs, page by page, of several queues, and no others', async () => {
      const other = queue + 1_000;
      const held = (of: number, code: string, count: number) =>
        Array.from({ length: count }, (_, n) =>
          aDraft({ queue: of, recordId: `${code} ${n}`, state: 'held', heldCode: code }),
        );
      await ledger.enqueue([
        ...held(queue, 'set', 150),
        ...held(queue, 'set:a', 150),
        ...held(queue, 'set:b', 150),
        ...['se', 'set-up', 'settle', 'set;'].flatMap((code) => held(queue, code, 1)),
        ...held(other, 'set:a', 2),
        ...held(queue + 2_000, 'set', 1),
      ]);

      const released = await ledger.releaseRequests({ queues: [queue, other], code: 'set' });

      expect(released).toBe(452);
      expect(await ledger.releaseRequests({ queues: [queue, other], code: 'set' })).toBe(0);
      for (const code of ['se', 'set-up', 'settle', 'set;'])
        expect(await ledger.releaseRequests({ queues: [queue], code })).toBe(1);
      await drain(ledger, queue);
    });

    it('parked with skip, the lane goes on; a later success supersedes one that reads its source', async () => {
      const parked = await endAs('r', { kind: 'parked', reason: 'policy', lane: 'skip' }, true);
      const kept = await endAs('p', { kind: 'parked', reason: 'policy', lane: 'skip' });

      await ledger.enqueue([aReadDraft({ queue, recordId: 'r' }), aDraft({ queue, recordId: 'p' })]);
      const ran = await drain(ledger, queue);

      expect(ran).toHaveLength(2);
      expect(await ledger.reads.request(parked.seq)).toMatchObject({
        state: 'ended',
        heldCode: 'superseded',
      });
      expect(await ledger.reads.request(kept.seq)).toMatchObject({ state: 'parked', heldCode: 'policy' });
    });

    it('parked with block, the lane waits behind it until it is released', async () => {
      const { seq } = await endAs('p', { kind: 'parked', reason: 'policy', lane: 'block' });
      await enqueueOne(ledger, aDraft({ queue, recordId: 'p', element: 1 }));
      const meanwhile = await claimFrom(ledger, queue);

      const released = await ledger.releaseRequests({ seq });
      const ran = await drain(ledger, queue);

      expect([meanwhile.length, released]).toEqual([0, 1]);
      expect(ran.map(({ element }) => element)).toEqual([0, 1]);
      expect(await ledger.releaseRequests({ seq })).toBe(0);
    });

    it('blocked because the destination refused it, it gets another try with its record’s next hook', async () => {
      await endAs('p', { kind: 'parked', reason: PARKED_INVALID, lane: 'block' });

      await enqueueOne(ledger, aDraft({ queue, recordId: 'p', element: 1 }));
      const ran = await drain(ledger, queue);

      expect(ran.map(({ element }) => element)).toEqual([0, 1]);
    });

    it('parked and released after its lane is gone, it runs again', async () => {
      const { seq } = await endAs('gone', { kind: 'parked', reason: 'policy', lane: 'skip' });
      const before = await lanesOf();

      await ledger.releaseRequests({ seq });
      const ran = await drain(ledger, queue);

      expect(before).toEqual([]);
      expect(ran.map((one) => one.seq)).toEqual([seq]);
      expect(await ledger.reads.request(seq)).toMatchObject({ state: 'done' });
    });

    it('put aside or ended by a person, they let their lane go on; what a worker holds is left to it', async () => {
      const retry = { kind: 'retry', at: NEVER - 1, usesAttempt: true, reason: 'x' } as const;
      const waiting = await endAs('w', retry);
      const held = await endAs('h', { kind: 'held', code: 'c', reason: 'r' });
      const behind = [
        await enqueueOne(ledger, aDraft({ queue, recordId: 'w', element: 1 })),
        await enqueueOne(ledger, aDraft({ queue, recordId: 'h', element: 1 })),
      ];
      const running = await enqueueOne(ledger, aDraft({ queue, recordId: 'r' }));
      const [claimed] = await claimFrom(ledger, queue);

      const parked = await ledger.commandRequests('park', [waiting.seq, running]);
      const cancelled = await ledger.commandRequests('cancel', [held.seq, running]);
      await ledger.settle(settlementOf(claimed as ClaimedRequest));
      const ran = await drain(ledger, queue);

      expect(claimed?.seq).toBe(running);
      expect([parked, cancelled]).toEqual([
        { changed: [waiting.seq], running: 1 },
        { changed: [held.seq], running: 1 },
      ]);
      expect(new Set(ran.map(({ seq }) => seq))).toEqual(new Set(behind));
      expect(await ledger.reads.request(held.seq)).toMatchObject({ state: 'cancelled' });
      expect(await ledger.commandRequests('queue', [waiting.seq, held.seq])).toMatchObject({
        changed: [waiting.seq],
      });
      expect(await drain(ledger, queue)).toMatchObject([
        { seq: waiting.seq, attempts: 1, result: '{"parkedFrom":"waiting-retry"}' },
      ]);
    });

    it('queued again by a person, they go before what came after them and still waits', async () => {
      const old = await enqueueOne(ledger, aDraft({ queue, recordId: 'o' }));
      await ledger.commandRequests('park', [old]);
      const behind = await enqueueOne(ledger, aDraft({ queue, recordId: 'o', element: 1 }));

      const again = await ledger.commandRequests('queue', [old]);
      const ran = await drain(ledger, queue);

      expect(again.changed).toEqual([old]);
      expect(ran.map(({ seq }) => seq)).toEqual([old, behind]);
    });

    it('queued again with a word of a person, they have it beside what they had', async () => {
      const facts = { disputed: [{ field: 'price' }] };
      const parked = await endAs('d', { kind: 'parked', reason: 'edit-conflict', lane: 'skip', facts });
      await ledger.commandRequests('queue', [parked.seq], { word: { decided: 'keep' } });

      const [claimed] = await claimFrom(ledger, queue);

      expect(JSON.parse(claimed?.result ?? '')).toEqual({ ...facts, decided: 'keep' });
      await ledger.settle(settlementOf(claimed as ClaimedRequest));
    });

    it('enters held where the gate says so, and holds what comes behind it', async () => {
      await ledger.enqueue([
        aDraft({ queue, recordId: 'g', state: 'held', heldCode: 'guard' }),
        aDraft({ queue, recordId: 'g', element: 1 }),
      ]);
      const meanwhile = await claimFrom(ledger, queue);

      await ledger.releaseRequests({ queues: [queue], code: 'guard' });

      expect(meanwhile).toEqual([]);
      expect((await drain(ledger, queue)).map(({ element }) => element)).toEqual([0, 1]);
    });
  });

  describe('a held queue', () => {
    it(`frees ${LANES} lanes behind a dead destination by one row, touching none of them`, async () => {
      const count = LANES;
      const drafts = Array.from({ length: count }, (_, n) => aDraft({ queue, recordId: `d${n}` }));
      for (let from = 0; from < count; from += 1_000) await ledger.enqueue(drafts.slice(from, from + 1_000));
      const before = await lanesOf();

      await ledger.holdQueue(queue, NEVER, 'unreachable');
      const held = [await ledger.readyQueues(), await claimFrom(ledger, queue)];
      const during = await lanesOf();
      await ledger.holdQueue(queue, 0, null);
      const ready = await ledger.readyQueues();
      const claimed = await claimFrom(ledger, queue, 64);

      expect(before).toHaveLength(count);
      expect(held[0]).not.toContainEqual({ queue, tier: 1 });
      expect(held[1]).toEqual([]);
      expect(during).toEqual(before);
      expect(ready).toContainEqual({ queue, tier: 1 });
      expect(claimed).toHaveLength(64);
      await ledger.release(claimed);
      await rowsOf(bench.database.store, `DELETE FROM lane WHERE queue = ${queue}`);
      await rowsOf(bench.database.store, `UPDATE request SET state = 130 WHERE queue = ${queue}`);
    }, 90_000);

    it('is held in every process within a second or two, and probed when its time has come', async () => {
      const other = bench.database.store.engine === 'sqlite' ? ledger : await bench.nextProcess();
      await enqueueOne(ledger, aDraft({ queue, recordId: 'probe' }));
      await ledger.holdQueue(queue, bench.clock.now() + 5_000, 'unreachable');
      bench.clock.advance(1_001);

      const held = await other.readyQueues();
      bench.clock.advance(5_000);
      const probing = await other.readyQueues();

      expect(held).not.toContainEqual({ queue, tier: 1 });
      expect(probing).toContainEqual({ queue, tier: 1 });
      await drain(ledger, queue);
    });

    it('does not keep a lane of a queue that was held meanwhile', async () => {
      await ledger.enqueue([0, 1].map((element) => aDraft({ queue, recordId: 'k', element })));
      const [first] = await claimFrom(ledger, queue);

      await ledger.holdQueue(queue, bench.clock.now() + 60_000, 'down');
      const { next } = await ledger.settle(settlementOf(first as ClaimedRequest));

      expect(next).toBeUndefined();
      await ledger.holdQueue(queue, 0, null);
      await drain(ledger, queue);
    });
  });

  describe('fairness', () => {
    it(`claims ten requests of one tenant among the first, beside ${MOUNTAIN} of another`, async () => {
      const mountain = MOUNTAIN;
      const small = await aQueue(bench.database.store, 2);
      const drafts = Array.from({ length: mountain }, (_, n) => aDraft({ queue, recordId: `m${n}` }));
      for (let from = 0; from < mountain; from += 1_000)
        await ledger.enqueue(drafts.slice(from, from + 1_000));
      await ledger.enqueue(Array.from({ length: 10 }, (_, n) => aDraft({ queue: small, recordId: `s${n}` })));
      const planner = new ClaimPlanner();
      const queueOf = (id: number) => ({ tenant: id === small ? 2 : 1, weight: 1, maxRunning: 64 });

      const claimed: ClaimedRequest[] = [];
      while (claimed.filter((one) => one.queue === small).length < 10 && claimed.length < 200) {
        const ready = (await ledger.readyQueues()).filter(
          (one) => one.queue === queue || one.queue === small,
        );
        const asks = planner.plan({ ready, queueOf, running: () => 0, free: 8 });
        claimed.push(...(await ledger.claim(asks)));
      }

      expect(claimed.filter((one) => one.queue === small)).toHaveLength(10);
      expect(claimed.length).toBeLessThanOrEqual(24);
      await ledger.release(claimed);
      await drain(ledger, small);
      await rowsOf(bench.database.store, `DELETE FROM lane WHERE queue = ${queue}`);
      await rowsOf(bench.database.store, `UPDATE request SET state = 130 WHERE queue = ${queue}`);
    }, 90_000);

    it('gives a lane the class of its most urgent member, without changing its order', async () => {
      await enqueueOne(ledger, aDraft({ queue, recordId: 'l', tier: 4 }));
      await enqueueOne(ledger, aDraft({ queue, recordId: 'l', tier: 0, element: 1 }));
      const [lane] = await lanesOf();

      const ready = await ledger.readyQueues();
      const ran = await drain(ledger, queue);

      expect(lane?.tier).toBe(0);
      expect(ready).toContainEqual({ queue, tier: 0 });
      expect(ran.map(({ element }) => element)).toEqual([0, 1]);
    });
  });

  describe('what a crash or a bug left', () => {
    it('makes the lane of open requests again, and counts it', async () => {
      const mended: string[] = [];
      await using own = await aLedgerBench(make, { onMended: (what) => mended.push(what) });
      const of = await aQueue(own.database.store);
      await own.ledger.enqueue([aDraft({ queue: of, recordId: 'lost' })]);
      await rowsOf(own.database.store, `DELETE FROM lane WHERE queue = ${of}`);

      const swept = await own.ledger.sweep();

      expect(swept['lanes-missing']).toBe(1);
      expect(mended).toEqual(['lanes-missing']);
      expect(await drain(own.ledger, of)).toHaveLength(1);
    });

    it('drops a lane without a request when it is claimed, and counts it', async () => {
      const mended: string[] = [];
      await using own = await aLedgerBench(make, { onMended: (what) => mended.push(what) });
      const of = await aQueue(own.database.store);
      await own.ledger.enqueue([aDraft({ queue: of, recordId: 'empty' })]);
      await rowsOf(own.database.store, `UPDATE request SET state = 130 WHERE queue = ${of}`);

      const claimed = await claimFrom(own.ledger, of);

      expect(claimed).toEqual([]);
      expect(mended).toEqual(['lanes-empty']);
      expect(await rowsOf(own.database.store, `SELECT key FROM lane WHERE queue = ${of}`)).toEqual([]);
    });

    it('mends nothing in a quiet system', async () => {
      await using own = await aLedgerBench(make);
      const of = await aQueue(own.database.store);
      await own.ledger.accept(aHook({ owner: 2, receivedAt: own.clock.now() }));
      await own.ledger.enqueue([aDraft({ queue: of, recordId: 'fine' })]);

      expect(await own.ledger.sweep()).toEqual({ parents: 0, 'lanes-missing': 0, 'hooks-waiting': 0 });
    });

    it('draws claims that no start before it used', async () => {
      await using own = await aLedgerBench(make);
      const of = await aQueue(own.database.store);
      await own.ledger.enqueue(['a', 'b'].map((recordId) => aDraft({ queue: of, recordId })));
      const [before] = await claimFrom(own.ledger, of, 1);

      const next = await own.nextProcess();
      const [after] = await claimFrom(next, of, 1);

      expect(after?.claim).toBeGreaterThan(before?.claim ?? 0);
      expect(Number.isSafeInteger(after?.claim)).toBe(true);
    });
  });
}
