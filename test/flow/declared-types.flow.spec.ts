import { addDepot, connectorsFolder } from '../kit/depot.js';
import { eventually } from '../kit/eventually.js';
import { fakePartner, type FakePartner } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';
import type { MadeConnection } from '../kit/yard.js';

/** A garage that declares what a vehicle is, sends hooks of vehicles and takes them. */
const GARAGE = `
const fields = ['plate', 'mileage'].map((field) => ({ kind: 'field', target: field, source: field }));
const collection = (direction) => ({
  name: direction, type: 'x:VEHICLE', direction, syncType: 'ADD_AND_UPDATE', match: ['plate'], mappings: fields,
});
export const connector = {
  name: 'NAME',
  version: '1.0.0',
  baseUrl: 'BASE',
  recordTypes: {
    'x:VEHICLE': {
      description: 'A car of the fleet',
      fields: { plate: { kind: 'text' }, mileage: { kind: 'number', description: 'Kilometres' } },
    },
  },
  scopes: { 'car/moved': ['x:VEHICLE', 'UPDATED', 'Car moved → Vehicle', { source: 'payload' }] },
  webhook: { verify: { kind: 'unsigned', reason: 'a test' }, scope: 'topic', externalId: 'id' },
  records: {
    'x:VEHICLE': {
      async create(record, ctx) {
        return { id: (await ctx.http.post('/NAME', { json: record })).json().id };
      },
      async update(id, record, { changed }, ctx) {
        const json = Object.fromEntries(changed.map((field) => [field, record[field]]));
        await ctx.http.put('/NAME/' + id, { json });
      },
    },
  },
  collections: [collection('TO'), collection('FROM')],
};
`;

interface TypeBody {
  readonly fields: readonly string[];
  readonly declaredBy: readonly object[];
}

describe('a type of record that a connector declares', () => {
  const cleanUp = new AsyncDisposableStack();
  let host: HostProcess;
  let partner: FakePartner;
  let garage: MadeConnection;

  beforeAll(async () => {
    partner = cleanUp.use(await fakePartner());
    const named = (name: string): string => GARAGE.replaceAll('NAME', name).replace('BASE', partner.url);
    const folder = cleanUp.use(
      connectorsFolder({
        garage: named('garage'),
        insurer: named('insurer'),
        rival: named('rival').replace("{ kind: 'text' }", "{ kind: 'list' }"),
      }),
    );
    host = cleanUp.use(await HostProcess.start({ env: { HOOKYARD_CONNECTORS_DIR: folder.path } }));
    garage = await addDepot(host, 'garage');
    await addDepot(host, 'insurer');
  }, 60_000);
  afterAll(() => cleanUp.disposeAsync());

  it('is listed with who declares it; a connector that declares it otherwise is not there', async () => {
    const { admin } = host;

    const type = await admin.get<TypeBody>('/v1/record-types/x:VEHICLE');
    const connectors = await admin.get<{ items: { name: string }[] }>('/v1/connectors');

    expect(type).toMatchObject({
      description: 'A car of the fleet',
      fields: ['plate', 'mileage'],
      declaredBy: [
        { kind: 'connector', name: 'garage' },
        { kind: 'connector', name: 'insurer' },
      ],
    });
    expect(connectors.items.map(({ name }) => name)).not.toContain('rival');
    expect(await admin.get('/v1/refused-connectors')).toMatchObject({ items: [{ from: 'rival' }] });
    expect(host.lines.join('\n')).toMatch(
      /rival.*recordTypes\.x:VEHICLE\.fields\.plate is declared in another way by the connector garage/,
    );
  });

  it('is known when a mapping into it is saved', async () => {
    const mappings = [{ kind: 'formula', target: 'mileag', expression: 'km' }];

    const answer = await host.admin.raw('POST', '/v1/mapping-collections', {
      connection: garage.id,
      name: 'misspelt',
      type: 'x:VEHICLE',
      direction: 'TO',
      syncType: 'ADD',
      mappings,
    });

    expect(answer).toMatchObject({ status: 201 });
    expect(JSON.stringify(answer.body)).toContain('mileag');
    await host.admin.delete(`/v1/mapping-collections/${(answer.body as { id: string }).id}`);
  });

  it('travels from a hook through the hub to the other system that has it, and its changes do', async () => {
    await send({ topic: 'car/moved', id: 'c1', plate: 'B-AB 1', mileage: 10 });
    await eventually(() => partner.records('insurer').length === 1, 30_000);
    await send({ topic: 'car/moved', id: 'c1', plate: 'B-AB 1', mileage: 25 });
    await eventually(() => partner.records('insurer')[0]?.['mileage'] === 25, 30_000);

    expect(partner.writes.map(({ data }) => data)).toEqual([
      { plate: 'B-AB 1', mileage: 10 },
      { mileage: 25 },
    ]);
    expect(await host.admin.get('/v1/records?type=x:VEHICLE')).toMatchObject({
      items: [{ data: { plate: 'B-AB 1', mileage: 25 } }],
    });
  }, 60_000);

  it('is held against its fields: what cannot be read as one waits for a person', async () => {
    await send({ topic: 'car/moved', id: 'c2', plate: 'B-AB 2', mileage: 'far' });

    const parked = await eventually(async () => {
      const page = await host.admin.get<{ items: { id: string }[] }>(
        `/v1/transfers?connection=${garage.id}&state=parked`,
      );
      return page.items[0];
    });

    const detail = await host.admin.get(`/v1/transfers/${parked.id}`);
    expect(JSON.stringify(detail)).toContain('mileage is to hold number, not text');
  });

  async function send(body: object): Promise<void> {
    const answer = await fetch(garage.hookUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    expect(answer.status).toBe(200);
  }
});
