import type { Hook } from '../../src/flow/index.js';
import { judge } from '../../src/gate/index.js';
import type { OpenLedger, Slice } from '../../src/ledger/index.js';
import { aDirectory } from '../kit/a-directory.js';
import {
  aDraft,
  aHook,
  aLedgerBench,
  aQueue,
  drain,
  HandClock,
  LEASE_MS,
  ledgerOn,
  rowsOf,
  type LedgerBench,
  type MakeDatabase,
} from '../kit/ledgers.js';
import { scaled } from '../kit/scale.js';
import { productShop } from '../kit/transferring.js';

const DAY_MS = 24 * 60 * 60 * 1000;

const PER_WRITER = scaled(400, 60);

/** Hooks come in, wait in order, and are resolved once. */
export function ledgerIntakeContract(make: MakeDatabase): void {
  let bench: LedgerBench;
  let owner = 2;

  beforeAll(async () => {
    bench = await aLedgerBench(make);
  });
  afterAll(() => bench[Symbol.asyncDispose]());
  beforeEach(() => {
    owner += 2;
  });

  describe('accepting', () => {
    it('makes one hook of 200 concurrent copies of one delivery', async () => {
      const copies = Array.from({ length: 200 }, () => bench.ledger.accept(aHook({ owner, key: 'evt_1' })));

      const kinds = (await Promise.all(copies)).map(({ kind }) => kind);

      expect(kinds.filter((kind) => kind === 'new')).toHaveLength(1);
      expect(kinds.filter((kind) => kind === 'duplicate')).toHaveLength(199);
      expect(await bench.ledger.openHooks(owner, 500)).toHaveLength(1);
    });

    it('keeps a key seen with another body as new and flagged, once', async () => {
      await bench.ledger.accept(aHook({ owner, key: 'evt_2', body: Buffer.from('a') }));

      const other = await bench.ledger.accept(aHook({ owner, key: 'evt_2', body: Buffer.from('bb') }));
      const again = await bench.ledger.accept(aHook({ owner, key: 'evt_2', body: Buffer.from('bb') }));

      expect([other.kind, again.kind]).toEqual(['suspect', 'duplicate']);
      const hooks = await bench.ledger.openHooks(owner, 500);
      expect(hooks.map(({ head, body }) => [head.isSuspect, body.toString()])).toEqual([
        [undefined, 'a'],
        [true, 'bb'],
      ]);
    });

    it('keeps every hook of a scope without delivery ids, and the same id of two owners', async () => {
      const answers = await Promise.all([
        bench.ledger.accept(aHook({ owner })),
        bench.ledger.accept(aHook({ owner })),
        bench.ledger.accept(aHook({ owner, key: 'same' })),
        bench.ledger.accept(aHook({ owner: owner + 1, key: 'same' })),
      ]);

      expect(answers.map(({ kind }) => kind)).toEqual(['new', 'new', 'new', 'new']);
    });

    it('knows a delivery for at least 30 days and forgets it after 60', async () => {
      await using own = await aLedgerBench(make);
      const send = (key: string) => own.ledger.accept(aHook({ owner: 2, key })).then(({ kind }) => kind);
      await send('first');

      own.clock.advance(31 * DAY_MS);
      await own.ledger.sweep();
      const after31 = [await send('first'), await send('second')];
      own.clock.advance(31 * DAY_MS);
      await own.ledger.sweep();
      const after62 = [await send('second'), await send('first')];

      expect(after31).toEqual(['duplicate', 'new']);
      expect(after62).toEqual(['duplicate', 'new']);
    });

    it(`numbers ${8 * PER_WRITER} hooks in the order in which they were acknowledged, whatever the clocks say`, async () => {
      await using own = await aLedgerBench(make);
      const receivers = await threeReceivers(own);
      const log: { seq: number; begun: number; ended: number }[] = [];
      let ticks = 0;

      await Promise.all(
        Array.from({ length: 8 }, async (_, writer) => {
          for (let count = 0; count < PER_WRITER; count += 1) {
            const begun = (ticks += 1);
            const receiver = receivers[(writer + count) % receivers.length] as OpenLedger;
            const answer = await receiver.accept(aHook({ owner: 2, key: `${writer}-${count}` }));
            if (answer.kind === 'new') log.push({ seq: answer.seq, begun, ended: (ticks += 1) });
          }
        }),
      );

      expect(log).toHaveLength(8 * PER_WRITER);
      const bySeq = log.toSorted((a, b) => a.seq - b.seq);
      let latestBegun = 0;
      // nobody who was acknowledged before another was sent stands behind it
      const overtaken = bySeq.filter(({ begun, ended }) => {
        const isLate = ended < latestBegun;
        latestBegun = Math.max(latestBegun, begun);
        return isLate;
      });
      expect(overtaken).toEqual([]);
      const stored = await allOpen(own.ledger, 2);
      expect(stored.map(({ seq }) => seq)).toEqual(bySeq.map(({ seq }) => seq));
    }, 60_000);
  });

  describe('resolving', () => {
    it('stores a slice once: a cursor that moved on refuses it', async () => {
      const { ledger } = bench;
      const { hook, claim, queue } = await aHeldHook(bench, owner);
      const slice = aSlice(hook, claim, {
        to: 1,
        requests: [aDraft({ queue, recordId: 'once', hook: hook.seq })],
      });

      const first = await ledger.resolve(slice);
      const again = await ledger.resolve(slice);

      expect([first.isStored, again.isStored]).toEqual([true, false]);
      expect(await ledger.reads.requestsOfHook(hook.seq, 10)).toHaveLength(1);
      expect((await ledger.openHooks(owner, 10))[0]?.cursor).toBe(1);
    });

    it('goes on from the cursor after a kill between two slices, and refuses the dead one’s', async () => {
      await using own = await aLedgerBench(make);
      const { hook, claim, queue } = await aHeldHook(own, 2);
      const draft = (element: number) => aDraft({ queue, recordId: `r${element}`, hook: hook.seq, element });
      await own.ledger.resolve(aSlice(hook, claim, { to: 2, requests: [draft(0), draft(1)], plan: 'v1' }));
      const dead = own.ledger;

      own.clock.advance(LEASE_MS + 1);
      const next = await own.nextProcess();
      const taken = await next.holdInbox(2);
      const [left] = await next.openHooks(2, 10);
      const rest = aSlice(left as Hook, taken ?? 0, { from: 2, to: 3, requests: [draft(2)], isLast: true });
      const { isStored } = await next.resolve(rest);

      expect(left).toMatchObject({ cursor: 2, plan: 'v1' });
      expect(isStored).toBe(true);
      const elements = (await next.reads.requestsOfHook(hook.seq, 10)).map(({ element }) => element);
      expect(elements).toEqual([0, 1, 2]);
      if (own.database.store.engine === 'postgres') {
        const zombie = await dead.resolve(aSlice(hook, claim, { from: 2, to: 3, requests: [draft(2)] }));
        expect(zombie.isStored).toBe(false);
      }
    });

    it('keeps a payload that is the body itself once, and gives it to whoever runs it after a restart', async () => {
      await using own = await aLedgerBench(make);
      const payload = JSON.stringify({ id: 7, name: 'Ünïcode ✓'.repeat(30) });
      const { hook, claim, queue } = await aHeldHook(own, 2, Buffer.from(payload));
      const requests = [aDraft({ queue, recordId: '7', hook: hook.seq, payload })];
      await own.ledger.resolve(aSlice(hook, claim, { requests, isLast: true }));
      const stored = await rowsOf(own.database.store, 'SELECT payload FROM request');

      own.clock.advance(LEASE_MS + 1);
      const next = await own.nextProcess();
      const [claimed] = await next.claim([{ queue, tier: 1, count: 1 }]);

      expect(stored).toEqual([{ payload: null }]);
      expect(claimed?.payload).toBe(payload);
      expect((await next.reads.requestsOfHook(hook.seq, 1))[0]?.payload).toBe(payload);
    });

    it('gives an owner’s hooks to one holder, and those another process accepted meanwhile in their order', async () => {
      await using own = await aLedgerBench(make);
      const other = own.database.store.engine === 'postgres' ? await own.nextProcess() : own.ledger;
      await own.ledger.accept(aHook({ owner: 2, key: 'a' }));
      const claim = await own.ledger.holdInbox(2);
      const before = await own.ledger.openHooks(2, 10);

      await other.accept(aHook({ owner: 2, key: 'b' }));
      await own.ledger.accept(aHook({ owner: 2, key: 'c' }));

      expect(claim).not.toBeNull();
      expect(await other.holdInbox(2)).toBeNull();
      expect(await other.openOwners(10)).toEqual([]);
      expect(before).toHaveLength(1);
      const now = await own.ledger.openHooks(2, 10);
      expect(now.map(({ head }) => head.deliveryId)).toEqual(['a', 'b', 'c']);
    });

    it('keeps a slow first hook before the owner’s later ones, and other owners free', async () => {
      const { ledger } = bench;
      const { hook: slow, claim, queue } = await aHeldHook(bench, owner);
      await ledger.accept(aHook({ owner }));
      const neighbour = owner + 1;
      await ledger.accept(aHook({ owner: neighbour }));

      const taken = await ledger.holdInbox(neighbour);
      const [theirs] = await ledger.openHooks(neighbour, 10);
      const { isStored } = await ledger.resolve(aSlice(theirs as Hook, taken ?? 0, { isLast: true }));
      const [first] = await ledger.openHooks(owner, 10);
      await ledger.resolve(
        aSlice(slow, claim, {
          isLast: true,
          requests: [aDraft({ queue, recordId: 'slow', hook: slow.seq })],
        }),
      );
      const [second] = await ledger.openHooks(owner, 10);

      expect(isStored).toBe(true);
      expect(first?.seq).toBe(slow.seq);
      expect(second?.seq).toBeGreaterThan(slow.seq);
    });

    it('stores slices of several hooks together and in order, each guarded by its own cursor', async () => {
      const { ledger } = bench;
      const { hook: first, claim, queue } = await aHeldHook(bench, owner);
      await ledger.accept(aHook({ owner }));
      const second = (await ledger.openHooks(owner, 10))[1] as Hook;
      const draft = (hook: Hook, element: number) =>
        aDraft({ queue, recordId: 'same', hook: hook.seq, element });
      const slices = [
        aSlice(first, claim, { to: 1, requests: [draft(first, 0)] }),
        aSlice(first, claim, { from: 1, to: 2, requests: [draft(first, 1)], isLast: true }),
        aSlice(second, claim, { requests: [draft(second, 2)], isLast: true }),
      ];

      const stored = await ledger.resolveAll(slices);
      const again = await ledger.resolveAll(slices);

      expect(stored.map(({ isStored }) => isStored)).toEqual([true, true, true]);
      expect(again.map(({ isStored }) => isStored)).toEqual([false, false, false]);
      expect((await drain(ledger, queue)).map(({ element }) => element)).toEqual([0, 1, 2]);
      expect(await ledger.openHooks(owner, 10)).toEqual([]);
    });

    it('stores nothing of a batch with a poisoned slice, so that nobody overtakes it', async () => {
      const { ledger } = bench;
      const { hook: first, claim, queue } = await aHeldHook(bench, owner);
      await ledger.accept(aHook({ owner }));
      const second = (await ledger.openHooks(owner, 10))[1] as Hook;
      const poisoned = aDraft({ queue, recordId: 'p', payload: Symbol('no column') as unknown as string });

      const stored = ledger.resolveAll([
        aSlice(first, claim, { requests: [poisoned], isLast: true }),
        aSlice(second, claim, { requests: [aDraft({ queue, recordId: 'p' })], isLast: true }),
      ]);

      await expect(stored).rejects.toThrow();
      expect(await ledger.openHooks(owner, 10)).toHaveLength(2);
      expect(await drain(ledger, queue)).toEqual([]);
    });

    it('turns an event seen before into the verdict duplicate, within a slice and across hooks', async () => {
      const { ledger } = bench;
      const one = await aHeldHook(bench, owner);
      const { queue, hook, claim } = one;
      const trail = await aTrailOf(7);
      const requests = ['a', 'b', 'a'].map((recordId, element) =>
        aDraft({ queue, recordId, element, hook: hook.seq, trail }),
      );
      const events = ['e1', 'e2', 'e1'].map((key, request) => ({ request, connection: owner, key }));

      const { enqueued } = await ledger.resolve(aSlice(hook, claim, { isLast: true, requests, events }));

      expect(enqueued.map(({ kind }) => kind)).toEqual(['queued', 'queued', 'duplicate']);
      const verdicts = await ledger.reads.verdictsOfHook(hook.seq, 10);
      expect(verdicts).toMatchObject([
        { verdict: 'duplicate', rule: 'event.seen', element: 2, configVersion: 7, owner, recordId: 'a' },
      ]);
    });

    it('parks a hook that fails by itself, with its verdict, and goes on', async () => {
      const { ledger } = bench;
      const { hook, claim } = await aHeldHook(bench, owner);
      await ledger.accept(aHook({ owner }));
      const ruling = {
        verdict: 'undecodable',
        rule: 'hook.failed',
        facts: {},
        configVersion: 1,
        at: 1,
      } as const;

      await ledger.parkHook(hook.seq, owner, claim, {
        tenant: 1,
        connection: 1,
        owner,
        hook: hook.seq,
        element: 0,
        parent: null,
        scope: null,
        type: null,
        recordId: null,
        ruling,
      });

      expect((await ledger.reads.hook(hook.seq))?.state).toBe('parked');
      expect(await ledger.reads.verdictsOfHook(hook.seq, 10)).toMatchObject([{ rule: 'hook.failed' }]);
      const left = await ledger.openHooks(owner, 10);
      expect(left.map(({ seq }) => seq)).not.toContain(hook.seq);
      expect(left).toHaveLength(1);
    });

    it('loses the inbox when the loop stood still for longer than the lease', async () => {
      await using own = await aLedgerBench(make);
      const { hook, claim } = await aHeldHook(own, 2);
      const other = own.database.store.engine === 'postgres' ? await own.nextProcess() : own.ledger;

      own.clock.advance(LEASE_MS + 1);
      const taken = await other.holdInbox(2);
      const stale = await own.ledger.resolve(aSlice(hook, claim, { isLast: true }));

      expect(taken).not.toBeNull();
      expect(stale.isStored).toBe(false);
    });

    it('counts and announces hooks that nobody took up for half a minute', async () => {
      await using own = await aLedgerBench(make);
      const hints: string[] = [];
      await own.ledger.accept(aHook({ owner: 2, receivedAt: own.clock.now() }));
      own.clock.advance(31_000);
      own.ledger.onWork((hint) => hints.push(hint));

      const swept = await own.ledger.sweep();
      await new Promise((resolve) => setImmediate(resolve));

      expect(swept['hooks-waiting']).toBe(1);
      expect(hints).toContain('hooks');
      expect(await rowsOf(own.database.store, 'SELECT owner FROM open_hook')).toHaveLength(1);
    });
  });
}

/** Three receivers, or as many as an embedded database has, with clocks an hour apart. */
async function threeReceivers(bench: LedgerBench): Promise<OpenLedger[]> {
  if (bench.database.store.engine === 'sqlite') return [bench.ledger];
  const hour = 60 * 60 * 1000;
  return Promise.all(
    [-1, 0, 1].map(async (offset) => {
      const clock = new HandClock(bench.clock.now() + offset * hour);
      return ledgerOn(await bench.database.reopen(), { clock });
    }),
  );
}

async function allOpen(ledger: OpenLedger, owner: number): Promise<Hook[]> {
  return ledger.openHooks(owner, 10_000);
}

async function aHeldHook(
  { ledger, database }: LedgerBench,
  owner: number,
  body?: Buffer,
): Promise<{ hook: Hook; claim: number; queue: number }> {
  await ledger.accept(aHook({ owner, ...(body ? { body } : {}) }));
  const claim = await ledger.holdInbox(owner);
  const [hook] = await ledger.openHooks(owner, 10);
  if (!hook || claim === null) throw new Error('no open hook');
  return { hook, claim, queue: await aQueue(database.store) };
}

function aSlice(hook: Hook, claim: number, wish: Partial<Slice>): Slice {
  return {
    hook: hook.seq,
    owner: hook.owner,
    claim,
    from: 0,
    to: 1,
    plan: null,
    isLast: false,
    requests: [],
    verdicts: [],
    events: [],
    ...wish,
  };
}

/** The trail of a draft that the gate let pass under a version of the configuration. */
async function aTrailOf(version: number): Promise<string> {
  const directory = aDirectory({ connections: [{ connector: productShop }], version });
  const draft = { origin: 'hook', connection: 1, direction: 'TO', mode: 'live', recordId: 'a' } as const;
  const { requests } = await judge([{ ...draft, scope: 'product/changed' }], { directory, now: 1 });
  return requests[0]?.trail ?? '';
}
