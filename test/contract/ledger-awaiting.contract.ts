import type { ClaimedRequest, Outcome } from '../../src/flow/index.js';
import type { EffectsWriter, NeedFacts, OpenLedger } from '../../src/ledger/index.js';
import { eventually } from '../kit/eventually.js';
import {
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

const RACES = scaled(1_000, 200);
const A_DAY = 86_400_000;

interface Making {
  readonly makes: string;
}

/** What requests wait for is released in the commit that makes it, whoever was first. */
export function ledgerAwaitingContract(make: MakeDatabase): void {
  let bench: LedgerBench;
  let ledger: OpenLedger;
  let queue: number;
  /** Needs that are met, as a reader sees them: written by the effects, once their commit is through. */
  const made = new Set<string>();

  const needs: NeedFacts = {
    madeBy: (effects) => [(effects as Making).makes],
    met: async (names) => new Set(names.filter((name) => made.has(name))),
  };
  const effects: EffectsWriter = async (_tx, settlements) => settlements.map(() => 'ok');

  beforeAll(async () => {
    bench = await aLedgerBench(make, { needs, effects });
    ledger = bench.ledger;
  });
  afterAll(() => bench[Symbol.asyncDispose]());
  beforeEach(async () => {
    queue = await aQueue(bench.database.store);
  });

  const waitingFor = (need: string, own = `own of ${need}`): Outcome => ({
    kind: 'held',
    code: `needs ${need}`,
    reason: 'waits',
    wait: { need, own, until: bench.clock.now() + A_DAY },
  });

  const claimed = async (recordId: string, of: OpenLedger = ledger): Promise<ClaimedRequest> => {
    const seq = await enqueueOne(of, aReadDraft({ queue, recordId }));
    const all = await claimFrom(of, queue);
    await of.release(all.filter((one) => one.seq !== seq));
    return all.find((one) => one.seq === seq) as ClaimedRequest;
  };

  const statesOf = async (): Promise<{ state: number; held_code: string | null }[]> =>
    rowsOf(
      bench.database.store,
      `SELECT state, held_code FROM request WHERE queue = ${queue} AND state < 110 ORDER BY seq`,
    );
  const awaitedRows = () =>
    rowsOf(
      bench.database.store,
      `SELECT a.request FROM awaited a JOIN request r ON r.seq = a.request WHERE r.queue = ${queue}`,
    );

  it('what is made releases, in the commit that makes it, those that wait for it and no others', async () => {
    await ledger.settle(settlementOf(await claimed('order-1'), waitingFor('a')));
    await ledger.settle(settlementOf(await claimed('order-2'), waitingFor('a')));
    await ledger.settle(settlementOf(await claimed('order-3'), waitingFor('b')));
    const maker = await claimed('customer');
    const settled = ledger.settle({ ...settlementOf(maker), effects: { makes: 'a' } });
    await settled;

    expect(await statesOf()).toEqual([
      { state: 0, held_code: 'released' },
      { state: 0, held_code: 'released' },
      { state: 30, held_code: 'needs b' },
    ]);
    expect(await awaitedRows()).toHaveLength(1);
    expect((await drain(ledger, queue)).map(({ recordId }) => recordId).sort()).toEqual([
      'order-1',
      'order-2',
    ]);
  });

  it('what is made by hand releases as well', async () => {
    await ledger.settle(settlementOf(await claimed('order'), waitingFor('by-hand')));

    await ledger.change({ effects: { makes: 'by-hand' }, requests: [], verdicts: [] });

    expect(await drain(ledger, queue)).toHaveLength(1);
  });

  it('what was made between the look and the hold does not let it wait', async () => {
    const request = await claimed('late');
    made.add('made-before');

    await ledger.settle(settlementOf(request, waitingFor('made-before')));

    await eventually(async () => (await drain(ledger, queue)).length === 1);
  });

  it(`${RACES} links made while their orders are about to wait: nobody waits for ever`, async () => {
    const other =
      bench.database.store.engine === 'postgres' ? await bench.nextProcess({ needs, effects }) : ledger;
    const numbers = Array.from({ length: RACES }, (_, n) => n);
    const all = numbers.flatMap((n) => [
      aReadDraft({ queue, recordId: `race-order-${n}` }),
      aReadDraft({ queue, recordId: `race-customer-${n}` }),
    ]);
    await ledger.enqueue(all);
    const half = await claimFrom(ledger, queue, RACES * 2);
    const orders = half.filter(({ recordId }) => recordId.startsWith('race-order'));
    const others = half.filter((one) => !orders.includes(one));
    await ledger.release(others);
    const customers = await claimFrom(other, queue, RACES);

    await Promise.all([
      ...orders.map((request) =>
        ledger.settle(settlementOf(request, waitingFor(`race ${request.recordId.slice(11)}`))),
      ),
      ...customers.map(async (request) => {
        const makes = `race ${request.recordId.slice(14)}`;
        await other.settle({ ...settlementOf(request), effects: { makes } });
        made.add(makes);
      }),
    ]);

    let ran = 0;
    await eventually(async () => (ran += (await drain(ledger, queue)).length) === RACES);
    expect(await awaitedRows()).toEqual([]);
  });

  it('what a crash kept from being told, and what has waited long enough, the sweep finds', async () => {
    await ledger.settle(settlementOf(await claimed('crashed'), waitingFor('x')));
    await ledger.settle(settlementOf(await claimed('old'), waitingFor('never')));
    made.add('x');

    await ledger.sweep();
    expect((await drain(ledger, queue)).map(({ recordId }) => recordId)).toEqual(['crashed']);
    bench.clock.advance(A_DAY);
    await ledger.sweep();

    expect((await drain(ledger, queue)).map(({ recordId }) => recordId)).toEqual(['old']);
  });

  it('one that a person lets go waits for nothing any more', async () => {
    const request = await claimed('by a person');
    await ledger.settle(settlementOf(request, waitingFor('y')));

    await ledger.releaseRequests({ seq: request.seq });
    await drain(ledger, queue);
    bench.clock.advance(LEASE_MS);
    await ledger.sweep();

    expect(await awaitedRows()).toEqual([]);
  });

  it('two that wait for each other are told, at any distance', async () => {
    await ledger.settle(settlementOf(await claimed('one'), waitingFor('two', 'one')));
    await ledger.settle(settlementOf(await claimed('two'), waitingFor('three', 'two')));

    expect(await ledger.awaiting.isCircle('three', 'one')).toBe(true);
    expect(await ledger.awaiting.isCircle('three', 'three')).toBe(true);
    expect(await ledger.awaiting.isCircle('four', 'one')).toBe(false);
  });
}
