import { randomBytes } from 'node:crypto';

import { anEmptyPostgresDatabase, whyNoPostgres } from '../kit/databases.js';
import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { addShop } from '../kit/yard.js';

const missing = await whyNoPostgres();
if (missing) process.stderr.write(`SKIPPED a rotation among several processes: ${missing}\n`);

(missing ? describe.skip : describe)('a rotation among several processes', () => {
  it('a process without the new key says so and takes no hook, until it is started with it', async () => {
    const database = await anEmptyPostgresDatabase();
    await using cleanUp = new AsyncDisposableStack();
    cleanUp.defer(() => database.drop());
    const old = randomBytes(32).toString('base64');
    const fresh = randomBytes(32).toString('base64');
    const start = async (key: string): Promise<HostProcess> =>
      cleanUp.use(await HostProcess.start({ databaseUrl: database.url, env: { HOOKYARD_MASTER_KEY: key } }));
    const late = await start(old);
    const shop = await addShop(late);
    const rotating = await start(`${fresh},${old}`);
    const hookUrl = (host: HostProcess): string => host.url + new URL(shop.hookUrl).pathname;
    const before = await sendShopHook(hookUrl(late), aShopHook());

    await rotating.admin.post('/v1/master-key/rotation');

    await eventually(() =>
      late.lines.some((line) => line.includes('does not have') && line.includes('"err"')),
    );
    const readiness = await fetch(`${late.url}/readyz`);
    expect(before).toBe(200);
    expect(readiness.status).toBe(503);
    expect(await readiness.text()).toMatch(/another process seals with the key [0-9a-f]{8}, which this one/);
    expect(await sendShopHook(hookUrl(late), aShopHook())).toBe(503);
    expect(await sendShopHook(hookUrl(rotating), aShopHook())).toBe(200);
    const restarted = await start(`${fresh}`);
    expect(await sendShopHook(hookUrl(restarted), aShopHook())).toBe(200);
  }, 60_000);
});
