import { randomBytes } from 'node:crypto';

import { anEmptyPostgresDatabase, whyNoPostgres } from '../kit/databases.js';
import { addDepot, connectorsFolder, depotSource } from '../kit/depot.js';
import { eventually } from '../kit/eventually.js';
import { fakePartner } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';
import { readHub } from '../kit/ledger-facts.js';
import { aShopHook, sendShopHook } from '../kit/shop.js';
import { addShop } from '../kit/yard.js';

const missing = await whyNoPostgres();
if (missing) process.stderr.write(`SKIPPED a create and its hook in two processes: ${missing}\n`);

/** A depot that honours keys, and tells of each of its orders. */
function telling(baseUrl: string): string {
  const get = `
      async get(id, ctx) {
        return (await ctx.http.get('/telling/' + id)).json();
      },`;
  const intoHub = `{ name: 'Depot order → Transaction', type: 'TRANSACTION', direction: 'TO',
    syncType: 'ADD_AND_UPDATE', mappings: fields }`;
  const source = depotSource({ name: 'telling', baseUrl, honoursKey: true, handlers: get });
  return source.replace('collections: [', `collections: [${intoHub}, `);
}

(missing ? describe.skip : describe)('the hook of a record that is being made', () => {
  it('waits in another process than the one that makes it, and makes no second record', async () => {
    await using cleanUp = new AsyncDisposableStack();
    const database = await anEmptyPostgresDatabase();
    cleanUp.defer(() => database.drop());
    const partner = cleanUp.use(await fakePartner());
    const folder = cleanUp.use(connectorsFolder({ telling: telling(partner.url) }));
    const env = {
      HOOKYARD_CONNECTORS_DIR: folder.path,
      HOOKYARD_MASTER_KEY: randomBytes(32).toString('base64'),
    };
    const start = async (): Promise<HostProcess> =>
      cleanUp.use(await HostProcess.start({ databaseUrl: database.url, env }));
    const maker = await start();
    const shop = await addShop(maker);
    const depot = await addDepot(maker, 'telling');
    const [isMaking, isAnswered] = [Promise.withResolvers<void>(), Promise.withResolvers<undefined>()];
    partner.misbehave(({ method }) => {
      if (method !== 'POST') return undefined;
      // The order is there, and its hook goes out; only the answer is late.
      partner.put('telling', 'd-1', { number: '#7', status: 'new' });
      isMaking.resolve();
      return isAnswered.promise.then(() => ({ status: 201, body: { id: 'd-1', version: 1 } }));
    });

    await sendShopHook(shop.hookUrl, aShopHook({ topic: 'order/created', id: '7' }));
    await isMaking.promise;
    const other = await start();
    process.kill(maker.pid ?? 0, 'SIGSTOP');
    await hookOf('d-1', depot.hookUrl.replace(maker.url, other.url));
    const waiting = await eventually(async () => (await told(other, depot.id)).find(isInFlight));
    process.kill(maker.pid ?? 0, 'SIGCONT');
    isAnswered.resolve(undefined);

    await eventually(async () => (await transferOf(other, waiting.id)).state === 'ended', 20_000);
    const { records, links } = await readHub(other);
    expect(records.size).toBe(1);
    expect(links.map(({ externalId }) => externalId).toSorted()).toEqual(['7', 'd-1']);
  }, 60_000);
});

interface Waits {
  readonly id: string;
  readonly state: string;
  readonly code: string | null;
}

function isInFlight({ code }: Waits): boolean {
  return code === 'create-in-flight';
}

async function told(host: HostProcess, connection: string): Promise<Waits[]> {
  return (await host.admin.get<{ items: Waits[] }>(`/v1/transfers?connection=${connection}`)).items;
}

function transferOf(host: HostProcess, id: string): Promise<Waits> {
  return host.admin.get<Waits>(`/v1/transfers/${id}`);
}

async function hookOf(id: string, url: string): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify({ id }) });
  await answer.arrayBuffer();
  expect(answer.status).toBe(200);
}
