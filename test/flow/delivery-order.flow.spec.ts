import { eventually } from '../kit/eventually.js';
import { fakeSubscriber, type FakeSubscriber, type SubscriberCall } from '../kit/fake-subscriber.js';
import { HostProcess } from '../kit/host-process.js';
import { scaled } from '../kit/scale.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { addShop, type MadeConnection } from '../kit/yard.js';

const RECORDS = scaled(1_000, 40);
const VERSIONS = 3;
const KILLS = scaled(4, 1);
/** Of all calls this part fails, in one way or another. */
const FAILING = 0.2;
const STUCK = '#stuck';

/** The same each time: what fails is decided by what was called before. */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

describe('deliveries under random failures, with a host that is killed meanwhile', () => {
  let host: HostProcess;
  let shop: MadeConnection;
  let heard: FakeSubscriber;
  /** Calls that were answered 200, in the order of their answers. */
  const taken: SubscriberCall[] = [];

  beforeAll(async () => {
    host = await HostProcess.start();
    shop = await addShop(host, 'Shop', 'sandbox');
    heard = await fakeSubscriber();
    const random = randomFrom(7);
    heard.answer((call) => {
      const dice = random();
      if (numberOf(call) === STUCK) return { status: 500 };
      if (dice < FAILING / 4) return 'reset';
      if (dice < FAILING / 2) return { status: 503, headers: { 'retry-after': '1' } };
      if (dice < FAILING) return { status: 500 };
      taken.push(call);
      return undefined;
    });
    // One that fails all along is not given up before the others are through.
    const retrySeconds = [...Array.from({ length: 12 }, () => 1), 600];
    const endpoint = { url: heard.url, mode: 'sandbox', events: ['record.*'], retrySeconds };
    await host.admin.post('/v1/endpoints', { ...endpoint, concurrency: 20 });
  }, 60_000);
  afterAll(async () => {
    await heard[Symbol.asyncDispose]();
    await host[Symbol.asyncDispose]();
  });

  it(`reach it in the order of each of ${RECORDS} records, none left out, while one record fails all along`, async () => {
    const ids = ['stuck', ...Array.from({ length: RECORDS }, (_, n) => `o${n}`)];
    const wanted = RECORDS * VERSIONS;
    let kills = 0;
    for (let revision = 1; revision <= VERSIONS; revision += 1) {
      for (const id of ids) await accepted(id, revision);
    }
    while (kills < KILLS) {
      const place = ((kills + 1) * wanted) / (KILLS + 2);
      await eventually(() => taken.length >= place, 120_000);
      await host.kill();
      await host.start();
      kills += 1;
    }
    await eventually(() => new Set(taken.map(nameOf)).size === wanted, 120_000);

    const orders = Map.groupBy(taken, numberOf);
    expect(orders.size).toBe(RECORDS);
    for (const calls of orders.values()) {
      const versions = calls.map(({ body }) => Number(body.data.record.version));
      // An answer that was lost with its host is asked for again: what came before it is not.
      expect(versions).toEqual(versions.toSorted((a, b) => a - b));
      expect([...new Set(versions)]).toEqual([1, 2, 3]);
    }
    const ofStuck = heard.events().filter((call) => numberOf(call) === STUCK);
    expect(new Set(ofStuck.map(({ body }) => body.data.record.version))).toEqual(new Set([1]));
    expect(taken.length - wanted).toBeLessThanOrEqual(KILLS * 20);
  }, 300_000);

  async function accepted(id: string, revision: number): Promise<void> {
    const hook = aShopHook({ id, revision, topic: 'order/updated' });
    expect(await sendShopHook(shop.hookUrl, hook)).toBe(200);
  }
});

function numberOf({ body }: SubscriberCall): string {
  return String(body.data.record.data.number);
}

function nameOf(call: SubscriberCall): string {
  return `${numberOf(call)} ${call.body.data.record.version}`;
}
