import { randomBytes } from 'node:crypto';

import { anEmptyPostgresDatabase, whyNoPostgres } from '../kit/databases.js';
import { eventually } from '../kit/eventually.js';
import { fakePartner, type FakePartner } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { Tailing, holds } from '../kit/tailing.js';
import { addDestination, addShop, type MadeConnection } from '../kit/yard.js';

const missing = await whyNoPostgres();
if (missing) process.stderr.write(`SKIPPED several processes on one database: ${missing}\n`);

/** Polls come once a minute, so what is found within seconds was told of. */
const POLL_MS = 60_000;
const WITHIN_MS = 12_000;

(missing ? describe.skip : describe)('several processes on one database', () => {
  const cleanUp = new AsyncDisposableStack();
  let partner: FakePartner;
  let receiver: HostProcess;
  let shop: MadeConnection;
  let destination: MadeConnection;

  beforeAll(async () => {
    const database = await anEmptyPostgresDatabase();
    cleanUp.defer(() => database.drop());
    partner = cleanUp.use(await fakePartner());
    const masterKey = randomBytes(32).toString('base64');
    const start = async (role: string): Promise<HostProcess> =>
      cleanUp.use(
        await HostProcess.start({
          databaseUrl: database.url,
          env: {
            HOOKYARD_ROLE: role,
            HOOKYARD_POLL_MS: String(POLL_MS),
            HOOKYARD_MASTER_KEY: masterKey,
          },
        }),
      );
    receiver = await start('receive');
    shop = await addShop(receiver);
    destination = await addDestination(receiver, partner);
    await start('work');
  }, 60_000);
  afterAll(() => cleanUp.disposeAsync());

  const ordersAt = (): unknown[] => partner.records('orders').map((order) => order['number']);

  it('a reader at one hears how what it accepted ended at another', async () => {
    await using tail = await Tailing.open({ url: receiver.url, key: receiver.adminKey });

    await sendShopHook(shop.hookUrl, aShopHook({ topic: 'order/created', id: '900' }));

    await holds(() => {
      const done = tail.of('transfer').filter(({ state }) => state === 'done');
      expect(new Set(done.map(({ recordId }) => recordId)).size).toBe(2);
    });
    expect(tail.of('hook')).toHaveLength(1);
  });

  it('a hook that one accepts is resolved and run by another, which is told of it', async () => {
    await sendShopHook(shop.hookUrl, aShopHook({ topic: 'order/created', id: '1' }));

    await eventually(() => ordersAt().includes('#1'), WITHIN_MS);
  });

  it('a request that one releases is run by another, which is told of it', async () => {
    partner.misbehave(() => ({ status: 422, body: { error: 'no such channel' } }));
    await sendShopHook(shop.hookUrl, aShopHook({ topic: 'order/created', id: '2' }));
    const [parked] = await eventually(() => parkedAt(receiver, destination), WITHIN_MS);
    partner.misbehave(undefined);

    await receiver.admin.post(`/v1/transfers/${parked.id}/release`);

    await eventually(() => ordersAt().includes('#2'), WITHIN_MS);
  });
});

async function parkedAt(host: HostProcess, { id }: MadeConnection): Promise<[{ id: string }] | false> {
  const { items } = await host.admin.get<{ items: { id: string }[] }>(
    `/v1/transfers?connection=${id}&state=parked`,
  );
  const [first] = items;
  return first ? [first] : false;
}
