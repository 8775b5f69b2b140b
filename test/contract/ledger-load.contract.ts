import type { OpenLedger } from '../../src/ledger/index.js';
import { aDraft, aLedgerBench, aQueue, type LedgerBench, type MakeDatabase } from '../kit/ledgers.js';
import { scaled } from '../kit/scale.js';

const LANES = scaled(60_000, 10_000);
const TRIES = 20;

/** LEDGER L11: what a mountain of waiting lanes costs everybody else. */
export function ledgerLoadContract(make: MakeDatabase): void {
  let bench: LedgerBench;
  let ledger: OpenLedger;
  let queue: number;

  beforeAll(async () => {
    bench = await aLedgerBench(make);
    ledger = bench.ledger;
    queue = await aQueue(bench.database.store);
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
