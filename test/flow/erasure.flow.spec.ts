import { createHmac } from 'node:crypto';

import { eventually } from '../kit/eventually.js';
import { fakePartner, type FakePartner } from '../kit/fake-partner.js';
import { fakeSubscriber } from '../kit/fake-subscriber.js';
import { HostProcess } from '../kit/host-process.js';
import { SHOP_SECRET, collectionIntoHub, shopConnector } from '../kit/shop.js';
import { tablesWith } from '../kit/tables-with.js';
import { addDestination, type MadeConnection } from '../kit/yard.js';

interface Erasure {
  readonly records: readonly string[];
  readonly state: string;
  readonly transfers: number;
  readonly bodiesCut: number;
  readonly bodiesDropped: number;
}

interface RecordBody {
  readonly id: string;
  readonly version: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly erasedAt: string | null;
  readonly deletedAt: string | null;
  readonly links: readonly { readonly externalId: string; readonly baseline: unknown }[];
}

interface Page<Item> {
  readonly items: readonly Item[];
}

const many = {
  ...shopConnector,
  name: 'many',
  receiver: { ...shopConnector.receiver, hasMultiple: true, multiple: 'events', deliveryId: undefined },
};

/** Stands in every value of the record that is erased, and of what was merged into it. */
const GONE = 'zq-gone';
const KEPT = 'zq-kept';

function order(id: string, mark: string, revision: number): object {
  const values = Object.fromEntries(
    ['number', 'status', 'city', 'note', 'channel'].map((name) => [name, `${mark}-${name}-${revision}`]),
  );
  return { topic: 'order/updated', id, email: `${mark}-${id}@example.com`, revision, ...values };
}

/** Says again whatever it is asked; records of others are not joined. */
// oxlint-disable-next-line typescript/no-explicit-any -- a body is what the host sends
function decisionOf({ type, data }: any, text: string): object {
  const reason = text.slice(-900);
  if (type !== 'handler.merge') return { decision: 'replace', record: data.incoming, reason };
  return text.includes(KEPT) ? { decision: 'reject', reason } : { decision: 'proceed', reason };
}

/** Until an expectation holds. */
async function until(holds: () => Promise<void>): Promise<void> {
  await eventually(async () => {
    await holds();
    return true;
  }, 30_000);
}

describe('a record that is erased', () => {
  const cleanUp = new AsyncDisposableStack();
  let host: HostProcess;
  let partner: FakePartner;
  let shop: MadeConnection;
  let destination: MadeConnection;
  let told: string;

  beforeAll(async () => {
    partner = cleanUp.use(await fakePartner());
    host = cleanUp.use(await HostProcess.start());
    const heard = cleanUp.use(await fakeSubscriber());
    heard.answer(({ text }) => ({ status: text.includes(`${GONE}-1`) ? 500 : 200, body: `heard ${text}` }));
    const listening = { url: heard.url, mode: 'sandbox', events: ['*'] };
    const endpoint = await host.admin.post<{ id: string }>('/v1/endpoints', {
      ...listening,
      retrySeconds: [600],
    });
    told = `/v1/endpoints/${endpoint.id}/deliveries?limit=100`;
    const decides = cleanUp.use(await fakeSubscriber());
    decides.answer(({ text, body }) => ({ status: 200, body: JSON.stringify(decisionOf(body, text)) }));
    await host.admin.post('/v1/handlers', {
      url: decides.url,
      mode: 'sandbox',
      steps: ['create', 'update', 'merge'],
      condition: `step = 'merge' or $contains($string(incoming), 'zq-' & 'gone')`,
    });
    await host.admin.post('/v1/connectors', many);
    shop = await host.admin.post('/v1/connections', {
      connector: 'many',
      name: 'Shop',
      mode: 'sandbox',
      secrets: { webhook: SHOP_SECRET },
    });
    await host.admin.post('/v1/mapping-collections', {
      ...collectionIntoHub(shop.id),
      match: [{ field: 'email', form: 'email' }],
    });
    destination = await addDestination(host, partner, 'sandbox');
    const parts = [{ fields: ['note'], form: 'exact' }];
    await host.admin.post('/v1/match-rules', { type: 'TRANSACTION', name: 'Same note', parts });
    partner.misbehave(({ body }) =>
      JSON.stringify(body ?? null).includes(`${GONE}-number-2`)
        ? { status: 422, body: { echo: body } }
        : undefined,
    );
    await send(order('1', GONE, 1), order('2', KEPT, 1), order('3', GONE, 1));
    await atRest(3);
    await send(order('1', GONE, 2));
    await send(order('2', KEPT, 2), order('1', GONE, 3));
    await send(order('2', KEPT, 3));
    await until(async () => expect((await recordOf('1')).data['revision']).toBe(3));
    await until(async () => expect(await open()).toBe(0));
    const unwanted = { winner: (await recordOf('2')).id, losers: [(await recordOf('3')).id] };
    expect((await host.admin.raw('POST', '/v1/merges', unwanted)).status).toBe(409);
    const merged = { winner: (await recordOf('1')).id, losers: [(await recordOf('3')).id] };
    await host.admin.post('/v1/merges', merged);
    const ids = JSON.stringify([merged.winner]);
    const path = `/v1/connections/${destination.id}/sync?type=TRANSACTION&direction=FROM&debug=true`;
    await fetch(host.url + path, {
      method: 'POST',
      headers: { authorization: `Bearer ${host.adminKey}`, 'content-type': 'application/json' },
      body: ids,
    });
    await until(async () => expect(await open()).toBe(0));
  }, 90_000);
  afterAll(() => cleanUp.disposeAsync());

  async function send(...events: readonly object[]): Promise<void> {
    const body = JSON.stringify({ events });
    const answer = await fetch(shop.hookUrl, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-signature': createHmac('sha256', SHOP_SECRET).update(body).digest('hex'),
      },
      body,
    });
    expect(answer.status).toBe(200);
  }

  async function recordOf(externalId: string): Promise<RecordBody> {
    const path = `/v1/records?type=TRANSACTION&connection=${shop.id}&externalId=${externalId}`;
    const { items } = await host.admin.get<Page<RecordBody>>(path);
    return host.admin.get(`/v1/records/${items[0]?.id}`);
  }

  async function atRest(records: number): Promise<void> {
    await until(async () =>
      expect((await host.admin.get<Page<RecordBody>>('/v1/records?type=TRANSACTION')).items).toHaveLength(
        records,
      ),
    );
    await until(async () => expect(await open()).toBe(0));
  }

  /** Parked ones are not under way. */
  async function open(): Promise<number> {
    const { items } = await host.admin.get<Page<{ state: string }>>('/v1/transfers?limit=100');
    return items.filter(({ state }) =>
      ['queued', 'waiting-retry', 'waiting-children', 'awaiting-decision'].includes(state),
    ).length;
  }

  function done(id: string): Promise<void> {
    return until(async () =>
      expect(await host.admin.get<Erasure>(`/v1/records/${id}/erasure`)).toMatchObject({ state: 'done' }),
    );
  }

  /** The tables that hold a text, with bodies read as text. */
  it('stood in every place that is looked through', async () => {
    await host.stop();

    expect(await tablesWith(host, GONE)).toEqual(
      expect.arrayContaining([
        'attempt',
        'event',
        'hook',
        'link',
        'match_key',
        'record',
        'record_change',
        'record_merge',
        'request',
        'transfer_detail',
      ]),
    );
    await host.start();
  }, 60_000);

  it('is a tombstone at once, with what was merged into it, and none of its values is left, however often the host is killed', async () => {
    const { id } = await recordOf('1');

    const begun = await host.admin.post<Erasure>(`/v1/records/${id}/erase`, { reason: 'ticket 4711' });
    await host.kill();
    await host.start();
    await done(id);
    const record = await recordOf('1');
    const erasure = await host.admin.get<Erasure>(`/v1/records/${id}/erasure`);
    await host.stop();

    expect(begun.records).toHaveLength(2);
    expect(record).toMatchObject({ data: {}, erasedAt: expect.any(String), deletedAt: expect.any(String) });
    expect(record.links.map(({ externalId }) => externalId)).toEqual(expect.arrayContaining(['1', '3']));
    expect(erasure).toMatchObject({ bodiesDropped: 1, bodiesCut: 3 });
    expect(await tablesWith(host, GONE)).toEqual([]);
    await host.start();
  }, 60_000);

  it('leaves of its deliveries that they were made, and not what was answered', async () => {
    const { items } =
      await host.admin.get<Page<{ record: string; state: string; answer: object | null }>>(told);
    const { id } = await recordOf('1');
    const { records } = await host.admin.get<Erasure>(`/v1/records/${id}/erasure`);
    const delivered = items.filter(({ state }) => state === 'delivered');

    const answers = Map.groupBy(delivered, ({ record }) => records.includes(record));

    expect(answers.get(true)?.map(({ answer }) => answer)).toContain(null);
    expect(answers.get(false)?.map(({ answer }) => answer)).not.toContain(null);
  });

  it('leaves the other records of its hooks what was theirs', async () => {
    const { items } = await host.admin.get<Page<{ id: string }>>(`/v1/hooks?connection=${shop.id}`);
    const bodies = await Promise.all(
      items.map(async ({ id }) => {
        const answer = await fetch(`${host.url}/v1/hooks/${id}/body`, {
          headers: { authorization: `Bearer ${host.adminKey}` },
        });
        return answer.text();
      }),
    );

    expect((await recordOf('2')).data).toMatchObject({ note: `${KEPT}-note-3`, revision: 3 });
    expect(bodies).toEqual([
      JSON.stringify({ events: [order('2', KEPT, 3)] }),
      JSON.stringify({ events: [order('2', KEPT, 2), {}] }),
      '',
      JSON.stringify({ events: [{}, order('2', KEPT, 1), {}] }),
    ]);
  });

  it('is known to a later hook of its system, which ends skipped and is erased as well', async () => {
    const { id, version } = await recordOf('1');

    await send(order('1', `${GONE}-again`, 4), order('2', KEPT, 4));
    await until(async () => expect((await recordOf('2')).data['revision']).toBe(4));
    await until(async () => {
      const { items } = await host.admin.get<Page<object>>('/v1/transfers?limit=5');
      expect(items).toContainEqual(
        expect.objectContaining({ recordId: '1', state: 'ended', code: 'skipped' }),
      );
    });
    await until(async () =>
      expect((await host.admin.get<Erasure>(`/v1/records/${id}/erasure`)).bodiesCut).toBe(4),
    );
    await host.stop();

    expect(await tablesWith(host, GONE)).toEqual([]);
    expect(await tablesWith(host, `${KEPT}-note-4`)).toEqual(
      expect.arrayContaining(['hook', 'record', 'request']),
    );
    await host.start();
    expect(await recordOf('1')).toMatchObject({ version, data: {} });
  }, 60_000);

  it('may live again for what its systems send from then on', async () => {
    const { id } = await recordOf('1');
    await done(id);

    await host.admin.post(`/v1/records/${id}/undelete`);
    await send(order('1', 'zq-new', 5));

    await until(async () =>
      expect(await recordOf('1')).toMatchObject({ id, erasedAt: null, data: { note: 'zq-new-note-5' } }),
    );
  });
});
