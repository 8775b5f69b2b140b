import type { OpenLedger } from '../../src/ledger/index.js';
import type { OpenStore } from '../../src/store/index.js';
import { aDraft, aLedgerBench, aQueue, type LedgerBench, type MakeDatabase, rowsOf } from '../kit/ledgers.js';
import { scaled } from '../kit/scale.js';

const LANES = scaled(60_000, 10_000);
const TRIES = 20;

/** LEDGER L11: what a mountain of waiting lanes costs everybody else. */
export function ledgerLoadContract(make: MakeDatabase): void {
  let bench: LedgerBench;
  let ledger: OpenLedger;
  let store: OpenStore;
  let queue: number;

  beforeAll(async () => {
    bench = await aLedgerBench(make);
    ({ ledger } = bench);
    ({ store } = bench.database);
    queue = await aQueue(store);
  });
  afterAll(() => bench[Symbol.asyncDispose]());

  it('asks which queues have work at the same cost, however many lanes wait', async () => {
    await ledger.enqueue([aDraft({ queue, recordId: 'first' })]);
    const few = await fastest(() => ledger.readyQueues());
    await aMountain(ledger, queue);

    const many = await fastest(() => ledger.readyQueues());

    expect(await ledger.readyQueues()).toEqual([{ queue, tier: 1 }]);
    expect(many / few).toBeLessThan(10);
  }, 120_000);

  it('holds a mountain of lanes, and frees them, by one row', async () => {
    const lanes = (): Promise<{ count: number; ready: number; claims: number }[]> =>
      rowsOf(
        store,
        `SELECT count(*) AS count, max(ready_at) AS ready, max(claim) AS claims FROM lane WHERE queue = ${queue}`,
      );
    const before = await lanes();

    await ledger.holdQueue(queue, bench.clock.now() + 30_000, 'unreachable');
    const whileHeld = [await ledger.readyQueues(), await ledger.claim([{ queue, tier: 1, count: 100 }])];
    await ledger.holdQueue(queue, 0, null);
    const freed = await ledger.readyQueues();

    expect(whileHeld).toEqual([[], []]);
    expect(freed).toEqual([{ queue, tier: 1 }]);
    expect(await lanes()).toEqual(before);
    expect(await ledger.claim([{ queue, tier: 1, count: 100 }])).toHaveLength(100);
  });
}

async function aMountain(ledger: OpenLedger, queue: number): Promise<void> {
  const drafts = Array.from({ length: LANES }, (_, n) => aDraft({ queue, recordId: `m${n}` }));
  for (let from = 0; from < drafts.length; from += 1_000)
    await ledger.enqueue(drafts.slice(from, from + 1_000));
}

/** The quickest of several: what others do on the machine only ever adds. */
async function fastest(ask: () => Promise<unknown>): Promise<number> {
  let best = Infinity;
  for (let one = 0; one < TRIES; one += 1) {
    const began = performance.now();
    await ask();
    best = Math.min(best, performance.now() - began);
  }
  return best;
}
