import { AdminClient } from '../kit/admin-client.js';
import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import { changeIn, rowsIn } from '../kit/ledger-facts.js';
import { isFull } from '../kit/scale.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { addShop } from '../kit/yard.js';

/** Copies of each hook make the deletion last: it takes some of them a commit. */
const PLAN = isFull ? { kills: 5, copies: 1_000 } : { kills: 2, copies: 500 };
const HOOKS = 20;
const MARK = 'end-mark';
/** What must have gone since the last kill. */
const SOME = 100;

describe('the end of a tenant', () => {
  it('goes on after every kill −9, takes nothing in meanwhile, and leaves no byte of it', async () => {
    await using host = await HostProcess.start({ env: { HOOKYARD_LEASE_MS: '3000' } });
    const place = { host, databaseUrl: host.databaseUrl };
    const neighbour = await addShop(host, 'Neighbour');
    const tenant = await host.admin.post<{ id: string; key: string }>('/v1/tenants', { name: MARK });
    const shop = await addShop({ admin: new AdminClient(host.url, tenant.key) }, MARK);
    const aHook = (n: number) => aShopHook({ topic: 'order/created', id: `${MARK}-${n}`, revision: 1 });
    for (let n = 0; n < HOOKS; n += 1) expect(await sendShopHook(shop.hookUrl, aHook(n))).toBe(200);
    const left = async (): Promise<number> => {
      const [row] = await rowsIn<{ n: number }>(
        place,
        `SELECT count(*) AS n FROM hook WHERE owner = ${owner}`,
      );
      return Number(row?.n);
    };
    const [{ owner } = { owner: 0 }] = await rowsIn<{ owner: number }>(
      place,
      'SELECT max(owner) AS owner FROM hook',
    );
    await host.stop();
    await changeIn(
      place,
      `INSERT INTO hook (owner, received_at, head, body)
        WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < ${PLAN.copies})
        SELECT h.owner, h.received_at, h.head, h.body FROM hook h CROSS JOIN t WHERE h.owner = ${owner}`,
    );
    await host.start();
    const path = `/v1/tenants/${tenant.id}`;
    await host.admin.post(`${path}/suspend`);
    let before = await left();
    expect(before).toBe(HOOKS * (PLAN.copies + 1));
    await host.admin.delete(`${path}?name=${MARK}`);

    const seen: number[] = [];
    // Later, when nothing of it is left, nobody knows the address.
    const refused = [await sendShopHook(shop.hookUrl, aHook(HOOKS))];
    for (let kill = 0; kill < PLAN.kills; kill += 1) {
      await eventually(async () => (await left()) <= Math.max(0, before - SOME), 60_000);
      await host.kill();
      before = await left();
      seen.push(before);
      // The lease of the one that was killed: another would wait for its end.
      await changeIn(place, 'UPDATE tenant_deletion SET due_at = 0 WHERE done_at IS NULL');
      await host.start();
      refused.push(await sendShopHook(shop.hookUrl, aHook(HOOKS + 1 + kill)));
    }
    const ofNeighbour = aShopHook({ topic: 'order/created', id: 'neighbour', revision: 1 });
    expect(await sendShopHook(neighbour.hookUrl, ofNeighbour)).toBe(200);
    const deletion = await eventually(async () => {
      const now = await host.admin.get<{ state: string; rows: Record<string, number> }>(`${path}/deletion`);
      return now.state === 'deleted' && now;
    }, 300_000);

    // On a busy machine the last of them may find everything gone.
    expect(seen[0]).toBeGreaterThan(0);
    expect(refused[0]).toBe(410);
    expect(refused.filter((status) => status !== 410 && status !== 404)).toEqual([]);
    expect(deletion.rows['hook']).toBe(HOOKS * (PLAN.copies + 1));
    expect(await eventually(async () => (await sendShopHook(shop.hookUrl, aHook(0))) === 404)).toBe(true);
    expect(await tablesWith(place, MARK)).toEqual([]);
    expect(await rowsIn(place, 'SELECT DISTINCT owner FROM hook')).toHaveLength(1);
    expect(await left()).toBe(0);
  }, 600_000);
});

/** Tables in which the text stands anywhere. */
async function tablesWith(place: Parameters<typeof rowsIn>[0], mark: string): Promise<string[]> {
  const names = await rowsIn<{ name: string }>(
    place,
    place.databaseUrl === undefined
      ? `SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`
      : 'SELECT tablename AS name FROM pg_tables WHERE schemaname = current_schema()',
  );
  const found: string[] = [];
  for (const { name } of names) {
    const rows = await rowsIn(place, `SELECT * FROM ${name}`);
    const texts = JSON.stringify(rows, (_key, value: unknown) => {
      const { data } = (value ?? {}) as { data?: unknown };
      return Array.isArray(data) ? Buffer.from(data as number[]).toString('latin1') : value;
    });
    if (texts.includes(mark)) found.push(name);
  }
  return found;
}
