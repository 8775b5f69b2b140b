import { aConnection, anAdminYard, aRecordOf, type AdminYard } from '../../test/kit/an-admin.js';
import { collectionIntoHub } from '../../test/kit/shop.js';

let yard: AdminYard;

beforeAll(async () => {
  yard = await anAdminYard();
  await yard.admin('POST', '/v1/translations', { name: 'states', rows: { '1': 'paid' } });
});

afterAll(() => yard[Symbol.asyncDispose]());

async function aCollection(connection: string, more: object): Promise<string> {
  const made = await yard.admin('POST', '/v1/mapping-collections', {
    ...collectionIntoHub(connection),
    ...more,
  });
  expect(made).toMatchObject({ status: 201 });
  return made.body.id;
}

const preview = (id: string, body: object): ReturnType<AdminYard['admin']> =>
  yard.admin('POST', `/v1/mapping-collections/${id}/preview`, body);

const NUMBER = { kind: 'field', target: 'number', source: 'number' };
const STATE = { kind: 'lookup', target: 'status', source: 'state', table: 'states' };

describe('a preview into the hub', () => {
  it('of a new record tells what it would become, by which collection, and why not by the others', async () => {
    const { id } = await aConnection(yard);
    await aCollection(id, { name: 'quotes', filter: 'kind = "quote"', order: 1 });
    await aCollection(id, { name: 'changes', syncType: 'UPDATE' });
    const orders = await aCollection(id, { name: 'orders', mappings: [NUMBER, STATE] });

    const { status, body } = await preview(orders, { record: { kind: 'order', number: '#7', state: 1 } });

    expect(status).toBe(200);
    expect(body).toEqual({
      source: 'given',
      change: 'add',
      chosen: { id: orders, name: 'orders', version: 1 },
      others: [
        { name: 'quotes', reason: 'filter' },
        { name: 'changes', reason: 'sync type' },
      ],
      accepted: true,
      rejected: false,
      before: null,
      mapped: { number: '#7', status: 'paid' },
      after: { number: '#7', status: 'paid' },
      difference: { number: [null, '#7'], status: [null, 'paid'] },
      untranslated: [],
      failure: null,
    });
  });

  it('of a linked record lays it over what the hub has, and writes nothing', async () => {
    const { id } = await aConnection(yard);
    const record = await aRecordOf(yard, id, '1001');
    const orders = await aCollection(id, { mappings: [NUMBER, STATE] });
    const ask = { externalId: '1001', record: { number: '#2', state: '9' } };

    const { body } = await preview(orders, ask);

    expect(body).toMatchObject({
      change: 'update',
      before: { number: '#1' },
      mapped: { number: '#2' },
      after: { number: '#2' },
      difference: { number: ['#1', '#2'] },
      untranslated: [{ target: 'status', source: 'state', table: 'states', value: '9' }],
    });
    expect(await yard.hub.read.record(record)).toMatchObject({ version: 1, data: { number: '#1' } });
    expect((await yard.admin('GET', `/v1/transfers?connection=${id}`)).body.items).toEqual([]);
  });

  it('names the values without a row of children too, each once, also where the first of them parks the record', async () => {
    const { id } = await aConnection(yard);
    const orders = await aCollection(id, {
      mappings: [{ ...STATE, missing: 'error' }],
      children: [{ target: 'lines', source: 'items', mappings: [{ ...STATE, missing: 'error' }] }],
    });

    const { body } = await preview(orders, { record: { state: 8, items: [{ state: 9 }, { state: 9 }] } });

    expect(body).toMatchObject({
      failure: { name: 'Invalid' },
      untranslated: [
        { target: 'status', source: 'state', value: 8 },
        { target: 'lines.status', source: 'items.state', table: 'states', value: 9 },
      ],
    });
    expect(body.untranslated).toHaveLength(2);
  });

  it('tells why a record cannot be mapped, and what filters say of it', async () => {
    const { id } = await aConnection(yard);
    const strict = await aCollection(id, {
      filter: 'number',
      errorFilter: 'state = 9',
      mappings: [{ ...STATE, missing: 'error' }],
    });

    const failing = await preview(strict, { record: { number: '#1', state: 9 } });
    const filtered = await preview(strict, { record: { state: 1 } });

    expect(failing.body).toMatchObject({
      accepted: true,
      rejected: true,
      mapped: null,
      after: null,
      difference: {},
      failure: { name: 'Invalid', message: expect.stringContaining("'states'"), fields: ['state'] },
    });
    expect(filtered.body).toMatchObject({ chosen: null, accepted: false, mapped: { status: 'paid' } });
  });

  it('tries a collection that is switched off beside those that are not', async () => {
    const { id } = await aConnection(yard);
    const old = await aCollection(id, { name: 'old' });
    const next = await aCollection(id, { name: 'next', order: 1, enabled: false, mappings: [STATE] });

    const { body } = await preview(next, { record: { number: '#7', state: 1 } });

    expect(body).toMatchObject({ chosen: { id: old }, others: [], mapped: { status: 'paid' } });
  });

  it('asks for the record, and shows another tenant nothing', async () => {
    const { id } = await aConnection(yard);
    const orders = await aCollection(id, {});

    expect(await preview(orders, { externalId: '1001' })).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED', errors: [{ field: 'record' }] },
    });
    expect(
      await yard.stranger('POST', `/v1/mapping-collections/${orders}/preview`, { record: {} }),
    ).toMatchObject({ status: 404 });
  });
});

describe('a preview out of the hub', () => {
  it('takes the record by its own id or by that of the system', async () => {
    const { id } = await aConnection(yard);
    const record = await aRecordOf(yard, id, '1002');
    const out = await aCollection(id, { direction: 'FROM', mappings: [{ ...NUMBER, target: 'no' }] });

    const byRecord = await preview(out, { recordId: yard.publicIds.publicId('rec', record) });
    const byName = await preview(out, { externalId: '1002' });
    const unknown = await preview(out, { recordId: yard.publicIds.publicId('rec', 999_999) });

    expect(byRecord).toMatchObject({
      status: 200,
      body: { change: 'update', before: null, mapped: { no: '#1' }, difference: { no: [null, '#1'] } },
    });
    expect(byName.body).toEqual(byRecord.body);
    expect(unknown).toMatchObject({ status: 404 });
  });
});
