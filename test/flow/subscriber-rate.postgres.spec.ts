import { randomBytes } from 'node:crypto';

import { anEmptyPostgresDatabase, whyNoPostgres } from '../kit/databases.js';
import { eventually } from '../kit/eventually.js';
import { fakeSubscriber, type FakeSubscriber } from '../kit/fake-subscriber.js';
import { HostProcess } from '../kit/host-process.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { addShop, type MadeConnection } from '../kit/yard.js';

const missing = await whyNoPostgres();
if (missing) process.stderr.write(`SKIPPED the rate of an endpoint that two processes call: ${missing}\n`);

const PER_SECOND = 10;
const BATCH = 20;
const MOST_BATCHES = 6;
/** As many as each process has to have made for the rate to be both of theirs. */
const LEAST_OF_EACH = 5;

(missing ? describe.skip : describe)('the rate of an endpoint that two processes call', () => {
  const cleanUp = new AsyncDisposableStack();
  let hosts: readonly [HostProcess, HostProcess];
  let shop: MadeConnection;
  let heard: FakeSubscriber;
  const arrivals: number[] = [];

  beforeAll(async () => {
    const { url: databaseUrl, drop } = await anEmptyPostgresDatabase();
    cleanUp.defer(drop);
    const env = { HOOKYARD_MASTER_KEY: randomBytes(32).toString('base64') };
    const first = cleanUp.use(await HostProcess.start({ databaseUrl, env }));
    hosts = [first, cleanUp.use(await HostProcess.start({ databaseUrl, env }))];
    shop = await addShop(first, 'Shop', 'sandbox');
    heard = cleanUp.use(await fakeSubscriber());
    heard.answer(() => void arrivals.push(performance.now()));
  }, 60_000);
  afterAll(() => cleanUp.disposeAsync());

  const delivered = async (host: HostProcess): Promise<number> => {
    const page = await (await fetch(`${host.url}/metrics`)).text();
    return Number(/^hookyard_deliveries_total\{outcome="delivered"\} (\d+)$/m.exec(page)?.[1]);
  };
  const sendBatch = async (batch: number): Promise<void> => {
    const at = hosts.map(({ url }) => new URL(new URL(shop.hookUrl).pathname, url).href);
    await Promise.all(
      Array.from({ length: BATCH }, (_, n) =>
        sendShopHook(at[n % 2] ?? '', aShopHook({ id: `${batch}-${n}` })),
      ),
    );
  };

  it('is one: whatever both do, it never gets more than the rate and one second of it', async () => {
    const body = { url: heard.url, mode: 'sandbox', events: ['record.*'], order: 'none' };
    await hosts[0].admin.post('/v1/endpoints', { ...body, ratePerSecond: PER_SECOND });
    const begin = performance.now();

    let sent = 0;
    const isShared = async (): Promise<boolean> =>
      (await Promise.all(hosts.map(delivered))).every((count) => count >= LEAST_OF_EACH);
    for (let batch = 0; batch < MOST_BATCHES && !(await isShared()); batch += 1) {
      await sendBatch(batch);
      sent += BATCH;
      await eventually(() => arrivals.length === sent);
    }

    const room = (at: number): number => PER_SECOND + ((at - begin) / 1_000) * PER_SECOND;
    expect(arrivals.filter((at, index) => index + 1 > room(at))).toEqual([]);
    expect(await isShared()).toBe(true);
  }, 60_000);
});
