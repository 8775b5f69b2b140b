import { aConnection, anAdminYard, type AdminYard } from '../../test/kit/an-admin.js';
import { collectionIntoHub } from '../../test/kit/shop.js';

let yard: AdminYard;

beforeAll(async () => {
  yard = await anAdminYard();
});

afterAll(() => yard[Symbol.asyncDispose]());

const NUMBER = { kind: 'field', target: 'number', source: 'number' };

describe('a saved collection', () => {
  it('is answered with what is probably not meant, and is saved all the same', async () => {
    const { id } = await aConnection(yard);
    const of = (more: object): object => ({ ...collectionIntoHub(id), mappings: [NUMBER], ...more });

    const first = await yard.admin('POST', '/v1/mapping-collections', of({ name: 'all', order: 1 }));
    const mappings = [NUMBER, { ...NUMBER, target: 'numbr' }];
    const second = await yard.admin('POST', '/v1/mapping-collections', of({ name: 'rest', mappings }));
    const mended = await yard.admin('PATCH', `/v1/mapping-collections/${second.body.id}`, {
      order: 0,
      filter: 'kind = "rest"',
      mappings: [NUMBER],
    });

    expect(first).toMatchObject({ status: 201, body: { warnings: [] } });
    expect(second).toMatchObject({
      status: 201,
      body: {
        warnings: [
          { field: 'mappings.1.target', message: expect.stringContaining("'numbr'") },
          { field: 'order', message: expect.stringContaining("'all'") },
        ],
      },
    });
    expect(mended.body).toMatchObject({ version: 2, warnings: [] });
    expect((await yard.admin('GET', '/v1/mapping-collections')).body.items[0]).not.toHaveProperty('warnings');
  });
});
