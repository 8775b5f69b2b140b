import type { OpenLedger } from '../../src/ledger/index.js';
import type { ListOrder, ListPart } from '../../src/store/index.js';
import {
  aDraft,
  aHook,
  aLedgerBench,
  aQueue,
  rowsOf,
  type LedgerBench,
  type MakeDatabase,
} from '../kit/ledgers.js';

const HOUR = 3_600_000;
const ORDERS = ['newest', 'oldest'] as const;

/** The long lists, page by page: in both orders, filtered, and by times that no index knows. */
export function ledgerListsContract(make: MakeDatabase): void {
  let bench: LedgerBench;
  let ledger: OpenLedger;
  let queue: number;

  beforeAll(async () => {
    bench = await aLedgerBench(make);
    ledger = bench.ledger;
    queue = await aQueue(bench.database.store);
  });
  afterAll(() => bench[Symbol.asyncDispose]());

  /** Every page, and how many there were. */
  const walk = async <Row>(
    page: (behind: number | undefined) => Promise<ListPart<Row>>,
  ): Promise<{ readonly rows: Row[]; readonly pages: number }> => {
    const rows: Row[] = [];
    for (let behind: number | undefined, pages = 1; ; pages += 1) {
      const { items, next } = await page(behind);
      rows.push(...items);
      if (next === null) return { rows, pages };
      behind = next;
    }
  };

  /** In the order asked for, as the other order says it backwards. */
  const bothWays = async <Row extends { readonly seq: number }>(
    page: (sort: ListOrder, behind: number | undefined) => Promise<ListPart<Row>>,
  ): Promise<number[]> => {
    const [newest, oldest] = await Promise.all(
      ORDERS.map(async (sort) => (await walk((behind) => page(sort, behind))).rows.map(({ seq }) => seq)),
    );
    expect(newest).toEqual(oldest?.toReversed());
    return oldest ?? [];
  };

  it('finds the hooks of a range of time, also where one stands there that is much older', async () => {
    const times = Array.from({ length: 60 }, (_, n) => (n === 30 ? 0 : n) * HOUR);
    const seqs: number[] = [];
    for (const receivedAt of times) {
      const accepted = await ledger.accept(aHook({ owner: 1_000 + (seqs.length % 2), receivedAt }));
      if (accepted.kind !== 'duplicate') seqs.push(accepted.seq);
    }
    const owners = [1_000, 1_001];

    const found = await bothWays((sort, behind) =>
      ledger.reads.hooks({ owners, from: 20 * HOUR, to: 40 * HOUR }, { sort, behind, limit: 3 }),
    );
    const open = await bothWays((sort, behind) =>
      ledger.reads.hooks({ owners, state: 'parked' }, { sort, behind, limit: 3 }),
    );

    expect(found).toEqual(seqs.filter((_, n) => n >= 20 && n < 40 && n !== 30));
    expect(open).toEqual([]);
  });

  it('finds requests by what they are about, and says where a look that found nothing goes on', async () => {
    const drafts = Array.from({ length: 2_500 }, (_, n) =>
      aDraft({ queue, recordId: `l${n}`, ...(n === 7 ? { scope: 'rare' } : {}) }),
    );
    for (let from = 0; from < drafts.length; from += 250)
      await ledger.enqueue(drafts.slice(from, from + 250));

    const { rows, pages } = await walk((behind) =>
      ledger.reads.requests({ queues: [queue], scope: 'rare' }, { behind, limit: 50 }),
    );
    const byRecord = await ledger.reads.requests({ queues: [queue], recordId: 'l9' }, { limit: 50 });
    const strangers = await ledger.reads.requests({ queues: [], recordId: 'l9' }, { limit: 50 });

    expect(rows.map(({ recordId }) => recordId)).toEqual(['l7']);
    expect(pages).toBe(1);
    expect(byRecord.items.map(({ recordId }) => recordId)).toEqual(['l9']);
    expect(strangers).toEqual({ items: [], next: null });
  });

  it('looks at a bounded part for one page, and the pages together at all', async () => {
    const many = await aQueue(bench.database.store);
    await rowsOf(bench.database.store, filling(bench.database.store.engine, many, 25_000));

    const { rows, pages } = await walk((behind) =>
      ledger.reads.requests({ queues: [many], recordId: 'n1' }, { behind, limit: 50 }),
    );

    expect(rows.map(({ recordId }) => recordId)).toEqual(['n1']);
    expect(pages).toBeGreaterThan(1);
  });

  it('pages a tree with its root, and a hook, in both orders', async () => {
    const [made] = await ledger.enqueue([aDraft({ queue, recordId: 'root' })]);
    const root = made?.kind === 'queued' ? made.seq : 0;
    const accepted = await ledger.accept(aHook({ owner: 1_010 }));
    const hook = accepted.kind === 'duplicate' ? 0 : accepted.seq;
    const children = Array.from({ length: 9 }, (_, n) =>
      aDraft({ queue, recordId: `t${n}`, root, ...(n % 3 === 0 ? { hook, element: n } : {}) }),
    );
    const seqs = (await ledger.enqueue(children)).flatMap((one) => (one.kind === 'queued' ? [one.seq] : []));
    const list = (ask: { root?: number; hook?: number }) =>
      bothWays((sort, behind) =>
        ledger.reads.requests({ queues: [queue], ...ask }, { sort, behind, limit: 4 }),
      );

    expect(await list({ root })).toEqual([root, ...seqs]);
    expect(await list({ hook })).toHaveLength(3);
    expect(await list({ hook, root })).toHaveLength(3);
    expect((await ledger.reads.requests({ queues: [queue + 1], root }, { limit: 9 })).items).toEqual([]);
  });

  it('pages verdicts of one tenant alone, by rule, record, hook and the request behind them', async () => {
    const accepted = await ledger.accept(aHook({ owner: 1_020 }));
    const hook = accepted.kind === 'duplicate' ? 0 : accepted.seq;
    const claim = (await ledger.holdInbox(1_020)) ?? 0;
    const about = (element: number, tenant: number) => ({
      tenant,
      connection: tenant,
      owner: 1_020,
      hook,
      element,
      parent: element === 4 ? 77 : null,
      scope: 's',
      type: 'CUSTOMER' as const,
      recordId: `v${element}`,
      ruling: {
        verdict: 'stale' as const,
        rule: element % 2 ? 'version' : 'order',
        facts: {},
        configVersion: 3,
        at: 5,
      },
    });
    await ledger.resolve({
      hook,
      owner: 1_020,
      claim,
      from: 0,
      to: 12,
      plan: null,
      isLast: true,
      requests: [],
      events: [],
      verdicts: Array.from({ length: 12 }, (_, n) => about(n, n < 8 ? 1 : 2)),
    });
    const list = (ask: object, tenant = 1) =>
      bothWays(async (sort, behind) => {
        const of = { tenant, owners: [1_020], ...ask };
        const { items, next } = await ledger.reads.verdicts(of, { sort, behind, limit: 2 });
        return { items: items.map(({ seq, element }) => ({ seq, element })), next };
      });

    expect(await list({})).toHaveLength(8);
    expect(await list({}, 2)).toHaveLength(4);
    expect(await list({}, 3)).toEqual([]);
    expect(await list({ rule: 'version' })).toHaveLength(4);
    expect(await list({ hook, recordId: 'v2' })).toHaveLength(1);
    expect(await list({ parent: 77 })).toHaveLength(1);
    expect(await list({ connection: 2 })).toEqual([]);
    expect(await list({ from: 6 })).toEqual([]);
    expect(await list({ from: 5, to: 6 })).toHaveLength(8);
  });
}

function filling(engine: 'sqlite' | 'postgres', queue: number, count: number): string {
  const columns = `queue, lane, kind, type, action, scope, record_id, mode, tier, state, due_at, created_at, ended_at`;
  const values = (n: string): string =>
    `${queue}, 1, 'transfer', 'PRODUCT', 'UPDATED', 's', 'n' || ${n}, 'live', 0, 120, 0, 0, 0`;
  return engine === 'sqlite'
    ? `WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM c WHERE n < ${count})
       INSERT INTO request (${columns}) SELECT ${values('n')} FROM c`
    : `INSERT INTO request (${columns}) SELECT ${values('n')} FROM generate_series(1, ${count}) AS c(n)`;
}
