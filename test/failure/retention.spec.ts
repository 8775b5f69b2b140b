import { eventually } from '../kit/eventually.js';
import { changeIn, openWork, rowsIn } from '../kit/ledger-facts.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { aYard, type Yard } from '../kit/yard.js';

const DAY_MS = 86_400_000;
const LONG_AGO = 200 * DAY_MS;
const RECORDS = 60;

/** Hooks of records that nobody else has, each record's one after another. */
async function sendAll(yard: Yard, first: number, revisions: readonly number[]): Promise<string[]> {
  const ids = Array.from({ length: RECORDS }, (_, n) => String(first + n));
  const sent = await Promise.all(
    ids.map(async (id) => {
      const deliveries: string[] = [];
      for (const revision of revisions) {
        const hook = aShopHook({ topic: revision === 1 ? 'order/created' : 'order/updated', id, revision });
        await eventually(
          async () => (await sendShopHook(yard.shop.hookUrl, hook).catch(() => 503)) === 200,
          120_000,
        );
        deliveries.push(hook.deliveryId);
      }
      return deliveries;
    }),
  );
  return sent.flat();
}

async function count(yard: Yard, sql: string): Promise<number> {
  const [row] = await rowsIn<{ n: number }>(yard, `SELECT count(*) AS n FROM ${sql}`);
  return Number(row?.n);
}

describe('retention', () => {
  it('goes on after a kill −9, beside the load, and takes nothing that is new or not over', async () => {
    await using yard = await aYard({ env: { HOOKYARD_LEASE_MS: '3000' } });
    const { host, partner } = yard;
    await sendAll(yard, 10_000, [1]);
    await eventually(async () => (await openWork(host)) === 0, 60_000);
    const old = await host.admin.get<{ items: { id: string }[] }>('/v1/hooks?limit=1');
    await host.stop();
    for (const [table, column] of [
      ['hook', 'received_at'],
      ['request', 'created_at'],
      ['request', 'ended_at'],
      ['verdict', 'at'],
      ['record_change', 'at'],
    ])
      await changeIn(yard, `UPDATE ${table} SET ${column} = ${column} - ${LONG_AGO}`);
    // One waits for a person. Copies make it last.
    await changeIn(yard, 'UPDATE request SET state = 100 WHERE hook = (SELECT min(seq) FROM hook)');
    const [{ seq: parked } = { seq: 0 }] = await rowsIn<{ seq: number }>(
      yard,
      'SELECT hook AS seq FROM request WHERE state = 100',
    );
    await changeIn(
      yard,
      `INSERT INTO hook (owner, received_at, head, body) SELECT h.owner, h.received_at, h.head, h.body FROM hook h
        CROSS JOIN hook o CROSS JOIN (SELECT 1 AS n UNION ALL SELECT 2 UNION ALL SELECT 3) t`,
    );
    // The lease of who had the duty: another process would wait for its end.
    await changeIn(yard, 'DELETE FROM duty');
    const made = await count(yard, 'hook');
    await host.start();

    const sending = sendAll(yard, 20_000, [1, 2, 3, 4, 5]);
    await eventually(async () => (await count(yard, 'hook')) < made - 500, 120_000);
    await host.kill();
    const left = await count(yard, `hook WHERE received_at < ${Date.now() - LONG_AGO / 2}`);
    await changeIn(yard, 'DELETE FROM duty');
    await host.start();
    const deliveries = await sending;
    await eventually(
      async () => (await count(yard, `hook WHERE received_at < ${Date.now() - LONG_AGO / 2}`)) === 1,
      60_000,
    );
    await eventually(async () => (await openWork(host)) === 0, 60_000);

    // Requests without a hook go behind the hooks of all.
    const oldRequests = `request WHERE created_at < ${Date.now() - LONG_AGO / 2} AND state >= 110`;
    await eventually(async () => (await count(yard, oldRequests)) === 0, 60_000);

    expect(left).toBeGreaterThan(1);
    const kept = await rowsIn<{ seq: number; head: string; body: Buffer }>(
      yard,
      'SELECT seq, head, body FROM hook',
    );
    const fresh = kept.filter(({ seq }) => Number(seq) !== Number(parked));
    expect(fresh.map(({ head }) => (JSON.parse(head) as { deliveryId: string }).deliveryId).sort()).toEqual(
      deliveries.sort(),
    );
    expect(kept.find(({ seq }) => Number(seq) === Number(parked))?.body.length).toBeGreaterThan(0);
    expect(await count(yard, `request WHERE hook = ${parked} AND state = 100`)).toBe(1);
    const orphans = 'SELECT 1 FROM hook h WHERE h.seq = request.hook';
    expect(await count(yard, `request WHERE hook IS NOT NULL AND NOT EXISTS (${orphans})`)).toBe(0);
    expect(outOfOrder(partner.writes)).toEqual([]);
    const gone = host.admin.get(`/v1/hooks/${old.items[0]?.id}`);
    await expect(gone).rejects.toThrow(/REMOVED_BY_RETENTION/);
    expect(await figure(host.url, 'hookyard_retention_rows_total{kind="hook"}')).toBeGreaterThan(0);
  }, 240_000);
});

async function figure(url: string, name: string): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(name)) ?? '';
  return Number(line.slice(name.length));
}

/** Remote records whose revision ever went down. */
function outOfOrder(writes: Yard['partner']['writes']): string[] {
  const last = new Map<string, number>();
  const wrong = new Set<string>();
  for (const { id, data } of writes) {
    const revision = (data as { revision?: number } | null)?.revision;
    if (revision === undefined) continue;
    if (revision < (last.get(id) ?? 0)) wrong.add(id);
    last.set(id, revision);
  }
  return [...wrong];
}
