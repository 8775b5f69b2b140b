import { aConnection, anAdminYard, type AdminYard } from '../../test/kit/an-admin.js';
import { collectionIntoHub } from '../../test/kit/shop.js';

let yard: AdminYard;

beforeAll(async () => {
  yard = await anAdminYard();
});

afterAll(() => yard[Symbol.asyncDispose]());

const PATH = '/v1/translations';

describe('translations', () => {
  it('are made, shown with who uses them, replaced and removed', async () => {
    const { id } = await aConnection(yard);
    const table = { name: 'states', rows: { '1': 'paid' }, default: 'open' };

    const made = await yard.admin('POST', PATH, table);
    const collection = await yard.admin('POST', '/v1/mapping-collections', {
      ...collectionIntoHub(id),
      mappings: [{ kind: 'lookup', target: 'status', source: 's', table: 'states', missing: 'error' }],
    });
    const one = `${PATH}/${made.body.id}`;
    const shown = await yard.admin('GET', one);
    const replaced = await yard.admin('PUT', one, { rows: { '2': null } });
    const used = await yard.admin('DELETE', one);
    await yard.admin('DELETE', `/v1/mapping-collections/${collection.body.id}`);

    expect(made).toMatchObject({ status: 201, body: table });
    expect(collection).toMatchObject({ status: 201 });
    expect(shown.body).toEqual({ ...made.body, usedBy: [collection.body.id] });
    expect(replaced.body).toMatchObject({ rows: { '2': null } });
    expect(replaced.body).not.toHaveProperty('default');
    expect(used).toMatchObject({ status: 409, body: { code: 'CONFLICT' } });
    expect((await yard.admin('GET', PATH)).body.items).toContainEqual(replaced.body);
    expect(await yard.stranger('GET', one)).toMatchObject({ status: 404 });
    expect(await yard.stranger('PUT', one, { rows: {} })).toMatchObject({ status: 404 });
    expect(await yard.stranger('DELETE', one)).toMatchObject({ status: 404 });
    expect(await yard.admin('DELETE', one)).toMatchObject({ status: 204 });
  });

  it('are refused where they are no table, and changed by operators alone', async () => {
    const viewer = await yard.withRole('viewer');
    const rows = Object.fromEntries(Array.from({ length: 10_001 }, (_, index) => [index, index]));

    expect(await yard.admin('POST', PATH, { name: 'big', rows })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'rows', message: expect.stringContaining('10001') }] },
    });
    expect(await yard.admin('POST', PATH, { name: 'list', rows: ['a'] })).toMatchObject({ status: 400 });
    expect(await yard.admin('POST', PATH, { rows: {} })).toMatchObject({ status: 400 });
    expect(await viewer('POST', PATH, { name: 'mine', rows: {} })).toMatchObject({ status: 403 });
  });
});
