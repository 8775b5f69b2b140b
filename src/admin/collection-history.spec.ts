import { aConnection, anAdminYard, type AdminYard } from '../../test/kit/an-admin.js';
import { collectionIntoHub } from '../../test/kit/shop.js';

let yard: AdminYard;

beforeAll(async () => {
  yard = await anAdminYard();
});

afterAll(() => yard[Symbol.asyncDispose]());

const PATH = '/v1/mapping-collections';
const NUMBER = { kind: 'field', target: 'number', source: 'nr' };
const STATUS = { kind: 'lookup', target: 'status', source: 'state', table: 'states' };

async function aCollection(connection: string, more: object = {}): Promise<string> {
  const made = await yard.admin('POST', PATH, { ...collectionIntoHub(connection), ...more });
  expect(made).toMatchObject({ status: 201 });
  return made.body.id;
}

describe('the versions of a collection', () => {
  it('are listed newest first, read, compared, and come back as new ones', async () => {
    const { id: connection } = await aConnection(yard);
    const id = await aCollection(connection, { mappings: [NUMBER] });
    const one = `${PATH}/${id}`;
    await yard.admin('PATCH', one, { filter: 'nr', mappings: [{ ...NUMBER, source: 'no' }] });

    const list = await yard.admin('GET', `${one}/versions?limit=1`);
    const rest = await yard.admin('GET', `${one}/versions?cursor=${list.body.next}`);
    const first = await yard.admin('GET', `${one}/versions/1`);
    const difference = await yard.admin('GET', `${one}/difference?from=1`);
    const back = await yard.admin('POST', `${one}/rollback`, { version: 1 });

    expect(list.body.items).toMatchObject([{ version: 2, definition: { filter: 'nr' } }]);
    expect(rest.body).toMatchObject({ items: [{ version: 1 }], next: null });
    expect(first.body).toMatchObject({ version: 1, definition: { mappings: [NUMBER] } });
    expect(difference.body).toEqual({
      from: 1,
      to: 2,
      parts: { filter: [null, 'nr'] },
      mappings: {
        added: [],
        removed: [],
        changed: [{ before: NUMBER, after: { ...NUMBER, source: 'no' } }],
      },
    });
    expect(back).toMatchObject({ status: 200, body: { version: 3, filter: null, mappings: [NUMBER] } });
    expect((await yard.admin('GET', `${one}/difference?from=1&to=3`)).body.parts).toEqual({});
  });

  it('that never were are not found, and others of another tenant neither', async () => {
    const { id: connection } = await aConnection(yard);
    const one = `${PATH}/${await aCollection(connection)}`;

    expect(await yard.admin('GET', `${one}/versions/2`)).toMatchObject({ status: 404 });
    expect(await yard.admin('GET', `${one}/versions/x`)).toMatchObject({ status: 404 });
    expect(await yard.admin('POST', `${one}/rollback`, { version: 9 })).toMatchObject({ status: 404 });
    expect(await yard.admin('GET', `${one}/difference?from=0`)).toMatchObject({ status: 400 });
    for (const [method, path, body] of [
      ['GET', 'versions', undefined],
      ['GET', 'difference?from=1', undefined],
      ['POST', 'rollback', { version: 1 }],
      ['POST', 'clone', { name: 'x' }],
      ['POST', 'reverse', { name: 'x' }],
    ] as const) {
      expect(await yard.stranger(method, `${one}/${path}`, body)).toMatchObject({ status: 404 });
    }
  });

  it('are checked again before they come back', async () => {
    const { id: connection } = await aConnection(yard);
    const made = await yard.admin('POST', '/v1/translations', { name: 'gone', rows: {} });
    const one = `${PATH}/${await aCollection(connection, { mappings: [{ ...STATUS, table: 'gone' }] })}`;
    await yard.admin('PATCH', one, { mappings: [NUMBER] });
    await yard.admin('DELETE', `/v1/translations/${made.body.id}`);

    const back = await yard.admin('POST', `${one}/rollback`, { version: 1 });

    expect(back).toMatchObject({ status: 400, body: { errors: [{ field: 'mappings.0.table' }] } });
    expect((await yard.admin('GET', one)).body).toMatchObject({ version: 2 });
  });
});

describe('a copy of a collection', () => {
  it('is another collection of the same mapping, switched off, here or at another connection', async () => {
    const { id: connection } = await aConnection(yard);
    const { id: other } = await aConnection(yard);
    const one = `${PATH}/${await aCollection(connection, { mappings: [NUMBER], filter: 'nr' })}`;

    const beside = await yard.admin('POST', `${one}/clone`, { name: 'second' });
    const there = await yard.admin('POST', `${one}/clone`, {
      name: 'there',
      connection: other,
      enabled: true,
    });

    const same = { filter: 'nr', mappings: [NUMBER], version: 1 };
    expect(beside).toMatchObject({
      status: 201,
      body: { ...same, name: 'second', connection, enabled: false },
    });
    expect(there).toMatchObject({
      status: 201,
      body: { ...same, name: 'there', connection: other, enabled: true },
    });
    expect(await yard.admin('POST', `${one}/clone`, {})).toMatchObject({ status: 400 });
    const nowhere = await yard.admin('POST', `${one}/clone`, { name: 'x', connection: 'con_none' });
    expect(nowhere).toMatchObject({ status: 404 });
  });

  it('the other way round tells what it does not carry, and makes the translation it needs', async () => {
    const { id: connection } = await aConnection(yard);
    await yard.admin('POST', '/v1/translations', { name: 'states', rows: { '1': 'paid', '2': 'open' } });
    const formula = { kind: 'formula', target: 'total', expression: 'net * 2' };
    const id = await aCollection(connection, { match: ['number'], mappings: [NUMBER, STATUS, formula] });

    const made = await yard.admin('POST', `${PATH}/${id}/reverse`, { name: 'back' });
    const again = await yard.admin('POST', `${PATH}/${id}/reverse`, { name: 'back again' });
    const translations = await yard.admin('GET', '/v1/translations');

    expect(made).toMatchObject({
      status: 201,
      body: {
        name: 'back',
        direction: 'FROM',
        enabled: false,
        match: ['nr'],
        mappings: [
          { kind: 'field', target: 'nr', source: 'number' },
          { kind: 'lookup', target: 'state', source: 'status', table: 'states (reversed)' },
        ],
        notes: [{ field: 'mappings.2', target: 'total', kind: 'left-out' }],
      },
    });
    expect(again).toMatchObject({ status: 201 });
    expect(translations.body.items).toContainEqual(
      expect.objectContaining({ name: 'states (reversed)', rows: { paid: '1', open: '2' } }),
    );
  });

  it('is made by operators alone', async () => {
    const viewer = await yard.withRole('viewer');
    const { id: connection } = await aConnection(yard);
    const one = `${PATH}/${await aCollection(connection)}`;

    for (const act of ['clone', 'reverse'])
      expect(await viewer('POST', `${one}/${act}`, { name: 'x' })).toMatchObject({ status: 403 });
    expect(await viewer('POST', `${one}/rollback`, { version: 1 })).toMatchObject({ status: 403 });
    expect(await viewer('GET', `${one}/versions`)).toMatchObject({ status: 200 });
  });
});
