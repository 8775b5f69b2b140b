import type { ClaimedRequest, Outcome, Turned } from '../../src/flow/index.js';
import type { OpenLedger, TurnsTeller } from '../../src/ledger/index.js';
import { eventually } from '../kit/eventually.js';
import {
  aDraft,
  aLedgerBench,
  aQueue,
  claimFrom,
  enqueueOne,
  rowsOf,
  settlementOf,
  type LedgerBench,
  type MakeDatabase,
} from '../kit/ledgers.js';

const PARKED: Outcome = { kind: 'parked', reason: 'invalid', lane: 'skip' };

/** Who tells of requests is asked inside the commit that moves them, once for each move. */
export function ledgerTellingContract(make: MakeDatabase): void {
  let bench: LedgerBench;
  let ledger: OpenLedger;
  let queue: number;
  let told: Turned[] = [];
  let refuses = false;

  const tellTurns: TurnsTeller = async (_tx, turned) => {
    if (refuses && turned.length > 0) throw new Error('the teller could not write');
    told.push(...turned);
  };

  beforeAll(async () => {
    bench = await aLedgerBench(make, { tellTurns });
    ledger = bench.ledger;
  });
  afterAll(() => bench[Symbol.asyncDispose]());
  beforeEach(async () => {
    queue = await aQueue(bench.database.store);
    told = [];
    refuses = false;
  });

  const claimed = async (recordId: string, wish: object = {}): Promise<ClaimedRequest> => {
    const seq = await enqueueOne(ledger, aDraft({ queue, recordId, ...wish }));
    const all = await claimFrom(ledger, queue);
    return all.find((one) => one.seq === seq) as ClaimedRequest;
  };
  const tales = (): string[] =>
    told.map(({ request, outcome }) =>
      [request.recordId, outcome.kind, 'reason' in outcome ? outcome.reason : ''].join(' ').trim(),
    );

  it('tells of an end, and of one that a person ran again once more at its second end', async () => {
    const request = await claimed('a');
    await ledger.settle(settlementOf(request, PARKED));
    await ledger.commandRequests('queue', [request.seq]);
    const [again] = await claimFrom(ledger, queue);
    await ledger.settle(settlementOf(again as ClaimedRequest));

    expect(tales()).toEqual(['a parked invalid', 'a done']);
  });

  it('tells nothing of a turn whose claim was lost', async () => {
    const request = await claimed('b');
    const settled = await ledger.settle(settlementOf({ ...request, claim: request.claim + 1 }));

    expect([settled.kind, tales()]).toEqual(['lost', []]);
  });

  it('tells of one that a person put aside, and of nothing that was in another state', async () => {
    const held = await claimed('c');
    await ledger.settle(settlementOf(held, { kind: 'held', code: 'bad-config', reason: 'why' }));
    const over = await claimed('d');
    await ledger.settle(settlementOf(over));
    told = [];

    await ledger.commandRequests('park', [held.seq, over.seq]);

    expect(tales()).toEqual(['c parked parked-by-hand']);
  });

  it('tells of a parent that is parked with its child', async () => {
    const parent = await claimed('e');
    const child = aDraft({ queue, recordId: 'f', parent: parent.seq, root: parent.seq, depth: 1 });
    await ledger.settle(settlementOf(parent, { kind: 'children', then: 'continue' }, { requests: [child] }));
    const [running] = await claimFrom(ledger, queue);
    await ledger.settle(settlementOf(running as ClaimedRequest, PARKED));

    await eventually(() => tales().length === 3);
    expect(tales()).toEqual(['e children', 'f parked invalid', 'e parked child-parked']);
    expect(told.at(-1)?.request).toMatchObject({
      seq: parent.seq,
      queue,
      kind: 'transfer',
      type: 'CUSTOMER',
    });
  });

  it('moves nothing where what is to be told cannot be written', async () => {
    const request = await claimed('g');
    refuses = true;

    await expect(ledger.settle(settlementOf(request))).rejects.toThrow(/teller/);

    const rows = await rowsOf<{ state: number }>(
      bench.database.store,
      `SELECT state FROM request WHERE seq = ${request.seq}`,
    );
    expect(rows.map(({ state }) => Number(state))).toEqual([0]);
  });
}
