import { randomBytes } from 'node:crypto';

import { AdminClient } from '../kit/admin-client.js';
import { anEmptyPostgresDatabase, whyNoPostgres } from '../kit/databases.js';
import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import { SHOP_SECRET, aShopHook, sendShopHook, shopConnector } from '../kit/shop.js';

const missing = await whyNoPostgres();
if (missing) process.stderr.write(`SKIPPED quotas over several processes: ${missing}\n`);

const QUOTA = 40;

(missing ? describe.skip : describe)('a quota of hooks over two processes', () => {
  const cleanUp = new AsyncDisposableStack();
  let hosts: readonly [HostProcess, HostProcess];
  let tenant: { id: string; key: string };
  let path: string;

  beforeAll(async () => {
    const database = await anEmptyPostgresDatabase();
    cleanUp.defer(() => database.drop());
    const env = { HOOKYARD_MASTER_KEY: randomBytes(32).toString('base64') };
    const start = async (): Promise<HostProcess> =>
      cleanUp.use(await HostProcess.start({ databaseUrl: database.url, env }));
    hosts = [await start(), await start()];
    const [{ admin, url }] = hosts;
    tenant = await admin.post('/v1/tenants', { name: 'Small', quotas: { hooksPerDay: QUOTA } });
    const own = new AdminClient(url, tenant.key);
    await own.post('/v1/connectors', shopConnector);
    const made = await own.post<{ hookUrl: string }>('/v1/connections', {
      connector: 'shop',
      name: 'Shop',
      mode: 'live',
      secrets: { webhook: SHOP_SECRET },
    });
    path = new URL(made.hookUrl).pathname;
  }, 120_000);
  afterAll(() => cleanUp.disposeAsync());

  const send = (host: HostProcess): Promise<number> => sendShopHook(host.url + path, aShopHook());
  const used = async (host: HostProcess): Promise<number> => {
    const usage = await new AdminClient(host.url, tenant.key).get<{ hooksPerDay: { used: number } }>(
      `/v1/tenants/${tenant.id}/usage`,
    );
    return usage.hooksPerDay.used;
  };

  it('is never overdrawn by what the other had written, and both end at the same figure', async () => {
    const [first, second] = hosts;
    await eventually(async () => (await send(second)) === 200);
    for (let n = 1; n < QUOTA / 2; n += 1) expect(await send(second)).toBe(200);
    await eventually(async () => (await used(first)) === QUOTA / 2);

    const statuses = [];
    for (let n = 0; n < QUOTA; n += 1) statuses.push(await send(first));

    expect(statuses.filter((status) => status === 200)).toHaveLength(QUOTA / 2);
    await eventually(async () => (await send(second)) === 503);
    await eventually(async () => (await used(first)) === (await used(second)));
    const over = (await used(first)) - QUOTA;
    // What the second took in before it could know: it asked again and again, and was answered 200 until then.
    expect(over).toBeLessThanOrEqual(MOST_OVER);
  }, 60_000);
});

/** Two looks of 250 ms at the rate of one sender who waits for each answer. */
const MOST_OVER = 250;
