import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import { scaled } from '../kit/scale.js';
import { SHOP_SECRET, aShopHook, sendShopHook } from '../kit/shop.js';
import { addShop, type MadeConnection } from '../kit/yard.js';

interface Shown {
  readonly keys: readonly { readonly id: string; readonly isFirst: boolean; readonly sealed: number }[];
  readonly rotation: { readonly state: string; readonly left: number; readonly resealed: number };
}

const CONNECTIONS = scaled(80, 40);
const KILLS = scaled(3, 1);
/** Five of each connection, the shop's own, and the keys of the hashes. */
const VALUES = CONNECTIONS * 5 + 2;

describe('a rotation of the master key that is killed', () => {
  it('goes on where it was, while hooks are taken; then the old key is needed by nothing', async () => {
    await using host = await HostProcess.start();
    const shop = await addShop(host);
    await addMany(host);
    const keyFile = join(host.dataDir, 'master.key');
    const old = readFileSync(keyFile, 'utf8').trim();
    const fresh = randomBytes(32).toString('base64');
    writeFileSync(keyFile, `${fresh}\n${old}\n`);
    const left = [VALUES];

    for (let kill = 0; kill < KILLS; kill += 1) {
      await host.admin.post('/v1/master-key/rotation');
      await eventually(async () => (await shown(host)).rotation.resealed > 0);
      expect(await sendShopHook(shop.hookUrl, aShopHook())).toBe(200);
      await host.kill();
      await host.start();
      const { rotation } = await shown(host);
      expect(rotation.state).toBe('interrupted');
      left.push(rotation.left);
    }
    await host.admin.post('/v1/master-key/rotation');
    const whole = await eventually(async () => {
      const now = await shown(host);
      return now.rotation.state === 'done' && now;
    });
    writeFileSync(keyFile, `${fresh}\n`);
    await host.kill();
    await host.start();
    const alone = await shown(host);

    expect(left.every((count, n) => n === 0 || (count < (left[n - 1] ?? 0) && count > 0))).toBe(true);
    expect(whole.keys.map(({ sealed }) => sealed)).toEqual([VALUES, 0]);
    expect(alone.keys).toEqual([expect.objectContaining({ isFirst: true, sealed: VALUES })]);
    expect(await sendShopHook(shop.hookUrl, aShopHook())).toBe(200);

    writeFileSync(keyFile, `${old}\n`);
    await host.kill();
    await expect(host.start()).rejects.toThrow(
      /master key which is not in the key ring: .*\nRemedy: Put that key back, behind the others/,
    );
  }, 120_000);
});

function shown({ admin }: HostProcess): Promise<Shown> {
  return admin.get<Shown>('/v1/master-key');
}

async function addMany({ admin }: HostProcess): Promise<void> {
  const secrets = { webhook: [0, 1, 2, 3, 4].map((n) => ({ value: `${SHOP_SECRET} ${n}` })) };
  const add = (n: number): Promise<MadeConnection> =>
    admin.post('/v1/connections', { connector: 'shop', name: `Shop ${n}`, mode: 'live', secrets });
  for (let n = 0; n < CONNECTIONS; n += 1) await add(n);
}
