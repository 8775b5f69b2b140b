import { addressBookSource } from '../../test/kit/address-book.js';
import { anAdminYard, type AdminYard, type Answer } from '../../test/kit/an-admin.js';
import { connectorsFolder } from '../../test/kit/depot.js';
import { rowsOf } from '../../test/kit/ledgers.js';

let yard: AdminYard;
let connection: string;
const cleanUp = new AsyncDisposableStack();

beforeAll(async () => {
  yard = cleanUp.use(await anAdminYard());
  const folder = cleanUp.use(connectorsFolder({ 'address-book': addressBookSource('http://127.0.0.1:1') }));
  await yard.registry.load({ directory: folder.path, prefer: 'built' });
  const made = await yard.admin('POST', '/v1/connections', {
    connector: 'address-book',
    name: 'Book',
    mode: 'live',
    defaults: true,
  });
  expect(made).toMatchObject({ status: 201 });
  connection = `/v1/connections/${made.body.id}`;
});

afterAll(() => cleanUp.disposeAsync());

async function pathOf(name: string): Promise<string> {
  const { body } = await yard.admin('GET', `${connection}/scopes`);
  return `${connection}/scopes/${body.items.find((scope: { name: string }) => scope.name === name).id}`;
}

async function change(name: string, body: object): Promise<Answer> {
  return yard.admin('PATCH', await pathOf(name), body);
}

const viewOf = (): unknown => {
  const id = connection.split('/').at(-1) ?? '';
  return yard.registry.directory.current().connectionById(id)?.scopes.TO.get('address/updated');
};

describe('the policy of a scope of children', () => {
  it('is `parent` until somebody sets it, is in force when the answer comes, and is in the audit', async () => {
    const before = await yard.admin('GET', await pathOf('address/updated'));

    const set = await change('address/updated', { childPolicy: 'coalesce', childWindowSeconds: 30 });

    expect(before.body).toMatchObject({ childPolicy: 'parent', childWindowSeconds: null });
    expect(set).toMatchObject({ status: 200, body: { childPolicy: 'coalesce', childWindowSeconds: 30 } });
    expect(viewOf()).toMatchObject({ childPolicy: 'coalesce', childWindowMs: 30_000 });
    const audit = await rowsOf<{ after_value: string }>(
      yard.store,
      `SELECT after_value FROM audit WHERE subject = '${set.body.id}' AND action = 'scope.change'`,
    );
    expect(audit.map(({ after_value }) => JSON.parse(after_value))).toMatchObject([
      { childWindowSeconds: 30 },
    ]);
  });

  it('takes its window with it when it is another', async () => {
    await change('address/updated', { childPolicy: 'coalesce', childWindowSeconds: 30 });

    const set = await change('address/updated', { childPolicy: 'ignore' });

    expect(set.body).toMatchObject({ childPolicy: 'ignore', childWindowSeconds: null });
    expect(viewOf()).toMatchObject({ childPolicy: 'ignore', childWindowMs: 0 });
  });

  it.each([
    ['customer/updated', { childPolicy: 'ignore' }, 'childPolicy'],
    ['address/deleted', { childPolicy: 'coalesce' }, 'childWindowSeconds'],
    ['address/deleted', { childPolicy: 'parent', childWindowSeconds: 5 }, 'childWindowSeconds'],
    ['address/deleted', { childWindowSeconds: 5 }, 'childWindowSeconds'],
    ['address/deleted', { childPolicy: 'coalesce', childWindowSeconds: 0 }, 'childWindowSeconds'],
    ['address/deleted', { childPolicy: 'coalesce', childWindowSeconds: 86_401 }, 'childWindowSeconds'],
    ['address/deleted', { childPolicy: 'sometimes' }, 'childPolicy'],
  ])('is refused where nobody would ask for it: %s %j', async (name, body, field) => {
    const answer = await change(name, body);

    expect(answer).toMatchObject({ status: 400, body: { code: 'VALIDATION_FAILED', errors: [{ field }] } });
    expect((await yard.admin('GET', await pathOf(name))).body).toMatchObject({ childPolicy: 'parent' });
  });

  it('is refused for a hub scope, and for a new scope of a type without a parent rule or of all records of one', async () => {
    const made = (body: object): Promise<Answer> => yard.admin('POST', `${connection}/scopes`, body);
    const hub = { direction: 'FROM', type: 'CUSTOMER_ADDRESS', action: 'UPDATED', childPolicy: 'ignore' };
    const plain = { name: 'a', type: 'CUSTOMER', action: 'UPDATED', childPolicy: 'ignore' };
    const poll = {
      name: 'p',
      type: 'CUSTOMER_ADDRESS',
      action: 'POLL',
      source: 'payload',
      childPolicy: 'ignore',
    };
    const child = { name: 'b', type: 'CUSTOMER_ADDRESS', action: 'UPDATED', childPolicy: 'ignore' };

    for (const body of [hub, plain, poll])
      expect(await made(body)).toMatchObject({ status: 400, body: { errors: [{ field: 'childPolicy' }] } });
    expect(await made(child)).toMatchObject({ status: 201, body: { childPolicy: 'ignore' } });
  });
});

describe('the figures of a scope of children', () => {
  it('are empty where none came, and nobody else’s', async () => {
    const path = `${await pathOf('address/deleted')}/child-policy`;

    expect(await yard.admin('GET', path)).toMatchObject({
      status: 200,
      body: {
        scope: 'address/deleted',
        policy: 'parent',
        windowSeconds: null,
        callsPerRequest: 1,
        policies: [],
      },
    });
    expect((await yard.stranger('GET', path)).status).toBe(404);
    expect((await yard.admin('GET', `${connection}/scopes/scp_none/child-policy`)).status).toBe(404);
  });
});
