import { AdminClient } from '../kit/admin-client.js';
import { eventually } from '../kit/eventually.js';
import { SIGNING_KEY } from '../kit/fake-authorization-server.js';
import { fakePartner, type FakePartner } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';
import {
  GRANTED,
  LIBRARY,
  connectTo,
  libraryHook,
  recordedAnswers,
  sendForged,
  sendSigned,
  type LibraryHook,
} from '../kit/library.js';
import { SeenAt, type SeenTransfer, type SeenVerdict } from '../kit/seen-at.js';
import type { MadeConnection } from '../kit/yard.js';

/** A hook of a system, and a record that the hub holds of it by the default mappings. */
interface Story {
  readonly hook: string;
  readonly record: readonly [type: string, externalId: string];
  readonly held: object;
  readonly settings?: Readonly<Record<string, unknown>>;
  readonly secrets?: Readonly<Record<string, string>>;
  readonly mode?: 'sandbox';
  /** Told of a forged one where its elements are signed one by one; else it is refused with 401. */
  readonly forged?: SeenVerdict['verdict'];
}

const STORIES: Readonly<Record<string, Story>> = {
  adyen: {
    hook: 'authorisation',
    mode: 'sandbox',
    forged: 'undecodable',
    record: ['TRANSACTION_PAYMENT', 'PSPFIX0000000001'],
    held: { amount: '1295.00', currency: 'NOK', status: 'authorised', method: 'visa' },
  },
  bigcommerce: {
    hook: 'order-updated',
    record: ['TRANSACTION', '2041'],
    held: { number: '2041', status: 'Shipped', total: '129.9000', email: 'rider@example.com', city: 'Oslo' },
  },
  cloudevents: {
    hook: 'binary',
    record: ['PRODUCT', 'r-41'],
    held: { name: 'Bell “Møte” 🚲', sku: 'BELL-1', status: 'open' },
  },
  datagroomr: {
    hook: 'post-merge',
    record: ['x:DATAGROOMR_MERGE', 'c0ffee00-0000-4000-8000-000000000001/1'],
    held: { object: 'Lead', success: false, errors: [{ statusCode: 'ENTITY_IS_DELETED' }] },
  },
  datatrics: {
    hook: 'by-post',
    record: ['CUSTOMER', '5c9d1f2e'],
    held: { email: 'ann@example.com', firstName: 'Ann' },
  },
  dromo: {
    hook: 'basic',
    record: ['CUSTOMER', '2b8a7a0e-4f7b-4c57-9d0d-0c9f4c1c7a01/0'],
    held: { email: 'ann@example.com' },
  },
  github: {
    hook: 'issue-opened',
    settings: { authentication: 'app', clientId: 'Iv1.app', installationId: '7654321' },
    secrets: { privateKey: SIGNING_KEY },
    record: ['x:ISSUE', 'cycle-corner/shop/issues/42'],
    held: { project: 'Cycle-Corner/Shop', title: 'The bell does not ring', state: 'open' },
  },
  gitlab: {
    hook: 'issue-open',
    record: ['x:ISSUE', '4217/issues/7'],
    held: { project: 'cycle-corner/shop', labels: ['loud'], state: 'open' },
  },
  groov: {
    hook: 'authorised',
    record: ['x:GROOV_ACCOUNT', 'la-4711'],
    held: { institutionAccountId: 'merchant-4711', status: 'Active' },
  },
  hubspot: {
    hook: 'workflow-of-a-contact',
    record: ['CUSTOMER', '501'],
    held: { email: 'ada@cycle-corner.example', firstName: 'Ada' },
  },
  jira: {
    hook: 'issue',
    record: ['x:ISSUE', '10042'],
    held: { number: 'SHOP-42', labels: ['bell'], state: 'closed' },
  },
  mandrill: {
    hook: 'events',
    record: ['x:MAIL_EVENT', '0fixtureffffffffffffffffffffffff|hard_bounce|1770112901'],
    held: { event: 'hard_bounce', email: 'gone@example.com', reason: '550 no such user' },
  },
  paypal: {
    hook: 'sale-completed',
    record: ['TRANSACTION_PAYMENT', '6KT12345AB678901C'],
    held: { amount: '9.00', currency: 'EUR', status: 'completed', method: 'paypal' },
  },
  pipedrive: {
    hook: 'deal-changed',
    record: ['x:DEAL', '41'],
    held: { name: 'Flåte med sykler 🚲', amount: 129_500, currency: 'NOK' },
  },
  prefixed: {
    hook: 'car',
    record: ['PRODUCT', 'Car:1234'],
    held: { name: 'Model T', sku: 'T-1', price: 850 },
  },
  quickbooks: {
    hook: 'one-event',
    settings: { authentication: 'bearer' },
    record: ['TRANSACTION', '312'],
    held: { number: '1042', currency: 'USD', total: 149.9, email: 'rider@example.com' },
  },
  rest: {
    hook: 'one-order',
    record: ['TRANSACTION', '90071992547409931'],
    held: { number: '1042', currency: 'NOK', total: '12.50' },
  },
  salesforce: { hook: 'contacts', record: ['CUSTOMER', '003Ab00000FixTsIAJ'], held: { phone: '0012' } },
  sendgrid: {
    hook: 'events',
    record: ['x:MAIL_EVENT', 'Y2xpY2stMC1maXh0dXJl'],
    held: {
      event: 'click',
      messageId: 'fixtureMessage0001',
      at: '2026-02-03T10:01:00.000Z',
      tags: ['order'],
    },
  },
  shopify: {
    hook: 'order-updated',
    settings: { authentication: 'client_credentials', clientId: 'app' },
    record: ['TRANSACTION', '9007199254740995123'],
    held: { number: '#2041', status: 'paid', currency: 'EUR', total: '129.90', city: 'Genève' },
  },
  slack: {
    hook: 'message',
    settings: { channel: 'C0SHOP00001' },
    record: ['MESSAGE', 'C0SHOP00001:1770113472.000200'],
    held: { body: 'The bell rings again.', from: 'U0ADA000001' },
  },
  square: {
    hook: 'payment-updated',
    record: ['TRANSACTION_PAYMENT', 'PAYFIXTURE7Yz'],
    held: { amount: '29.90', currency: 'EUR', status: 'COMPLETED', method: 'CARD' },
  },
  'standard-webhooks': {
    hook: 'event',
    record: ['x:EVENT', 'msg_2fixAAAAAAAAAAAAAAAAAAAAAAA'],
    held: { type: 'invoice.overdue', at: '2026-02-03T10:11:12.123Z', data: { name: 'Bell “Møte” 🚲' } },
  },
  stripe: {
    hook: 'invoice-paid',
    record: ['TRANSACTION', 'in_1Q4kXuHookyardFixture01'],
    held: {
      number: 'CYCLE-0042',
      currency: 'CHF',
      total: '135.13',
      lines: [{ total: '125.00' }, { total: '10.13' }],
    },
  },
  twilio: {
    hook: 'message-received',
    record: ['MESSAGE', `SM${'1a'.repeat(16)}`],
    held: { body: 'Er sykkelen klar? 🚲', channel: 'sms', direction: 'inbound', from: '+4799990001' },
  },
  whatsapp: {
    hook: 'messages',
    record: ['MESSAGE', 'wamid.fixIN1'],
    held: { channel: 'whatsapp', direction: 'inbound', body: 'Er sykkelen klar?', from: '4799990001' },
  },
  woocommerce: {
    hook: 'order-updated',
    record: ['TRANSACTION', '727'],
    held: { number: '727', total: '135.13' },
  },
  xero: {
    hook: 'contact-and-invoice',
    settings: { authentication: 'client_credentials', clientId: 'app' },
    record: ['CUSTOMER', '717f2bfc-c6d4-41fd-b238-3f2f0c0cf701'],
    held: { email: 'ada@cycle-corner.example', city: 'Bern' },
  },
  zendesk: {
    hook: 'ticket',
    record: ['x:TICKET', '35436'],
    held: { subject: 'Sykkelen', status: 'open', priority: 'high' },
  },
  zoom: {
    hook: 'meeting-started',
    record: ['x:ZOOM_MEETING', '85312345678'],
    held: { number: '85312345678', topic: 'Sprint – “Møte” 🚲', status: 'started', durationMinutes: 30 },
  },
};

/** What one system tells of, and the call by which another one that is connected beside it gets it. */
const WRITES = [
  [
    'gitlab',
    'github',
    'POST',
    '/repos/Cycle-Corner/Shop/issues',
    { title: 'The bell does not ring', labels: ['loud'], state: 'open' },
  ],
  [
    'github',
    'jira',
    'POST',
    '/rest/api/2/issue',
    { fields: { project: { key: 'SHOP' }, issuetype: { name: 'Task' }, summary: 'The bell does not ring' } },
  ],
  [
    'jira',
    'gitlab',
    'POST',
    '/api/v4/projects/cycle-corner%2Fshop/issues',
    { title: 'Bjella – “Møte” 🚲', description: 'Den klikker', labels: 'bell' },
  ],
  [
    'hubspot',
    'pipedrive',
    'POST',
    '/api/v2/persons',
    { name: 'Ada', emails: [{ value: 'ada@cycle-corner.example', primary: true, label: 'work' }] },
  ],
  ['datatrics', 'zendesk', 'POST', '/api/v2/users', { user: { email: 'ann@example.com', name: 'Ann' } }],
  [
    'xero',
    'hubspot',
    'POST',
    '/crm/v3/objects/contacts',
    { properties: { email: 'ada@cycle-corner.example', company: 'Cycle Corner', city: 'Bern' } },
  ],
  [
    'salesforce',
    'xero',
    'PUT',
    '/api.xro/2.0/Contacts',
    { Contacts: [{ Phones: [{ PhoneType: 'DEFAULT', PhoneNumber: '0012' }] }] },
  ],
  [
    'twilio',
    'slack',
    'POST',
    '/api/chat.postMessage',
    { channel: 'C0SHOP00001', text: 'Er sykkelen klar? 🚲' },
  ],
  [
    'cloudevents',
    'square',
    'POST',
    '/v2/catalog/object',
    { object: { type: 'ITEM', item_data: { name: 'Bell “Møte” 🚲' } } },
  ],
  ['bigcommerce', 'rest', 'POST', '/orders', { number: '2041', total: '129.9000', city: 'Oslo' }],
  [
    'prefixed',
    'stripe',
    'POST',
    '/v1/products/prod_Bell0001',
    expect.stringContaining('name=Model+T') as unknown,
  ],
] as const;

/** A connection in a tenant of its own, so that no system hears of what another one told. */
interface Told extends LibraryHook {
  readonly connection: MadeConnection;
  readonly admin: AdminClient;
  readonly statuses: readonly number[];
}

interface SeenHook {
  readonly state: string;
  readonly requests: readonly (SeenTransfer & { readonly parent: string | null })[];
  readonly verdicts: readonly SeenVerdict[];
}

describe('the connectors that come with the host', () => {
  const cleanUp = new AsyncDisposableStack();
  const hooks = new Map<string, LibraryHook>();
  const told = new Map<string, Told>();
  let host: HostProcess;
  let systems: FakePartner;

  beforeAll(async () => {
    systems = cleanUp.use(await fakePartner());
    systems.misbehave(recordedAnswers(systems.url));
    const stories = Object.entries(STORIES);
    const [started, loaded] = await Promise.all([
      HostProcess.start().then((one) => cleanUp.use(one)),
      Promise.all(stories.map(([name, { hook }]) => libraryHook(name, hook))),
    ]);
    host = started;
    for (const hook of loaded) hooks.set(hook.connector.name, hook);
    await Promise.all(loaded.map(tell));
  }, 60_000);
  afterAll(() => cleanUp.disposeAsync());

  it('are all told of here', () => {
    expect(Object.keys(STORIES)).toEqual(LIBRARY);
  });

  it.each(Object.entries(STORIES))(
    '%s: a signed hook is proven, means what its fixture says, and is a record of the hub by the defaults',
    async (name, { forged, record: [type, externalId], held }) => {
      const { connection, fixture, statuses, admin } = toldOf(name);
      const taken = await eventually(() => resolved(name));
      const record = await eventually(() => new SeenAt({ admin }, connection.id).record(type, externalId));

      expect(statuses).toEqual([200, forged === undefined ? 401 : 200]);
      expect(taken.flatMap(({ verdicts }) => verdicts.map(({ verdict }) => verdict))).toEqual(
        forged === undefined ? [] : [forged],
      );
      expect(taken.flatMap(({ requests }) => scopesIn(requests)).sort()).toEqual(
        fixture.expect?.map(({ scope }) => scope).sort(),
      );
      expect(record).toMatchObject(held);
    },
  );

  it.each(WRITES)('what %s tells of comes to %s by %s %s', async (_from, to, method, path, body) => {
    const call = await eventually(() =>
      systems.calls.find((one) => one.method === method && one.path === `/${to}${path}`),
    );

    expect({ body: call.body }).toMatchObject({ body });
  });

  it.each([
    ['github', '/repos/', 'authorization', `Bearer ${GRANTED}`],
    ['shopify', '/admin/api/', 'x-shopify-access-token', GRANTED],
    ['paypal', '/v1/notifications/', 'authorization', `Bearer ${GRANTED}`],
    ['xero', '/api.xro/', 'authorization', `Bearer ${GRANTED}`],
  ])('%s is called at %s with the token that its app was given', async (name, path, header, value) => {
    const call = await eventually(() => systems.calls.find((one) => one.path.includes(`/${name}${path}`)));

    expect(call.headers[header]).toBe(value);
  });

  function toldOf(name: string): Told {
    const found = told.get(name);
    if (!found) throw new Error(`${name} was not told`);
    return found;
  }

  async function tell(hook: LibraryHook): Promise<void> {
    const { name } = hook.connector;
    const { key } = await host.admin.post<{ key: string }>('/v1/tenants', { name });
    const admin = new AdminClient(host.url, key);
    const connection = await add(admin, name);
    const beside = WRITES.flatMap(([from, to]) => (from === name ? [to] : []));
    for (const to of beside) await add(admin, to);
    const statuses = [await sendSigned(hook, connection), await sendForged(hook, connection)];
    told.set(name, { ...hook, connection, admin, statuses });
  }

  function add(admin: AdminClient, name: string): Promise<MadeConnection> {
    const hook = hooks.get(name);
    if (!hook) throw new Error(`${name} has no story`);
    return connectTo(admin, hook, systems.url, STORIES[name]);
  }

  /** The hooks that were taken in, once all are resolved. */
  async function resolved(name: string): Promise<readonly SeenHook[] | undefined> {
    const { admin, connection } = toldOf(name);
    const { items } = await admin.get<{ items: readonly { readonly id: string }[] }>(
      `/v1/hooks?connection=${connection.id}`,
    );
    const found = await Promise.all(items.map(({ id }) => admin.get<SeenHook>(`/v1/hooks/${id}`)));
    return found.every(({ state }) => state === 'resolved') ? found : undefined;
  }
});

/** Of what a hook says itself: what follows from a request has it for a parent. */
function scopesIn(requests: SeenHook['requests']): readonly string[] {
  return requests.filter(({ parent }) => parent === null).map(({ scope }) => scope);
}
