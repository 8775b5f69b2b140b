import { anAdminYard, type AdminYard } from '../../test/kit/an-admin.js';

let yard: AdminYard;

beforeAll(async () => {
  yard = await anAdminYard();
});

afterAll(() => yard[Symbol.asyncDispose]());

describe('record types', () => {
  it('are listed with their declared fields, the open ones too', async () => {
    const { body } = await yard.admin('GET', '/v1/record-types');

    const named = (name: string): unknown => body.items.find((item: { name: string }) => item.name === name);
    expect(named('TRANSACTION')).toMatchObject({
      number: 9,
      open: false,
      fields: expect.arrayContaining(['lines', 'taxes', 'payments', 'addresses', 'notes', 'customFields']),
    });
    expect(named('KIT')).toMatchObject({ number: 31, open: true, fields: [] });
    expect(named('NONE')).toBeUndefined();
  });

  it('are each shown with the schema their records are held against', async () => {
    expect((await yard.admin('GET', '/v1/record-types/CUSTOMER')).body).toMatchObject({
      name: 'CUSTOMER',
      schema: { type: 'object', properties: { email: { 'x-kind': 'text' } } },
    });
    expect(await yard.admin('GET', '/v1/record-types/CUSTOMERS')).toMatchObject({ status: 404 });
    expect(await yard.nobody('GET', '/v1/record-types')).toMatchObject({ status: 401 });
  });
});
