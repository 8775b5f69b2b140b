import { randomBytes } from 'node:crypto';

import { eventually } from '../kit/eventually.js';
import type { FakePartner } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';
import { scaled } from '../kit/scale.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { type Yard, aYard } from '../kit/yard.js';

const LANES = 20;
const LEASE_MS = scaled(15_000, 3_000);
/** Polls come every 500 ms; the rest is for a machine that others use too. */
const SLACK_MS = 2_000;
const AFTER_RESTART_MS = 2_000;
const isOnPostgres = process.env.DB === 'postgres';

describe('the lanes of a killed worker', () => {
  if (isOnPostgres) {
    it('run again in another process when their leases have ended', async () => {
      const env = {
        HOOKYARD_LEASE_MS: String(LEASE_MS),
        HOOKYARD_MASTER_KEY: randomBytes(32).toString('base64'),
      };
      await using yard = await aYard({ env });
      await holdLanes(yard);
      await using other = await HostProcess.start({ databaseUrl: yard.databaseUrl, env });

      await yard.host.kill();
      const killedAt = performance.now();
      yard.partner.misbehave(undefined);
      await eventually(() => written(yard.partner) === LANES, LEASE_MS + 20_000);

      expect(performance.now() - killedAt).toBeLessThan(LEASE_MS + SLACK_MS);
      expect(other.pid).toBeDefined();
    }, 90_000);
  } else {
    it('run again within two seconds of its restart, whatever their leases', async () => {
      await using yard = await aYard({ env: { HOOKYARD_LEASE_MS: '60000' } });
      await holdLanes(yard);

      await yard.host.kill();
      yard.partner.misbehave(undefined);
      await yard.host.start();
      const readyAt = performance.now();
      await eventually(() => written(yard.partner) === LANES, 20_000);

      expect(performance.now() - readyAt).toBeLessThan(AFTER_RESTART_MS);
    }, 60_000);
  }
});

/** As many requests as lanes are at the partner, which answers none of them. */
async function holdLanes({ partner, shop }: Yard): Promise<void> {
  const called = new Set<unknown>();
  partner.misbehave(({ method, headers }) => {
    if (method === 'GET') return undefined;
    called.add(headers['idempotency-key']);
    return 'hang';
  });
  for (let id = 0; id < LANES; id += 1)
    await sendShopHook(shop.hookUrl, aShopHook({ topic: 'order/created', id: String(id) }));
  await eventually(() => called.size === LANES, 20_000);
}

function written(partner: FakePartner): number {
  return partner.records('orders').length;
}
