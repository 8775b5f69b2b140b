import { addDepot, connectorsFolder, depotSource } from '../kit/depot.js';
import { eventually } from '../kit/eventually.js';
import { fakePartner, type FakePartner, type PartnerCall } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';
import type { MadeConnection } from '../kit/yard.js';

const ORDERS = 200;

/** Orders and gift cards, which come with their hooks. */
const TILL = `
const mappings = ['number', 'status', 'note'].map((field) => ({ kind: 'field', target: field, source: field }));
const collection = (type) => ({ name: type, type, direction: 'TO', syncType: 'ADD_AND_UPDATE', mappings });
export const connector = {
  name: 'till',
  version: '1.0.0',
  scopes: {
    order: ['TRANSACTION', 'UPDATED', 'Till order → Transaction', { source: 'payload' }],
    card: ['GIFT_CARD', 'UPDATED', 'Till gift card → Gift card', { source: 'payload' }],
  },
  webhook: { verify: { kind: 'unsigned', reason: 'a test' }, scope: 'topic', externalId: 'id' },
  collections: [collection('TRANSACTION'), collection('GIFT_CARD')],
};
`;

/** An order names its gift card in its note: the card goes first. */
const CARDS_FIRST = `
  handlePrerequisite(request) {
    if (request.direction !== 'FROM' || request.type !== 'TRANSACTION' || !request.record.note) return undefined;
    const card = { type: 'GIFT_CARD', action: 'UPDATED', externalId: request.record.note };
    return { children: [card], then: 'continue' };
  },
`;
const CARDS = `
    },
    GIFT_CARD: {
      async create(record, ctx) {
        return { id: (await ctx.http.post('/cards', { json: record })).json().id };
      },
      async update(id, record, change, ctx) {
        await ctx.http.put('/cards/' + id, { json: record });
      },
`;
const MANY = `
      async writeMany(items, ctx) {
        return (await ctx.http.post('/bulk', { json: items })).json();
      },
`;

/** What follows a transfer: a note, with what it says of it. */
const NOTING = `
  async postAction({ change, linkedId }, ctx) {
    await ctx.http.post('/notes', { json: { change, linkedId } });
  },
`;
/** What it has already it refuses with a 409 that names the record. */
const REFUSING = `
      async create(record, ctx) {
        const answer = await ctx.http.post(HERE, { json: record, headers: keyOf(ctx), accept: [409] });
        const { id, version } = answer.json();
        if (answer.status === 409)
          throw Object.assign(new Error('order ' + record.number + ' is there'), { failure: 'Conflict', existingId: id });
        return { id, version };
      },
`;
/** The number and the status are of the mapping for adds, the note is of the one for updates. */
const MAPPED_APART = { ADD: ['number', 'status'], UPDATE: ['note'] } as const;
const METHODS = ['ERROR', 'REMAP_AND_LINK', 'UPDATE_AND_LINK', 'UPDATE_AND_NO_LINK'] as const;

describe('what the hub sends on', () => {
  const cleanUp = new AsyncDisposableStack();
  let host: HostProcess;
  let partner: FakePartner;
  let till: MadeConnection;

  beforeAll(async () => {
    partner = cleanUp.use(await fakePartner());
    const depot = (name: string, more: object = {}): string =>
      depotSource({ name, baseUrl: partner.url, ...more });
    const refusing = (name: string): string =>
      depot(name, { honoursKey: true, handlers: REFUSING.replace('HERE', `'/${name}'`) });
    const cards = depot('cards-first', { handlers: CARDS, more: CARDS_FIRST }).replace(
      'collections: [{',
      "collections: [{ name: 'Card', type: 'GIFT_CARD', direction: 'FROM', syncType: 'ADD_AND_UPDATE', mappings: fields }, {",
    );
    const folder = cleanUp.use(
      connectorsFolder({
        till: TILL,
        north: depot('north'),
        south: depot('south'),
        shut: depot('shut'),
        'cards-first': cards,
        noting: depot('noting', { honoursKey: true, more: NOTING }),
        bulk: depot('bulk', { honoursKey: true, handlers: MANY }),
        ...Object.fromEntries(METHODS.map((method) => [placeOf(method), refusing(placeOf(method))])),
      }),
    );
    host = cleanUp.use(await HostProcess.start({ env: { HOOKYARD_CONNECTORS_DIR: folder.path } }));
    till = await addDepot(host, 'till');
  }, 120_000);
  afterAll(() => cleanUp.disposeAsync());

  it('pushes the gift card before the order that uses it: also when its first writes fail, and the host is killed in between', async () => {
    const made = await addDepot(host, 'cards-first');
    const cards = (): PartnerCall[] => partner.calls.filter(({ path }) => path === '/cards');
    partner.misbehave(({ path }) => (path === '/cards' ? { status: 500 } : undefined));
    await send(till, { topic: 'card', id: 'c1', number: 'GC-1' });
    await eventually(() => cards().length === 1, 30_000);

    await send(till, { topic: 'order', id: 'o1', number: '#1', note: '1' });
    await eventually(() => cards().length === 2, 30_000);
    await host.kill();
    expect(partner.calls.some(({ path }) => path.startsWith('/cards-first'))).toBe(false);
    partner.misbehave(undefined);
    await host.start();

    await eventually(() => partner.records('cards-first').length === 1, 60_000);
    expect(partner.writes.map(({ collection }) => collection)).toEqual(['cards', 'cards-first']);
    await switchOff(host, made);
  }, 180_000);

  it('goes to every other system whose hub scope is on, as a create, an update and nothing at the one whose scope is off', async () => {
    const others = await Promise.all(['north', 'south', 'shut'].map((name) => addDepot(host, name)));
    await switchOff(host, others[2] as MadeConnection);

    await send(till, { topic: 'order', id: 'o2', number: '#2', status: 'open' });
    await eventually(() => ['north', 'south'].every((name) => partner.records(name).length === 1), 30_000);
    await send(till, { topic: 'order', id: 'o2', number: '#2', status: 'paid' });
    await eventually(
      () => ['north', 'south'].every((name) => partner.records(name)[0]?.['status'] === 'paid'),
      30_000,
    );

    const verbs = partner.writes.filter(({ collection }) => ['north', 'south'].includes(collection));
    expect(verbs).toHaveLength(4);
    expect(partner.records('shut')).toEqual([]);
    for (const other of others) await switchOff(host, other);
  }, 120_000);

  it('meets an order that is there already, which the system refuses with a 409, as the collision method says', async () => {
    const places = await Promise.all(
      METHODS.map(async (method) => ({ method, made: await aRefusing(host, method) })),
    );
    partner.misbehave((call) => {
      const [, place = ''] = call.path.split('/');
      const known = call.method === 'POST' ? partner.records(place)[0] : undefined;
      return known ? { status: 409, body: known } : undefined;
    });
    for (const method of METHODS)
      partner.put(placeOf(method), `old-${method}`, { number: '#9', status: 'old', note: 'old' });
    const writtenTo = (method: (typeof METHODS)[number]): unknown[] =>
      partner.writes.filter(({ collection }) => collection === placeOf(method)).map(({ data }) => data);

    await send(till, { topic: 'order', id: 'o9', number: '#9', status: 'open', note: 'new' });
    for (const { made } of places) await eventually(() => isAtRest(host, made), 30_000);

    const ends = await Promise.all(places.map(async ({ made }) => (await transfersOf(host, made))[0]));
    const [refused, ...others] = ends;
    expect(refused).toMatchObject({ state: 'parked', code: 'conflict' });
    expect(others.map((end) => end?.state)).toEqual(['done', 'done', 'done']);
    expect(METHODS.map(writtenTo)).toEqual([
      [],
      [{ note: 'new' }],
      [{ number: '#9', status: 'open' }],
      [{ number: '#9', status: 'open' }],
    ]);
    const { id: record } = await recordOf(host, till, 'o9');
    const { links } = await host.admin.get<{ links: { externalId: string }[] }>(`/v1/records/${record}`);
    expect(links.map(({ externalId }) => externalId).toSorted()).toEqual([
      'o9',
      'old-REMAP_AND_LINK',
      'old-UPDATE_AND_LINK',
    ]);
    for (const { made } of places) await switchOff(host, made);
    partner.misbehave(undefined);
  }, 120_000);

  it('runs what follows a transfer once, behind its commit; that it fails is shown with the transfer, which stands', async () => {
    const noting = await addDepot(host, 'noting');
    const states: unknown[] = [];
    partner.misbehave(async ({ path }) => {
      if (path !== '/notes') return undefined;
      states.push((await transfersOf(host, noting))[0]?.state);
      return states.length === 2 ? { status: 422, body: { error: 'no more notes' } } : undefined;
    });

    for (const [index, status] of ['open', 'paid', 'sent'].entries()) {
      await send(till, { topic: 'order', id: 'o8', number: '#8', status });
      await eventually(() => states.length === index + 1, 30_000);
      expect(partner.records('noting')).toMatchObject([{ status }]);
    }

    const [last, second, first] = await transfersOf(host, noting);
    const failures = await Promise.all(
      [first, second, last].map(async (one) => {
        const { failures: told } = await host.admin.get<{ failures: { message: string }[] }>(
          `/v1/transfers/${one?.id}`,
        );
        return told.map(({ message }) => message);
      }),
    );
    expect(states).toEqual(['done', 'done', 'done']);
    expect(failures).toEqual([[], [expect.stringContaining('the transfer stands')], []]);
    const { id } = partner.records('noting')[0] ?? {};
    expect(partner.records('notes')).toMatchObject([
      { change: 'created', linkedId: id },
      { change: 'updated', linkedId: id },
    ]);
    partner.misbehave(undefined);
    await switchOff(host, noting);
  }, 120_000);

  it(`${ORDERS} orders go in far fewer calls where the connector writes many at once, one refused among them`, async () => {
    const bulk = await addDepot(host, 'bulk');
    let calls = 0;
    partner.misbehave((call) => {
      if (call.method !== 'POST' || call.path !== '/bulk') return undefined;
      calls += 1;
      if (Array.isArray(call.body)) return { status: 200, body: call.body.map(outcome) };
      return call.text.includes('#1007') ? { status: 422 } : undefined;
    });
    const outcome = ({ record }: { record: Record<string, string> }, index: number): object => {
      if (record['number'] === '#1007')
        return { index, failure: { kind: 'Invalid', message: 'no such order' } };
      partner.put('bulk', `b${record['number']}`, record);
      return { index, id: `b${record['number']}` };
    };

    const orders = Array.from({ length: ORDERS }, (_, index) => 1_000 + index);
    await Promise.all(orders.map((n) => send(till, { topic: 'order', id: `o${n}`, number: `#${n}` })));
    await eventually(() => partner.records('bulk').length === ORDERS - 1, 60_000);

    process.stdout.write(`batches: ${ORDERS} orders in ${calls} calls\n`);
    expect(calls).toBeLessThan(ORDERS / 4);
    const { items } = await host.admin.get<{ items: { code: string }[] }>(
      `/v1/transfers?connection=${bulk.id}&state=parked`,
    );
    expect(items).toMatchObject([{ code: 'invalid' }]);
  }, 120_000);
});

async function send({ hookUrl }: MadeConnection, body: object): Promise<void> {
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(hookUrl, { method: 'POST', headers, body: JSON.stringify(body) });
  await answer.arrayBuffer();
  expect(answer.status).toBe(200);
}

function placeOf(method: (typeof METHODS)[number]): string {
  return method.toLowerCase().replaceAll('_', '-');
}

/** One that is not asked for match keys: only its refusal tells that an order is there. */
async function aRefusing(host: HostProcess, collision: (typeof METHODS)[number]): Promise<MadeConnection> {
  const made = await addDepot(host, placeOf(collision));
  const { items } = await host.admin.get<{ items: { id: string }[] }>(
    `/v1/mapping-collections?connection=${made.id}`,
  );
  for (const { id } of items) await host.admin.delete(`/v1/mapping-collections/${id}`);
  for (const [syncType, fields] of Object.entries(MAPPED_APART))
    await host.admin.post('/v1/mapping-collections', {
      connection: made.id,
      name: syncType,
      type: 'TRANSACTION',
      direction: 'FROM',
      syncType,
      ...(syncType === 'ADD' ? { collision } : {}),
      mappings: fields.map((field) => ({ kind: 'field', target: field, source: field })),
    });
  return made;
}

interface Transfer {
  readonly id: string;
  readonly state: string;
  readonly code: string | null;
}

async function transfersOf(host: HostProcess, { id }: MadeConnection): Promise<Transfer[]> {
  return (await host.admin.get<{ items: Transfer[] }>(`/v1/transfers?connection=${id}`)).items;
}

async function isAtRest(host: HostProcess, made: MadeConnection): Promise<boolean> {
  const transfers = await transfersOf(host, made);
  return transfers.length > 0 && transfers.every(({ state }) => ['done', 'parked', 'ended'].includes(state));
}

async function recordOf(
  host: HostProcess,
  { id }: MadeConnection,
  externalId: string,
): Promise<{ id: string }> {
  const found = await host.admin.get<{ items: { id: string }[] }>(
    `/v1/records?type=TRANSACTION&connection=${id}&externalId=${externalId}`,
  );
  return found.items[0] as { id: string };
}

/** Nothing more goes to it. */
async function switchOff(host: HostProcess, { id }: MadeConnection): Promise<void> {
  const { items } = await host.admin.get<{ items: { id: string; direction: string }[] }>(
    `/v1/connections/${id}/scopes?limit=100`,
  );
  for (const scope of items.filter(({ direction }) => direction === 'FROM'))
    await host.admin.patch(`/v1/connections/${id}/scopes/${scope.id}`, { enabled: false });
}
