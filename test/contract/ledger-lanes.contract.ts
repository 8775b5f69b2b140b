import type { ClaimedRequest, GatedRequest } from '../../src/flow/index.js';
import type { OpenLedger } from '../../src/ledger/index.js';
import {
  aDraft,
  aLedgerBench,
  aQueue,
  aReadDraft,
  claimFrom,
  drain,
  enqueueOne,
  LEASE_MS,
  ledgerOn,
  rowsOf,
  settlementOf,
  type LedgerBench,
  type MakeDatabase,
} from '../kit/ledgers.js';
import { scaled } from '../kit/scale.js';

const RACES = scaled(2_000, 300);

/** Requests wait in lanes and are run one at a time, in order, under claims that can be lost. */
export function ledgerLanesContract(make: MakeDatabase): void {
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
      `SELECT key, ready_at, tier FROM lane WHERE queue = ${of}`,
    );

  describe('order and overlap', () => {
    it('runs 50 requests on each of 20 keys in order and one at a time, with two workers', async () => {
      const other = await aSecondWorker(bench);
      const running = new Set<number>();
      const ran = new Map<string, number[]>();
      let overlaps = 0;
      const drafts = Array.from({ length: 1_000 }, (_, n) =>
        aDraft({ queue, recordId: `k${n % 20}`, element: n }),
      );
      for (let from = 0; from < drafts.length; from += 50)
        await ledger.enqueue(drafts.slice(from, from + 50));

      const work = async (worker: OpenLedger): Promise<void> => {
        for (let idle = 0; idle < 20;) {
          const claimed = await claimFrom(worker, queue, 3);
          idle = claimed.length === 0 ? idle + 1 : 0;
          for (const first of claimed) {
            for (let request: ClaimedRequest | undefined = first; request;) {
              if (running.has(request.lane)) overlaps += 1;
              running.add(request.lane);
              ran.set(request.recordId, [...(ran.get(request.recordId) ?? []), request.element]);
              await new Promise((resolve) => setImmediate(resolve));
              running.delete(request.lane);
              request = (await worker.settle(settlementOf(request))).next;
            }
          }
        }
      };
      await Promise.all([work(ledger), work(other), work(ledger), work(other)]);

      expect(overlaps).toBe(0);
      expect([...ran.values()].flat()).toHaveLength(1_000);
      for (const elements of ran.values()) expect(elements).toEqual(elements.toSorted((a, b) => a - b));
      expect(await lanesOf()).toEqual([]);
    }, 60_000);

    it(`never loses a request enqueued against the settle that empties its lane, ${RACES} times`, async () => {
      const other = await aSecondWorker(bench);
      let lost = 0;
      await ledger.enqueue([aDraft({ queue, recordId: 'race', element: 0 })]);

      for (let round = 1; round <= RACES; round += 1) {
        const [claimed] = await claimFrom(ledger, queue);
        if (!claimed) {
          lost += 1;
          continue;
        }
        const [settled] = await Promise.all([
          ledger.settle(settlementOf(claimed)),
          other.enqueue([aDraft({ queue, recordId: 'race', element: round })]),
        ]);
        if (settled.next) await ledger.release([settled.next]);
      }

      expect(lost).toBe(0);
      expect(await drain(ledger, queue)).toHaveLength(1);
      expect(await lanesOf()).toEqual([]);
    }, 60_000);

    it('gives a hot lane back after sixteen in a row', async () => {
      await ledger.enqueue(
        Array.from({ length: 20 }, (_, element) => aDraft({ queue, recordId: 'hot', element })),
      );
      const [first] = await claimFrom(ledger, queue);

      let inARow = 0;
      for (let request = first; request; inARow += 1)
        request = (await ledger.settle(settlementOf(request))).next;

      expect(inARow).toBe(16);
      expect((await claimFrom(ledger, queue)).map(({ element }) => element)).toEqual([16]);
    });

    it('does not keep a lane longer than a second', async () => {
      await ledger.enqueue([0, 1].map((element) => aDraft({ queue, recordId: 'slow', element })));
      const [first] = await claimFrom(ledger, queue);

      bench.clock.advance(1_001);
      const { next } = await ledger.settle(settlementOf(first as ClaimedRequest));

      expect(next).toBeUndefined();
      expect(await claimFrom(ledger, queue)).toHaveLength(1);
    });

    it('runs a request no earlier than it is due', async () => {
      const dueAt = bench.clock.now() + 5_000;
      await enqueueOne(ledger, aDraft({ queue, recordId: 'later', dueAt }));

      const before = await claimFrom(ledger, queue);
      bench.clock.advance(5_000);
      const after = await claimFrom(ledger, queue);

      expect([before.length, after.length]).toEqual([0, 1]);
    });
  });

  describe('the fast path', () => {
    it('runs new lanes from memory and leaves existing ones to their holder', async () => {
      const fast = await aFastWorker(bench);
      await enqueueOne(fast, aDraft({ queue, recordId: 'old', dueAt: bench.clock.now() + 1 }));

      const answers = await fast.enqueue(
        ['new', 'old', 'new'].map((recordId, element) =>
          aDraft({ queue, recordId, element, payload: '{"a":1}' }),
        ),
      );
      const claimed = answers.flatMap((one) => (one.kind === 'queued' && one.claimed ? [one.claimed] : []));
      bench.clock.advance(1);
      const others = await claimFrom(fast, queue);

      expect(claimed).toMatchObject([{ recordId: 'new', element: 0, state: 'queued', payload: '{"a":1}' }]);
      expect(others.map(({ recordId }) => recordId)).toEqual(['old']);
      const { next } = await fast.settle(settlementOf(claimed[0] as ClaimedRequest));
      expect(next?.element).toBe(2);
      await fast.settle(settlementOf(next as ClaimedRequest));
      const behind = await fast.settle(settlementOf(others[0] as ClaimedRequest));
      expect(behind.next).toMatchObject({ recordId: 'old', element: 1 });
      await fast.settle(settlementOf(behind.next as ClaimedRequest));
      expect(await lanesOf()).toEqual([]);
    });

    it('gives one queue a quarter of the window, and room again as requests are settled', async () => {
      const fast = await aFastWorker(bench, { requests: 40, bytes: 1_000_000 });
      const drafts = Array.from({ length: 30 }, (_, n) => aDraft({ queue, recordId: `w${n}` }));

      const answers = await fast.enqueue(drafts);
      const claimed = answers.flatMap((one) => (one.kind === 'queued' && one.claimed ? [one.claimed] : []));
      for (const request of claimed) await fast.settle(settlementOf(request));
      const again = await fast.enqueue([aDraft({ queue, recordId: 'next' })]);

      expect(claimed).toHaveLength(10);
      expect(again).toMatchObject([{ kind: 'queued', claimed: { recordId: 'next' } }]);
      await fast.settle(settlementOf((again[0] as { claimed: ClaimedRequest }).claimed));
      expect(await drain(fast, queue)).toHaveLength(20);
    });

    it('keeps to the bytes of the window, and out of held queues', async () => {
      const fast = await aFastWorker(bench, { requests: 100, bytes: 20_000 });
      const payload = 'x'.repeat(15_000);
      await fast.holdQueue(queue, bench.clock.now() + 60_000, 'down');
      const held = await fast.enqueue([aDraft({ queue, recordId: 'h' })]);
      await fast.holdQueue(queue, 0, null);

      const answers = await fast.enqueue(['a', 'b'].map((recordId) => aDraft({ queue, recordId, payload })));

      expect([...held, ...answers].map((one) => one.kind === 'queued' && one.claimed !== undefined)).toEqual([
        false,
        true,
        false,
      ]);
    });

    it('keeps no room for requests whose commit failed', async () => {
      const fast = await aFastWorker(bench, { requests: 8, bytes: 1_000_000 });
      const poisoned = aDraft({ queue, recordId: 'bad', payload: Symbol('no column') as unknown as string });

      for (let round = 0; round < 5; round += 1) {
        await expect(fast.enqueue([aDraft({ queue, recordId: `x${round}` }), poisoned])).rejects.toThrow();
      }
      const answers = await fast.enqueue([0, 1].map((n) => aDraft({ queue, recordId: `good${n}` })));

      expect(answers.map((one) => one.kind === 'queued' && one.claimed !== undefined)).toEqual([true, true]);
    });
  });

  describe('claims and leases', () => {
    it('refuses the settlement of a zombie, and writes nothing of it', async () => {
      const seq = await enqueueOne(ledger, aDraft({ queue, recordId: 'zombie' }));
      const [dead] = await claimFrom(ledger, queue);
      bench.clock.advance(LEASE_MS + 1);
      const [alive] = await claimFrom(ledger, queue);

      const late = await ledger.settle(
        settlementOf(
          dead as ClaimedRequest,
          { kind: 'done' },
          { requests: [aDraft({ queue, recordId: 'child' })] },
        ),
      );
      const good = await ledger.settle(
        settlementOf(alive as ClaimedRequest, { kind: 'ended', verdict: 'echo' }),
      );

      expect([late.kind, late.enqueued, good.kind]).toEqual(['lost', [], 'settled']);
      expect(await ledger.reads.request(seq)).toMatchObject({ state: 'ended', heldCode: 'echo' });
      expect(await lanesOf()).toEqual([]);
    });

    it('settles a request once, also when its worker asks twice', async () => {
      await enqueueOne(ledger, aDraft({ queue, recordId: 'twice' }));
      const [claimed] = await claimFrom(ledger, queue);
      const settlement = settlementOf(claimed as ClaimedRequest);

      const kinds = [
        ...(await Promise.all([ledger.settle(settlement), ledger.settle(settlement)])),
        await ledger.settle(settlement),
      ].map(({ kind }) => kind);

      expect(kinds.toSorted()).toEqual(['lost', 'lost', 'settled']);
    });

    it('keeps a lease that is extended and loses one whose loop stood still', async () => {
      await ledger.enqueue(['kept', 'stalled'].map((recordId) => aDraft({ queue, recordId })));
      const claimed = await claimFrom(ledger, queue);
      const kept = claimed.find(({ recordId }) => recordId === 'kept') as ClaimedRequest;
      const stalled = claimed.find(({ recordId }) => recordId === 'stalled') as ClaimedRequest;

      bench.clock.advance(10_000);
      const lostAt10 = await ledger.extend([kept]);
      bench.clock.advance(10_000);
      const [taken] = await claimFrom(ledger, queue);
      const lostAt20 = await ledger.extend([kept, stalled]);

      expect(lostAt10).toEqual([]);
      expect(taken).toMatchObject({ recordId: 'stalled', seq: stalled.seq });
      expect(taken?.claim).not.toBe(stalled.claim);
      expect(lostAt20).toEqual([stalled.lane]);
      expect((await ledger.settle(settlementOf(kept))).kind).toBe('settled');
      await ledger.settle(settlementOf(taken as ClaimedRequest));
    });

    it('gives lanes back unrun', async () => {
      await enqueueOne(ledger, aDraft({ queue, recordId: 'back' }));
      const claimed = await claimFrom(ledger, queue);

      await ledger.release(claimed);
      const [again] = await claimFrom(ledger, queue);

      expect(again).toMatchObject({ recordId: 'back', attempts: 0 });
      expect((await ledger.settle(settlementOf(claimed[0] as ClaimedRequest))).kind).toBe('lost');
      await ledger.settle(settlementOf(again as ClaimedRequest));
    });

    it('runs a killed worker’s lanes again: after the lease, on an embedded database after the restart', async () => {
      await using own = await aLedgerBench(make);
      const of = await aQueue(own.database.store);
      await own.ledger.enqueue(['a', 'b'].map((recordId) => aDraft({ queue: of, recordId })));
      const [first] = await claimFrom(own.ledger, of, 1);

      const next = await own.nextProcess();
      const atOnce = await claimFrom(next, of);
      own.clock.advance(LEASE_MS + 1);
      await next.release(atOnce);
      const later = await claimFrom(next, of);

      expect(atOnce).toHaveLength(own.database.store.engine === 'sqlite' ? 2 : 1);
      expect(later.map(({ recordId }) => recordId).toSorted()).toEqual(['a', 'b']);
      expect(later.map(({ claim }) => claim)).not.toContain(first?.claim);
      if (own.database.store.engine === 'postgres') {
        expect((await own.ledger.settle(settlementOf(first as ClaimedRequest))).kind).toBe('lost');
      }
    });

    it('frees everything at a stop', async () => {
      await using own = await aLedgerBench(make);
      const of = await aQueue(own.database.store);
      await enqueueOne(own.ledger, aDraft({ queue: of, recordId: 'a' }));
      await claimFrom(own.ledger, of);

      await own.ledger.stop();
      const next = await own.nextProcess();

      expect(await claimFrom(next, of)).toHaveLength(1);
    });
  });

  describe('groups', () => {
    it('fails one poisoned settlement of a hundred alone', async () => {
      await ledger.enqueue(Array.from({ length: 100 }, (_, n) => aDraft({ queue, recordId: `p${n}` })));
      const claimed = await claimFrom(ledger, queue);
      const poison = { hook: Symbol('no column') } as unknown as GatedRequest;

      const answers = await Promise.allSettled(
        claimed.map((request, n) =>
          ledger.settle(
            settlementOf(
              request,
              { kind: 'done' },
              n === 50 ? { requests: [{ ...aDraft({ queue, recordId: 'q' }), ...poison }] } : {},
            ),
          ),
        ),
      );

      expect(answers.filter(({ status }) => status === 'rejected')).toHaveLength(1);
      expect(await lanesOf()).toHaveLength(1);
      expect((await ledger.settle(settlementOf(claimed[50] as ClaimedRequest))).kind).toBe('settled');
      expect(await lanesOf()).toEqual([]);
    });

    it('runs a request again when its effects meet a newer record, and writes nothing else of it', async () => {
      await using own = await aLedgerBench(make, {
        effects: async (_tx, settlements) =>
          settlements.map(({ effects }) => (effects === 'stale' ? 'conflict' : 'ok')),
      });
      const of = await aQueue(own.database.store);
      await own.ledger.enqueue(['a', 'b'].map((recordId) => aDraft({ queue: of, recordId })));
      const claimed = await claimFrom(own.ledger, of);
      const child = aDraft({ queue: of, recordId: 'child' });

      const kinds = await Promise.all(
        claimed.map((request) =>
          own.ledger.settle(
            settlementOf(
              request,
              { kind: 'done' },
              {
                effects: request.recordId === 'a' ? 'stale' : 'fresh',
                requests: request.recordId === 'a' ? [child] : [],
              },
            ),
          ),
        ),
      );
      const again = await claimFrom(own.ledger, of);

      expect(kinds.map(({ kind }) => kind).toSorted()).toEqual(['conflict', 'settled']);
      expect(again).toMatchObject([{ recordId: 'a', attempts: 0, state: 'waiting-retry' }]);
    });

    it('writes a turn’s attempt and verdicts with it, and the next requests of its change', async () => {
      const seq = await enqueueOne(ledger, aDraft({ queue, recordId: 'turn' }));
      const [request] = await claimFrom(ledger, queue);
      const attempt = { number: 1, at: 5, tookMs: 1.5, failure: 'Invalid', message: 'no', facts: { a: 1 } };

      const { enqueued } = await ledger.settle(
        settlementOf(
          request as ClaimedRequest,
          { kind: 'done', facts: { wrote: 2 } },
          { attempt, requests: [aReadDraft({ queue, recordId: 'from', root: seq })] },
        ),
      );

      expect(enqueued).toMatchObject([{ kind: 'queued' }]);
      expect(await ledger.reads.request(seq)).toMatchObject({ state: 'done', result: '{"wrote":2}' });
      expect(await ledger.reads.attempts([seq], 10)).toMatchObject([
        { number: 1, tookMs: 2, failure: 'Invalid' },
      ]);
      expect((await ledger.reads.tree(seq, 10)).map(({ recordId }) => recordId)).toEqual(['turn', 'from']);
    });
  });
}

/** A worker of another process where the engine allows it. */
async function aSecondWorker({ database, ledger, clock }: LedgerBench): Promise<OpenLedger> {
  return database.store.engine === 'sqlite' ? ledger : ledgerOn(await database.reopen(), { clock });
}

/** On SQLite a ledger of its own is a restart: it begins with nothing held. */
function aFastWorker(
  { database, clock }: LedgerBench,
  window = { requests: 2_000, bytes: 16_000_000 },
): Promise<OpenLedger> {
  return ledgerOn(database.store, { clock, window });
}
