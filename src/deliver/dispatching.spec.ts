import { anAdminYard, type AdminYard } from '../../test/kit/an-admin.js';
import { rowsOf } from '../../test/kit/ledgers.js';
import { hostEvent, writeEvents } from '../events/index.js';

const EVENTS = 250;

let yard: AdminYard;

beforeAll(async () => {
  yard = await anAdminYard();
});
afterAll(() => yard[Symbol.asyncDispose]());
afterEach(async () => {
  const { items } = (await yard.admin('GET', '/v1/endpoints')).body;
  for (const { id } of items) await yard.admin('DELETE', `/v1/endpoints/${id}`);
});

async function anEndpoint(more: object = {}): Promise<number> {
  const body = { url: 'http://127.0.0.1:9/', mode: 'sandbox', events: ['*'], ...more };
  const { id } = (await yard.admin('POST', '/v1/endpoints', body)).body;
  return yard.registry.directory.current().listening.subscriberById(id)?.number ?? 0;
}

async function happened(count: number, mode: 'live' | 'sandbox' = 'sandbox', at = Date.now()): Promise<void> {
  const data = { endpoint: 'ep_x', url: 'https://example.com', reason: 'a test' };
  const one = { tenant: 1, mode, type: 'endpoint.disabled', at, data } as const;
  await yard.store.write((tx) =>
    writeEvents(
      tx,
      Array.from({ length: count }, () => hostEvent(one)),
    ),
  );
}

function deliveriesOf(subscriber: number): Promise<{ sequence: number; request: number | null }[]> {
  return rowsOf(
    yard.store,
    `SELECT sequence, request FROM delivery WHERE subscriber = ${subscriber} ORDER BY sequence`,
  );
}

describe('events that are handed on', () => {
  it('are so once for each who listens, with numbers that leave nothing out, however many hand on at once', async () => {
    const [first, second] = [await anEndpoint(), await anEndpoint()];
    await happened(EVENTS);

    await Promise.all([yard.dispatch(), yard.dispatch(), yard.dispatch()]);
    await yard.dispatch();

    for (const subscriber of [first, second]) {
      const rows = await deliveriesOf(subscriber);
      expect(rows.map(({ sequence }) => Number(sequence))).toEqual(
        Array.from({ length: EVENTS }, (_, n) => n + 1),
      );
      expect(new Set(rows.map(({ request }) => request)).size).toBe(EVENTS);
    }
    expect(await rowsOf(yard.store, 'SELECT seq FROM open_event')).toEqual([]);
  });

  it('go to nobody of the other mode, and to nobody who came behind them', async () => {
    const early = await anEndpoint();
    await happened(1, 'live');
    await happened(1, 'sandbox', Date.now() + 1);
    await happened(1, 'sandbox', 1);

    await yard.dispatch();

    expect(await deliveriesOf(early)).toHaveLength(1);
  });

  it('are not kept where nobody listens for them', async () => {
    const hears = (tenant: number, mode: 'live' | 'sandbox', type: 'record.updated' | 'transfer.parked') =>
      yard.registry.directory.current().hears(tenant, mode, type);
    expect(hears(1, 'sandbox', 'record.updated')).toBe(false);

    await anEndpoint({ events: ['record.*'] });

    expect(hears(1, 'sandbox', 'record.updated')).toBe(true);
    expect(hears(1, 'live', 'record.updated')).toBe(false);
    expect(hears(1, 'sandbox', 'transfer.parked')).toBe(false);
    expect(hears(2, 'sandbox', 'record.updated')).toBe(false);
  });
});
