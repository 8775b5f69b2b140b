import { randomBytes } from 'node:crypto';

import { whyNoPostgres } from '../kit/databases.js';
import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import { readLedger } from '../kit/ledger-facts.js';
import { scaled } from '../kit/scale.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { aYard } from '../kit/yard.js';

const LANES = 10;
const LEASE_MS = scaled(10_000, 3_000);

const missing = await whyNoPostgres();
if (missing) process.stderr.write(`SKIPPED a stalled worker: ${missing}\n`);

(missing ? describe.skip : describe)('a worker that stood still for longer than its leases', () => {
  it('finds its lanes run by another, and what it still learns of them is written nowhere', async () => {
    const env = {
      HOOKYARD_LEASE_MS: String(LEASE_MS),
      HOOKYARD_MASTER_KEY: randomBytes(32).toString('base64'),
    };
    await using yard = await aYard({ env });
    const { host, partner, shop } = yard;
    const early = Promise.withResolvers<undefined>();
    const waiting = new Set<unknown>();
    partner.misbehave(({ method, headers }) => {
      if (method === 'GET') return undefined;
      waiting.add(headers['idempotency-key']);
      return early.promise;
    });
    for (let id = 0; id < LANES; id += 1)
      await sendShopHook(shop.hookUrl, aShopHook({ topic: 'order/created', id: String(id) }));
    await eventually(() => waiting.size === LANES, 20_000);
    await using other = await HostProcess.start({ databaseUrl: yard.databaseUrl, env });

    process.kill(host.pid ?? 0, 'SIGSTOP');
    partner.misbehave(undefined);
    await eventually(() => partner.records('orders').length === LANES, LEASE_MS + 20_000);
    await eventually(async () => (await readLedger(yard)).open === 0, 20_000);
    early.resolve(undefined);
    process.kill(host.pid ?? 0, 'SIGCONT');

    await eventually(() => host.lines.some((line) => line.includes('leases-lost')), 20_000);
    await sendShopHook(shop.hookUrl, aShopHook({ id: '0', revision: 2 }));
    await eventually(() => partner.writes.some(({ data }) => revisionOf(data) === 2), 20_000);
    expect(partner.records('orders')).toHaveLength(LANES);
    expect(partner.writes).toHaveLength(LANES + 1);
    expect(other.lines.join('\n')).not.toContain('leases-lost');
  }, 90_000);
});

function revisionOf(data: unknown): number | undefined {
  return (data as { revision?: number } | null)?.revision;
}
