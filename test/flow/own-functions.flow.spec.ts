import { addDepot, connectorsFolder } from '../kit/depot.js';
import { eventually } from '../kit/eventually.js';
import { fakePartner, type FakePartner } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';
import type { MadeConnection } from '../kit/yard.js';

/** North keeps custom fields in a list beside the others, South under names of their own; both have functions. */
const CUSTOM = {
  north: `{
    read: ({ meta }) => {
      if (meta === 'broken') throw new TypeError('no list of custom fields');
      return Object.fromEntries((meta ?? []).map(({ key, value }) => [key, value]));
    },
    write: (record, fields) => ({ ...record, meta: Object.entries(fields).map(([key, value]) => ({ key, value })) }),
  }`,
  south: `{
    read: (record) => Object.fromEntries(
      Object.entries(record).flatMap(([name, value]) => (name.startsWith('cf_') ? [[name.slice(3), value]] : [])),
    ),
    write: (record, fields) => ({
      ...record,
      ...Object.fromEntries(Object.entries(fields).map(([name, value]) => ['cf_' + name, value])),
    }),
  }`,
};

const source = (name: 'north' | 'south', baseUrl: string): string => `
const field = (name) => ({ kind: 'field', target: name, source: name });
const formula = (target, expression) => ({ kind: 'formula', target, expression });
const one = (id) => '/${name}/' + id;
export const connector = {
  name: '${name}',
  version: '1.0.0',
  baseUrl: '${baseUrl}',
  scopes: {
    changed: ['PRODUCT', 'UPDATED', 'Product → Product'],
    gone: ['PRODUCT', 'DELETED', 'Product → Product'],
  },
  webhook: { verify: { kind: 'unsigned', reason: 'a test' }, scope: 'topic', externalId: 'id' },
  records: {
    PRODUCT: {
      get: async (id, ctx) => (await ctx.http.get(one(id))).json(),
      create: async (record, ctx) => {
        const made = (await ctx.http.post('/${name}', { json: record })).json();
        return { id: made.id, record: made };
      },
      update: async (id, record, { changed }, ctx) => {
        const json = Object.fromEntries(changed.map((name) => [name, record[name]]));
        return { record: (await ctx.http.put(one(id), { json })).json() };
      },
    },
  },
  customFields: ${CUSTOM[name]},
  functions: {
    slug: (text) => text.toLowerCase().replaceAll(' ', '-'),
    isTest: (text) => text.startsWith('TEST'),
    isBlocked: (text) => text.includes('blocked'),
    grams: (value) => {
      if (typeof value !== 'number') throw new TypeError('no number of kilograms');
      return value * 1000;
    },
  },
  collections: [
    {
      name: 'in', type: 'PRODUCT', direction: 'TO', syncType: 'ADD_AND_UPDATE',
      filter: '$not($isTest(name))', errorFilter: '$isBlocked(name)',
      mappings: [field('name'), formula('customFields', '$CustomFields')],
    },
    {
      name: 'out', type: 'PRODUCT', direction: 'FROM', syncType: 'ADD_AND_UPDATE',
      mappings: [field('name'), formula('label', '$slug(name) & "/" & $CustomFields.color')],
    },
    {
      name: 'gone', type: 'PRODUCT', direction: 'TO', syncType: 'DELETE_TRIGGERED_UPDATE',
      mappings: [formula('status', '"gone: " & $slug($LastKnown.name)')],
    },
  ],
};
`;

interface Listed<T = { id: string; state: string; code: string | null }> {
  readonly items: readonly T[];
}

describe('what a connector knows of its records', () => {
  const cleanUp = new AsyncDisposableStack();
  let host: HostProcess;
  let partner: FakePartner;
  let north: MadeConnection;
  let south: MadeConnection;

  beforeAll(async () => {
    partner = cleanUp.use(await fakePartner());
    const sources = { north: source('north', partner.url), south: source('south', partner.url) };
    const folder = cleanUp.use(connectorsFolder(sources));
    host = cleanUp.use(await HostProcess.start({ env: { HOOKYARD_CONNECTORS_DIR: folder.path } }));
    north = await addDepot(host, 'north');
    south = await addDepot(host, 'south');
  }, 60_000);
  afterAll(() => cleanUp.disposeAsync());

  const madeThere = (): Record<string, unknown> => partner.records('south')[0] ?? {};

  describe('custom fields', () => {
    it('are read at the source, kept in the hub and written at the destination, in formulas both ways', async () => {
      await edit('north', 'n1', { name: 'Red Chair', meta: [meta('color', 'red'), meta('size', 'L')] });
      await eventually(() => partner.records('south').length === 1, 30_000);

      expect(madeThere()).toMatchObject({
        name: 'Red Chair',
        label: 'red-chair/red',
        cf_color: 'red',
        cf_size: 'L',
      });
      const found = await host.admin.get(`/v1/records?type=PRODUCT&connection=${north.id}&externalId=n1`);
      expect(found).toMatchObject({ items: [{ data: { customFields: { color: 'red', size: 'L' } } }] });
    }, 60_000);

    it('are written alone where only they changed, either way', async () => {
      const before = partner.writes.length;
      await edit('north', 'n1', { name: 'Red Chair', meta: [meta('color', 'red'), meta('size', 'XL')] });
      await eventually(() => madeThere()['cf_size'] === 'XL', 30_000);
      const { id: _id, version: _version, ...fields } = madeThere();
      await edit('south', String(madeThere()['id']), { ...fields, cf_size: 'S' });
      await eventually(() => JSON.stringify(partner.record('north', 'n1')?.['meta']).includes('"S"'), 30_000);

      expect(partner.writes.slice(before).map(({ data }) => data)).toEqual([
        { cf_size: 'XL' },
        { meta: [meta('color', 'red'), meta('size', 'S')] },
      ]);
    }, 60_000);

    it('are in previews, and a connector that cannot read them is named', async () => {
      const into = await collection(north, 'in');
      const out = await collection(south, 'out');
      const record = { name: 'Blue Chair', meta: [meta('color', 'blue')] };

      const inward = await preview(into, { record });
      const outward = await preview(out, { record: { name: 'Blue Chair', customFields: { color: 'blue' } } });
      const broken = await preview(into, { record: { name: 'x', meta: 'broken' } });

      expect(inward).toMatchObject({ mapped: { customFields: { color: 'blue' } }, failure: null });
      expect(outward).toMatchObject({ mapped: { label: 'blue-chair/blue', cf_color: 'blue' } });
      expect(broken).toMatchObject({
        failure: { name: 'BadAnswer', message: 'customFields.read failed: no list of custom fields' },
      });
    });
  });

  describe('functions of its own', () => {
    it('decide in filters and error filters', async () => {
      await edit('north', 'n2', { name: 'TEST chair' });
      await edit('north', 'n3', { name: 'blocked chair' });

      await eventually(async () => {
        const { items } = await host.admin.get<Listed>(`/v1/transfers?connection=${north.id}&limit=2`);
        return items
          .map(({ state, code }) => `${state} ${code}`)
          .toSorted()
          .join() === 'ended filtered,parked error-filtered'
          ? items
          : undefined;
      }, 30_000);
    }, 60_000);

    it('run in what an operator wrote too, which is trusted with nothing; a failure names function and field', async () => {
      const mappings = [
        { kind: 'formula', target: 'name', expression: '$slug(name) & $string([1..3][$ > 2])' },
        { kind: 'formula', target: 'weight', expression: '$grams(kg)' },
      ];
      const definition = {
        name: 'own',
        type: 'PRODUCT',
        direction: 'TO',
        syncType: 'ADD_AND_UPDATE',
        order: 1,
      };
      const own = await host.admin.post<{ id: string }>('/v1/mapping-collections', {
        ...definition,
        connection: north.id,
        filter: '$contains($slug(name), "own-")',
        mappings,
      });

      const fine = await preview(own.id, { record: { name: 'Own Chair', kg: 2 } });
      const failing = await preview(own.id, { record: { name: 'Own Chair', kg: 'two' } });
      await edit('north', 'n4', { name: 'Own Table', kg: 'two' });
      const { id } = await eventually(async () => {
        const { items } = await host.admin.get<Listed>(`/v1/transfers?connection=${north.id}&state=parked`);
        return items.find(({ code }) => code !== 'error-filtered');
      }, 30_000);
      const parked = await host.admin.get<{ failures: { message: string }[] }>(`/v1/transfers/${id}`);

      expect(fine).toMatchObject({ mapped: { name: 'own-chair3', weight: 2000 } });
      const named = /collection 'own', field 'weight'.*\$grams.*no number of kilograms/;
      expect(failing).toMatchObject({ failure: { message: expect.stringMatching(named) } });
      expect(parked.failures[0]?.message).toMatch(named);
      await host.admin.delete(`/v1/mapping-collections/${own.id}`);
    }, 60_000);

    it('see what was last known of a deleted record', async () => {
      const { items } = await host.admin.get<Listed<{ id: string; name: string }>>(
        `/v1/connections/${north.id}/scopes?limit=100`,
      );
      const scope = items.find(({ name }) => name === 'gone')?.id;
      const guard = { guard: 'update', settleSeconds: 0 };
      await host.admin.patch(`/v1/connections/${north.id}/scopes/${scope}`, guard);

      partner.remove('north', 'n1');
      await send('north', { topic: 'gone', id: 'n1' });

      await eventually(async () => {
        const { items: all } =
          await host.admin.get<Listed<{ data: { status?: string } }>>('/v1/records?type=PRODUCT');
        return all.some(({ data }) => data.status === 'gone: red-chair');
      }, 30_000);
    }, 60_000);
  });

  async function edit(system: 'north' | 'south', id: string, data: Record<string, unknown>): Promise<void> {
    partner.put(system, id, data);
    await send(system, { topic: 'changed', id });
  }

  async function send(system: 'north' | 'south', body: object): Promise<void> {
    const { hookUrl } = system === 'north' ? north : south;
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(hookUrl, { method: 'POST', headers, body: JSON.stringify(body) });
    expect(answer.status).toBe(200);
  }

  async function collection({ id }: MadeConnection, name: string): Promise<string> {
    const { items } = await host.admin.get<Listed<{ id: string; name: string }>>(
      `/v1/mapping-collections?connection=${id}`,
    );
    return items.find((one) => one.name === name)?.id ?? '';
  }

  const preview = (id: string, ask: object): Promise<object> =>
    host.admin.post<object>(`/v1/mapping-collections/${id}/preview`, ask);
});

const meta = (key: string, value: string): object => ({ key, value });
