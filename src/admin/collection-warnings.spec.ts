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

  it('that could never work is refused, with every place and what is probably meant', async () => {
    const { id } = await aConnection(yard);
    const formula = { kind: 'formula', target: 'total', expression: '$mony(total)' };
    const post = (mappings: readonly object[], more: object = {}): ReturnType<AdminYard['admin']> =>
      yard.admin('POST', '/v1/mapping-collections', { ...collectionIntoHub(id), mappings, ...more });

    const unknown = await post([formula], { filter: '$exsts(total)' });
    const wrong = await post([
      { kind: 'static', target: 'total', value: 'a lot' },
      { ...formula, expression: 'total > 5' },
    ]);
    const untold = await post([NUMBER], { syncType: 'UNKNOWN' });

    expect(unknown).toMatchObject({
      status: 400,
      body: {
        code: 'VALIDATION_FAILED',
        errors: [
          { field: 'filter', message: expect.stringContaining('did you mean $exists?') },
          { field: 'mappings.0.expression', message: expect.stringContaining('did you mean $money?') },
        ],
      },
    });
    expect(wrong.body.errors.map(({ field }: { field: string }) => field)).toContain('mappings.1.target');
    expect(untold).toMatchObject({ status: 400, body: { errors: [{ field: 'syncType' }] } });
  });

  it('is refused where the kind of its target is another, and can be switched off all the same', async () => {
    const { id } = await aConnection(yard);
    const made = await yard.admin('POST', '/v1/mapping-collections', {
      ...collectionIntoHub(id),
      mappings: [],
    });
    const one = `/v1/mapping-collections/${made.body.id}`;
    const mappings = [
      { kind: 'static', target: 'total', value: 'a lot' },
      { kind: 'formula', target: 'currency', expression: '{"code": c}' },
    ];

    const refused = await yard.admin('PATCH', one, { mappings });
    const off = await yard.admin('PATCH', one, { enabled: false });

    expect(refused).toMatchObject({
      status: 400,
      body: {
        errors: [
          { field: 'mappings.0.value', message: expect.stringContaining("'total', which holds number") },
          { field: 'mappings.1.expression', message: expect.stringContaining('gives object') },
        ],
      },
    });
    expect(off).toMatchObject({ status: 200, body: { enabled: false, version: 1 } });
  });
});
