import { aConnection, anAdminYard, type AdminYard } from '../../test/kit/an-admin.js';
import { collectionIntoHub } from '../../test/kit/shop.js';

let yard: AdminYard;

beforeAll(async () => {
  yard = await anAdminYard();
});
afterAll(() => yard[Symbol.asyncDispose]());

const LINES = {
  target: 'lines',
  source: 'items',
  key: 'id',
  mappings: [
    { kind: 'field', target: 'id', source: 'no' },
    { kind: 'field', target: 'sku', source: 'sku' },
  ],
};

describe('child lists over REST', () => {
  it('are kept with their collection, and shown by a preview', async () => {
    const { id: connection } = await aConnection(yard);
    const made = await yard.admin('POST', '/v1/mapping-collections', {
      ...collectionIntoHub(connection),
      mappings: [{ kind: 'field', target: 'number', source: 'number' }],
      children: [LINES],
    });
    expect(made).toMatchObject({ status: 201, body: { children: [LINES] } });
    const record = { number: '#7', items: [{ no: 5, sku: 'x' }] };

    const { body } = await yard.admin('POST', `/v1/mapping-collections/${made.body.id}/preview`, { record });

    const line = { id: expect.stringMatching(/^chd_/), sku: 'x' };
    expect(body).toMatchObject({
      mapped: { number: '#7', lines: [{ id: 5, sku: 'x' }] },
      after: { number: '#7', lines: [line] },
      failure: null,
    });
    expect(Object.values(body.difference)).toEqual([
      [null, '#7'],
      [null, line],
    ]);
  });

  it('that cannot work are refused by their place; what the hub does not declare is a warning', async () => {
    const { id: connection } = await aConnection(yard);
    const save = (list: object): ReturnType<AdminYard['admin']> =>
      yard.admin('POST', '/v1/mapping-collections', {
        ...collectionIntoHub(connection),
        mappings: [],
        children: [list],
      });

    const refused = await save({ ...LINES, key: 'number', filter: '1 +' });
    const odd = { kind: 'field', target: 'colour', source: 'colour' };
    const warned = await save({ ...LINES, mappings: [...LINES.mappings, odd] });

    expect(refused.status).toBe(400);
    expect(refused.body.errors.map(({ field }: { field: string }) => field)).toEqual([
      'children.0.filter',
      'children.0.key',
      'children.0.mappings',
    ]);
    expect(warned.body.warnings).toContainEqual({
      field: 'children.0.mappings.2.target',
      message: "writes 'colour', which the target does not declare",
    });
  });
});
