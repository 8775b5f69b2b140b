import { aConnection, anAdminYard, viewOf, type AdminYard } from '../../test/kit/an-admin.js';
import { shopConnector } from '../../test/kit/shop.js';

let yard: AdminYard;

beforeAll(async () => {
  yard = await anAdminYard();
});

afterAll(() => yard[Symbol.asyncDispose]());

describe('record types', () => {
  it('are listed with their declared fields, the open ones too', async () => {
    const { body } = await yard.admin('GET', '/v1/record-types?limit=200');

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

describe('types of a connector', () => {
  const fields = { mileage: { kind: 'number', description: 'Kilometres' } };
  const aFleet = (name: string, recordTypes: object): object => ({
    ...shopConnector,
    name,
    scopes: [{ ...shopConnector.scopes[0], type: 'x:CAR' }],
    recordTypes,
  });
  const declaring = (given: object): object => ({ 'x:CAR': { description: 'A car', fields: given } });

  it('are known to every connection of its tenant as soon as it is there, and shown with who declares them', async () => {
    const { id } = await aConnection(yard);

    const made = await yard.admin('POST', '/v1/connectors', aFleet('fleet', declaring(fields)));

    expect(made).toMatchObject({ status: 201, body: { recordTypes: ['x:CAR'] } });
    expect(viewOf(yard, id).declaredFields).toEqual({ 'x:CAR': fields });
    expect((await yard.admin('GET', '/v1/record-types/x:CAR')).body).toMatchObject({
      description: 'A car',
      open: false,
      fields: ['mileage'],
      declaredBy: [{ kind: 'connector', name: 'fleet' }],
      schema: { properties: { mileage: { 'x-kind': 'number' } } },
    });
    expect((await yard.stranger('GET', '/v1/record-types/x:CAR')).status).toBe(404);
  });

  it('are told apart from the fields a tenant has beside them', async () => {
    const own = await yard.admin('PUT', '/v1/record-types/x:CAR', { fields: { doors: { kind: 'number' } } });
    const redeclared = await yard.admin('PUT', '/v1/record-types/x:CAR', { fields });

    expect(own.body).toMatchObject({
      fields: ['mileage', 'doors'],
      declaredBy: [{ kind: 'connector', name: 'fleet' }, { kind: 'tenant' }],
    });
    expect(redeclared).toMatchObject({ status: 400, body: { errors: [{ field: 'fields.mileage' }] } });
    await yard.admin('DELETE', '/v1/record-types/x:CAR');
  });

  it.each<[string, object, string]>([
    [
      'a field the host declares',
      { ...declaring(fields), CUSTOMER: { fields: { email: { kind: 'text' } } } },
      'CUSTOMER.fields.email',
    ],
    [
      'a field of another kind than elsewhere',
      declaring({ mileage: { kind: 'text' } }),
      'x:CAR.fields.mileage',
    ],
    ['a kind that is none', declaring({ mileage: { kind: 'money' } }), 'x:CAR.fields.mileage.kind'],
    ['a name that is none', { ...declaring(fields), 'x:car': { fields } }, 'x:car'],
    ['a list of its own instead of what it names', { 'x:VAN': { fields } }, 'scopes.order/created'],
  ])('are refused for %s', async (_, recordTypes, field) => {
    const { status, body } = await yard.admin('POST', '/v1/connectors', aFleet('rival', recordTypes));

    expect([status, body.code]).toEqual([422, 'CONNECTOR_INVALID']);
    expect(body.errors[0].field).toContain(field);
  });

  it('are taken from two connectors that say the same, or add to it', async () => {
    const recordTypes = declaring({ ...fields, seats: { kind: 'number' } });

    const made = await yard.admin('POST', '/v1/connectors', aFleet('second', recordTypes));

    expect(made.status).toBe(201);
    expect((await yard.admin('GET', '/v1/record-types/x:CAR')).body).toMatchObject({
      fields: expect.arrayContaining(['mileage', 'seats']),
      declaredBy: [{ name: 'fleet' }, { name: 'second' }],
    });
  });
});

describe('types of a tenant', () => {
  it('are declared, held against, changed and taken back', async () => {
    const fields = { mileage: { kind: 'number', description: 'Kilometres' } };
    const { id } = await aConnection(yard);

    const made = await yard.admin('PUT', '/v1/record-types/x:VEHICLE', { description: 'A car', fields });
    const view = viewOf(yard, id);

    expect(made).toMatchObject({
      status: 200,
      body: { name: 'x:VEHICLE', number: null, open: false, fields: ['mileage'], ownFields: fields },
    });
    expect(view.declaredFields).toMatchObject({ 'x:VEHICLE': fields });
    expect((await yard.stranger('GET', '/v1/record-types/x:VEHICLE')).status).toBe(404);
    await yard.admin('PUT', '/v1/record-types/x:VEHICLE', { fields: { doors: { kind: 'number' } } });
    expect((await yard.admin('GET', '/v1/record-types/x:VEHICLE')).body.fields).toEqual(['doors']);
    expect((await yard.admin('DELETE', '/v1/record-types/x:VEHICLE')).status).toBe(204);
    expect((await yard.admin('GET', '/v1/record-types/x:VEHICLE')).status).toBe(404);
    expect(viewOf(yard, id).declaredFields).not.toHaveProperty('x:VEHICLE');
  });

  it('add fields to the types of the host, and change none of them', async () => {
    const added = await yard.admin('PUT', '/v1/record-types/CUSTOMER', {
      fields: { loyaltyPoints: { kind: 'number' } },
    });
    const redeclared = await yard.admin('PUT', '/v1/record-types/CUSTOMER', {
      fields: { email: { kind: 'list' } },
    });

    expect(added.body.fields).toEqual(expect.arrayContaining(['email', 'loyaltyPoints']));
    expect(redeclared).toMatchObject({ status: 400, body: { errors: [{ field: 'fields.email' }] } });
    expect((await yard.admin('DELETE', '/v1/record-types/CUSTOMER')).status).toBe(204);
    expect((await yard.admin('GET', '/v1/record-types/CUSTOMER')).body.ownFields).toEqual({});
  });

  it.each<[string, object, string]>([
    ['VEHICLE', { fields: {} }, 'name'],
    ['x:VEHICLE', {}, 'fields'],
    ['x:VEHICLE', { fields: { a: { kind: 'money' } } }, 'fields.a.kind'],
    ['x:VEHICLE', { fields: { a: { kind: 'text', fields: {} } } }, 'fields.a'],
    ['x:VEHICLE', { fields: { 'a.b': { kind: 'text' } } }, 'fields.a.b'],
  ])('%s %j is refused, naming %s', async (name, body, field) => {
    const answer = await yard.admin('PUT', `/v1/record-types/${name}`, body);

    expect(answer).toMatchObject({ status: 400, body: { errors: [expect.objectContaining({ field })] } });
  });
});
