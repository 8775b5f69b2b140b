import { HostError } from '../../src/errors/index.js';
import type { ClaimedRequest } from '../../src/flow/index.js';
import type { OpenStore, WriteKind } from '../../src/store/index.js';
import type { TestDatabase } from '../kit/databases.js';
import {
  aDraft,
  aHook,
  aLedgerBench,
  aQueue,
  claimFrom,
  drain,
  enqueueOne,
  LEASE_MS,
  ledgerOn,
  settlementOf,
  type MakeDatabase,
} from '../kit/ledgers.js';

export interface TroubleOptions {
  readonly make: MakeDatabase;
  /** No more hooks fit; answers a function that makes room again. */
  readonly fillDisk: (database: TestDatabase) => Promise<() => Promise<void>>;
}

/** The database fails: nothing acknowledged is lost, nothing is done twice. */
export function ledgerTroubleContract({ make, fillDisk }: TroubleOptions): void {
  it('refuses hooks while the disk is full, and keeps them, once, when there is room again', async () => {
    await using bench = await aLedgerBench(make);
    const body = Buffer.alloc(200_000, 'x');
    await bench.ledger.accept(aHook({ owner: 2, key: 'before' }));

    const makeRoom = await fillDisk(bench.database);
    await expect(bench.ledger.accept(aHook({ owner: 2, key: 'full', body }))).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
    await makeRoom();
    const after = await bench.ledger.accept(aHook({ owner: 2, key: 'full', body }));

    expect(after.kind).toBe('new');
    const kept = await bench.ledger.openHooks(2, 10);
    expect(kept.map(({ head }) => head.deliveryId)).toEqual(['before', 'full']);
  });

  it('recognises a delivery whose commit’s answer was lost', async () => {
    await using bench = await aLedgerBench(make);
    const flaky = await ledgerOn(losingAnswers(bench.database.store, 'accept'), { clock: bench.clock });

    await expect(flaky.accept(aHook({ owner: 2, key: 'k' }))).rejects.toMatchObject({
      code: 'COMMIT_UNKNOWN',
    });
    const again = await bench.ledger.accept(aHook({ owner: 2, key: 'k' }));

    expect(again.kind).toBe('duplicate');
    expect(await bench.ledger.openHooks(2, 10)).toHaveLength(1);
  });

  it('does not run again what was settled by a commit whose answer was lost', async () => {
    await using bench = await aLedgerBench(make);
    const queue = await aQueue(bench.database.store);
    const flaky = await ledgerOn(losingAnswers(bench.database.store, 'settle'), { clock: bench.clock });
    await flaky.enqueue([0, 1].map((element) => aDraft({ queue, recordId: 'r', element })));
    const [first] = await claimFrom(flaky, queue);

    await expect(flaky.settle(settlementOf(first as ClaimedRequest))).rejects.toMatchObject({
      code: 'COMMIT_UNKNOWN',
    });
    bench.clock.advance(LEASE_MS + 1);
    const ran = await drain(bench.ledger, queue);

    expect(ran.map(({ element }) => element)).toEqual([1]);
  });

  it('runs again, after the lease, what could not be settled', async () => {
    await using bench = await aLedgerBench(make);
    const queue = await aQueue(bench.database.store);
    const seq = await enqueueOne(bench.ledger, aDraft({ queue, recordId: 'r' }));
    const down = await ledgerOn(refusing(bench.database.store, 'settle'), { clock: bench.clock });
    const [first] = await claimFrom(down, queue);

    await expect(down.settle(settlementOf(first as ClaimedRequest))).rejects.toMatchObject({
      code: 'STORE_UNAVAILABLE',
    });
    const before = await claimFrom(down, queue);
    bench.clock.advance(LEASE_MS + 1);
    const [again] = await claimFrom(down, queue);

    expect(before).toEqual([]);
    expect(again).toMatchObject({ seq, attempts: 0 });
  });

  it('gives the window back when what it held is never heard of again', async () => {
    await using bench = await aLedgerBench(make);
    const queue = await aQueue(bench.database.store);
    const window = { requests: 4, bytes: 1_000_000 };
    const fast = await ledgerOn(bench.database.store, { clock: bench.clock, window });
    const isFast = async (recordId: string): Promise<boolean> => {
      const [answer] = await fast.enqueue([aDraft({ queue, recordId })]);
      return answer?.kind === 'queued' && answer.claimed !== undefined;
    };

    const before = [await isFast('a'), await isFast('b')];
    bench.clock.advance(LEASE_MS + 1);
    await fast.sweep();
    const after = await isFast('c');

    expect([...before, after]).toEqual([true, false, true]);
    await fast.stop();
    expect((await drain(bench.ledger, queue)).map(({ recordId }) => recordId).toSorted()).toEqual([
      'a',
      'b',
      'c',
    ]);
  });
}

/** Commits what it is given, and then says that it does not know. */
function losingAnswers(store: OpenStore, kind: string): OpenStore {
  return withSubmit(store, async (write, submit) => {
    const answer = await submit();
    if (write === kind) throw new HostError('COMMIT_UNKNOWN');
    return answer;
  });
}

function refusing(store: OpenStore, kind: string): OpenStore {
  return withSubmit(store, (write, submit) =>
    write === kind ? Promise.reject(new HostError('STORE_UNAVAILABLE')) : submit(),
  );
}

function withSubmit(
  store: OpenStore,
  around: (kind: string, submit: () => Promise<unknown>) => Promise<unknown>,
): OpenStore {
  return new Proxy(store, {
    get(target, name) {
      if (name === 'submit') {
        return (kind: WriteKind<unknown, unknown>, item: unknown) =>
          around(kind.name, () => target.submit(kind, item));
      }
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? (value as (...args: unknown[]) => unknown).bind(target) : value;
    },
  });
}
