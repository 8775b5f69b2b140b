import { randomBytes } from 'node:crypto';

import { addDepot, connectorsFolder, depotSource } from '../kit/depot.js';
import { eventually } from '../kit/eventually.js';
import { fakePartner, type FakePartner } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';
import { openWork, readLedger } from '../kit/ledger-facts.js';
import { isFull, scaled } from '../kit/scale.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { addShop, type MadeConnection } from '../kit/yard.js';

/** At each kill so many creates are at every destination: 200 over 20 kills in full. */
const KILLS = scaled(20, 1);
const CREATES = scaled(10, 3);
/** Of the late destination, counted from when the connection broke. */
const LATE_MS = scaled(2_000, 300);
/** The wait has to be longer than that; the rest is for a machine that others use too. */
const CALL_TIMEOUT_MS = LATE_MS + scaled(18_000, 2_000);
/** Long enough for all to arrive, and over when the host has started again. */
const SHORT_MS = 1_000;
const LEASE_MS = 3_000;

interface Place extends AsyncDisposable {
  readonly host: HostProcess;
  readonly partner: FakePartner;
  readonly shop: MadeConnection;
  readonly depots: readonly MadeConnection[];
  readonly env: Readonly<Record<string, string>>;
}

describe('creates interrupted by kill −9 when they arrive, before they are answered', () => {
  it(`${KILLS * CREATES} each over ${KILLS} kills: none is doubled where the key is honoured, or what is finished can be looked up, however late`, async () => {
    await using place = await aPlace(['keyed', 'plain', 'late'], CALL_TIMEOUT_MS);
    const { host, partner } = place;

    for (let kill = 0; kill < KILLS; kill += 1) {
      const broken = await killedAtArrival(place, kill, ['keyed', 'plain', 'late']);
      setTimeout(broken.finish, LATE_MS);
      await host.start();
    }
    await atRest(place);

    for (const name of ['keyed', 'plain', 'late']) {
      expect(numbersAt(partner, name)).toEqual(expectedNumbers(KILLS));
    }
    await updatesReachAll(place);
  }, 1_200_000);

  it('a batch of them, of which the system has taken half: none is doubled, and none is lost', async () => {
    await using place = await aPlace(['keyed', 'plain'], CALL_TIMEOUT_MS, MANY);
    const { host, partner, shop, depots } = place;
    for (const { id } of depots) await host.admin.post(`/v1/connections/${id}/pause`);
    for (const id of idsOf(0)) await sendShopHook(shop.hookUrl, aShopHook({ topic: 'order/created', id }));
    await eventually(async () => (await openWork(host)) === 2 * CREATES, 60_000);
    const arrived = new Set<string>();
    const isUnderWay = Promise.withResolvers<void>();
    partner.misbehave(({ method, path, body, headers }) => {
      if (method === 'POST' && path === '/keyed') {
        // Alone, under the same keys as in a batch.
        const item = { key: headers['idempotency-key'] ?? '', record: body as BulkItem['record'] };
        return { status: 201, body: { id: takenBy(partner, 'keyed', item), version: 1 } };
      }
      if (!Array.isArray(body)) return undefined;
      const name = path.slice('/bulk/'.length);
      const items = body as BulkItem[];
      const isCut = !arrived.has(name) && items.length > 1;
      const taken = items.slice(0, isCut ? Math.ceil(items.length / 2) : undefined);
      const outcomes = taken.map((item, index) => ({ index, id: takenBy(partner, name, item) }));
      if (!isCut) return { status: 200, body: outcomes };
      arrived.add(name);
      if (arrived.size === 2) isUnderWay.resolve();
      return 'hang';
    });

    for (const { id } of depots) await host.admin.post(`/v1/connections/${id}/resume`);
    await isUnderWay.promise;
    await host.kill();
    const cutOff = ['keyed', 'plain'].map((name) => numbersAt(partner, name).length);
    await host.start();
    await atRest(place);

    for (const count of cutOff) expect(count).toBeGreaterThan(0);
    for (const count of cutOff) expect(count).toBeLessThan(CREATES);
    for (const name of ['keyed', 'plain']) expect(numbersAt(partner, name)).toEqual(expectedNumbers(1));
  }, 240_000);

  if (isFull) {
    it('a wait that is shorter than the destination is late doubles: it is what keeps them apart', async () => {
      await using place = await aPlace(['late'], SHORT_MS);
      const { host, partner } = place;

      const broken = await killedAtArrival(place, 0, ['late']);
      await host.start();
      await eventually(() => numbersAt(partner, 'late').length === CREATES, 60_000);
      broken.finish();

      await eventually(() => numbersAt(partner, 'late').length === 2 * CREATES, 20_000);
    }, 180_000);
  }

  if (isFull && process.env.DB === 'postgres') {
    it('are taken over by another worker, which waits, looks and doubles none', async () => {
      await using place = await aPlace(['keyed', 'plain', 'late'], CALL_TIMEOUT_MS);
      const broken = await killedAtArrival(place, 0, ['keyed', 'plain', 'late']);
      setTimeout(broken.finish, LATE_MS);

      await using other = await HostProcess.start({ databaseUrl: place.host.databaseUrl, env: place.env });
      await atRest(place);

      expect(other.pid).toBeDefined();
      for (const name of ['keyed', 'plain', 'late'])
        expect(numbersAt(place.partner, name)).toEqual(expectedNumbers(1));
    }, 180_000);
  }
});

interface BulkItem {
  /** Of an update. */
  readonly id?: string;
  readonly key: string;
  readonly record: Record<string, unknown>;
}

/** Of two with one key the one that honours keys makes one. */
function takenBy(partner: FakePartner, name: string, { id: known, key, record }: BulkItem): string {
  const made = name === 'keyed' ? `k-${key}` : `n-${partner.records(name).length}`;
  const id = known ?? made;
  partner.put(name, id, record);
  return id;
}

const MANY = (name: string): string => `
      async writeMany(items, ctx) {
        return (await ctx.http.post('/bulk/${name}', { json: items })).json();
      },
`;

async function aPlace(
  names: readonly string[],
  callTimeoutMs: number,
  handlersOf: (name: string) => string = () => '',
): Promise<Place> {
  const cleanUp = new AsyncDisposableStack();
  const partner = cleanUp.use(await fakePartner());
  const source = (name: string): string =>
    depotSource({
      name,
      baseUrl: partner.url,
      honoursKey: name === 'keyed',
      handlers: handlersOf(name),
    });
  const folder = cleanUp.use(connectorsFolder(Object.fromEntries(names.map((name) => [name, source(name)]))));
  const env = {
    HOOKYARD_CONNECTORS_DIR: folder.path,
    HOOKYARD_CALL_TIMEOUT_MS: String(callTimeoutMs),
    HOOKYARD_LEASE_MS: String(LEASE_MS),
    HOOKYARD_MASTER_KEY: randomBytes(32).toString('base64'),
  };
  const host = cleanUp.use(await HostProcess.start({ env }));
  const shop = await addShop(host);
  const depots: MadeConnection[] = [];
  for (const name of names) depots.push(await addDepot(host, name));
  return { host, partner, shop, depots, env, [Symbol.asyncDispose]: () => cleanUp.disposeAsync() };
}

/**
 * Sends orders and kills the host when the last of their creates has arrived. What arrived takes effect, at the late
 * destination when `finish` is called; nothing of it is answered.
 */
async function killedAtArrival(
  { host, partner, shop }: Place,
  kill: number,
  names: readonly string[],
): Promise<{ finish: () => void }> {
  const late = Promise.withResolvers<'lose'>();
  const waiting = new Set(names.flatMap((name) => numbersOf(kill).map((number) => `/${name} ${number}`)));
  const allArrived = Promise.withResolvers<void>();
  partner.misbehave(({ method, path, body }) => {
    const { number } = (body ?? {}) as { number?: string };
    if (method !== 'POST' || !waiting.delete(`${path} ${number}`)) return undefined;
    if (waiting.size === 0) {
      process.kill(host.pid ?? 0, 'SIGKILL');
      allArrived.resolve();
    }
    return path === '/late' ? late.promise : 'lose';
  });
  for (const id of idsOf(kill)) await sendShopHook(shop.hookUrl, aShopHook({ topic: 'order/created', id }));
  await Promise.race([allArrived.promise, eventually(() => waiting.size === 0, 120_000)]);
  await host.kill();
  return { finish: () => late.resolve('lose') };
}

async function atRest({ host, partner, shop }: Place): Promise<void> {
  const yard = { host, partner, shop, databaseUrl: host.databaseUrl } as never;
  await eventually(async () => (await readLedger(yard)).open === 0, 120_000);
}

/** Every one has got its link: a change updates it. */
async function updatesReachAll(place: Place): Promise<void> {
  const { partner, shop } = place;
  for (const id of idsOf(0)) await sendShopHook(shop.hookUrl, aShopHook({ id, revision: 2 }));
  await atRest(place);
  for (const name of ['keyed', 'plain', 'late']) {
    const changed = partner.records(name).filter(({ revision }) => revision === 2);
    expect(changed).toHaveLength(CREATES);
    expect(partner.records(name)).toHaveLength(KILLS * CREATES);
  }
}

function idsOf(kill: number): string[] {
  return Array.from({ length: CREATES }, (_, index) => String(1_000 + kill * 100 + index));
}

function numbersOf(kill: number): string[] {
  return idsOf(kill).map((id) => `#${id}`);
}

function expectedNumbers(kills: number): string[] {
  return Array.from({ length: kills }, (_, kill) => numbersOf(kill)).flat();
}

function numbersAt(partner: FakePartner, name: string): string[] {
  return partner
    .records(name)
    .map(({ number }) => String(number))
    .sort();
}
