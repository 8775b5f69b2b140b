import { eventually } from '../kit/eventually.js';
import { aShopHook, collectionIntoHub, sendShopHook } from '../kit/shop.js';
import { type Yard, aYard } from '../kit/yard.js';

interface Listed {
  readonly items: readonly Record<string, unknown>[];
}

interface Preview {
  readonly after: object;
  readonly chosen: { readonly name: string };
  readonly untranslated: readonly object[];
  readonly failure: { readonly name: string } | null;
}

interface Coverage {
  readonly values: readonly object[];
}

describe('a record mapped with a translation', () => {
  let yard: Yard;
  let collection: string;
  let table: string;

  beforeAll(async () => {
    yard = await aYard();
    const { admin } = yard.host;
    const rows = { open: 'Offen' };
    table = (await admin.post<{ id: string }>('/v1/translations', { name: 'states', rows })).id;
    const definition = {
      ...collectionIntoHub(yard.shop.id),
      name: 'translated',
      order: 1,
      mappings: [
        { kind: 'field', target: 'number', source: 'number' },
        { kind: 'lookup', target: 'status', source: 'status', table: 'states', missing: 'error' },
      ],
    };
    collection = (await admin.post<{ id: string }>('/v1/mapping-collections', definition)).id;
  }, 60_000);

  afterAll(async () => {
    await yard[Symbol.asyncDispose]();
  });

  it('waits as Invalid for the row it needs, and ends as its preview said once there is one', async () => {
    const { admin } = yard.host;
    const record = { number: '#3001', status: 'paid' };
    const ask = { record, externalId: '3001' };
    const path = `/v1/mapping-collections/${collection}/preview`;

    const before = await admin.post<Preview>(path, ask);
    await sendShopHook(yard.shop.hookUrl, aShopHook({ topic: 'order/created', id: '3001' }));
    const parked = await eventually(async () => {
      const { items } = await admin.get<Listed>(`/v1/transfers?connection=${yard.shop.id}`);
      return items.find(({ state }) => state === 'parked');
    });
    const uncovered = await admin.get<Coverage>(`/v1/translations/${table}/coverage`);
    await admin.raw('PUT', `/v1/translations/${table}`, { rows: { open: 'Offen', paid: 'Bezahlt' } });
    const preview = await admin.post<Preview>(path, ask);
    await sendShopHook(yard.shop.hookUrl, aShopHook({ topic: 'order/created', id: '3001', revision: 2 }));
    const made = await eventually(async () => {
      const { items } = await admin.get<Listed>('/v1/records?type=TRANSACTION');
      return items.find(({ data }) => (data as { number?: string }).number === '#3001');
    });

    const ofCollection = await admin.get<object>(`/v1/mapping-collections/${collection}/coverage`);

    expect(uncovered).toMatchObject({
      name: 'states',
      rows: 1,
      values: [{ value: 'paid', count: 1, collections: [collection] }],
    });
    expect(ofCollection).toMatchObject({
      lookups: [{ target: 'status', table: 'states', rows: 2, values: [] }],
    });
    expect(before).toMatchObject({
      failure: { name: 'Invalid' },
      untranslated: [{ target: 'status', table: 'states', value: 'paid' }],
    });
    expect(parked).toMatchObject({ state: 'parked' });
    expect(preview).toMatchObject({ failure: null, chosen: { name: 'translated' }, untranslated: [] });
    expect(preview.after).toEqual({ number: '#3001', status: 'Bezahlt' });
    expect(made['data']).toEqual(preview.after);
  });
});
