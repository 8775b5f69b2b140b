import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

import { declaredSecrets, type AnyConnector } from '@hookyard/sdk';
import { readCalls, readFixtures, sign, type Fixture } from '@hookyard/sdk/testing';

import { eventually } from '../kit/eventually.js';
import { fakePartner, type FakePartner, type Misbehaviour, type PartnerCall } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';
import { SeenAt } from '../kit/seen-at.js';
import type { MadeConnection } from '../kit/yard.js';

const CONNECTORS = resolve(import.meta.dirname, '../../connectors');

/** A hook of each, where its record comes from, and what the hub holds by the default mappings. */
const HOOKS: readonly (readonly [string, string, string, string, object])[] = [
  [
    'bigcommerce',
    'order-updated',
    'TRANSACTION',
    '2041',
    { number: '2041', status: 'Shipped', total: '129.9000', email: 'rider@example.com', city: 'Oslo' },
  ],
  [
    'square',
    'payment-updated',
    'TRANSACTION_PAYMENT',
    'PAYFIXTURE7Yz',
    { amount: '29.90', currency: 'EUR', status: 'COMPLETED', method: 'CARD' },
  ],
  [
    'paypal',
    'sale-completed',
    'TRANSACTION_PAYMENT',
    '6KT12345AB678901C',
    { amount: '9.00', currency: 'EUR', status: 'completed', method: 'paypal' },
  ],
  [
    'twilio',
    'message-received',
    'MESSAGE',
    `SM${'1a'.repeat(16)}`,
    { body: 'Er sykkelen klar? 🚲', channel: 'sms', direction: 'inbound', from: '+4799990001' },
  ],
  [
    'sendgrid',
    'events',
    'x:MAIL_EVENT',
    'Y2xpY2stMC1maXh0dXJl',
    {
      event: 'click',
      messageId: 'fixtureMessage0001',
      at: '2026-02-03T10:01:00.000Z',
      url: 'https://shop.example/orders/2041',
      tags: ['order'],
    },
  ],
  [
    'mandrill',
    'events',
    'x:MAIL_EVENT',
    '0fixtureffffffffffffffffffffffff|hard_bounce|1770112901',
    { event: 'hard_bounce', email: 'gone@example.com', reason: '550 no such user' },
  ],
  [
    'zoom',
    'meeting-started',
    'x:ZOOM_MEETING',
    '85312345678',
    { number: '85312345678', topic: 'Sprint – “Møte” 🚲', status: 'started', durationMinutes: 30 },
  ],
];

describe('connectors of shops, payments, messages, mail and meetings', () => {
  const cleanUp = new AsyncDisposableStack();
  let host: HostProcess;
  let system: FakePartner;

  beforeAll(async () => {
    system = cleanUp.use(await fakePartner());
    host = cleanUp.use(await HostProcess.start());
  }, 60_000);
  afterAll(() => cleanUp.disposeAsync());

  it.each(HOOKS)(
    '%s: the signed hook %s is a %s of the hub, by its default mappings',
    async (name, hook, type, externalId, held) => {
      const folder = pathToFileURL(join(CONNECTORS, name, 'fixtures/'));
      const fixture = readFixtures(folder).find((one) => one.name === hook);
      if (!fixture?.secret) throw new Error(`${name} has no signed fixture ${hook}`);
      system.misbehave((call) => recorded(folder, call));
      const connector = await connectorOf(name);
      const connection = await connect(host, system, { connector, fixture });

      const status = await send(connector, connection, fixture);
      const forged = await send(connector, connection, { ...fixture, secret: undefined });
      const record = await eventually(() => new SeenAt(host, connection.id).record(type, externalId));

      expect([status, forged]).toEqual([200, 401]);
      expect(record).toMatchObject(held);
    },
  );
});

async function connectorOf(name: string): Promise<AnyConnector> {
  const module = (await import(`../../connectors/${name}/src/index.js`)) as {
    readonly connector: AnyConnector;
  };
  return module.connector;
}

function connect(
  { admin }: HostProcess,
  { url: address }: FakePartner,
  { connector, fixture }: { readonly connector: AnyConnector; readonly fixture: Fixture },
): Promise<MadeConnection> {
  const { settings, secret, verifyWith } = fixture;
  const signing = verifyWith ?? (typeof secret === 'string' ? { webhook: secret } : secret);
  const calling = Object.keys(declaredSecrets(connector)).map(
    (name) => [name, `a-${name}-of-nobody`] as const,
  );
  const addresses = connector.name === 'zoom' ? { address, authAddress: address } : { address };
  return admin.post<MadeConnection>('/v1/connections', {
    connector: connector.name,
    name: connector.name,
    mode: 'live',
    settings: { ...settings, ...addresses },
    secrets: { ...Object.fromEntries(calling), ...signing },
    defaults: true,
  });
}

/** As its system would send it, signed for the address it has here; without a secret it is signed by nobody. */
async function send(
  { webhook }: AnyConnector,
  { hookUrl: url }: MadeConnection,
  { request, secret }: Omit<Fixture, 'secret'> & Pick<Partial<Fixture>, 'secret'>,
): Promise<number> {
  const { headers, body } = secret
    ? sign(webhook.verify, { ...request, url }, secret)
    : { headers: request.headers ?? {}, body: request.body };
  const answer = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(headers as Record<string, string>) },
    body: typeof body === 'string' ? body : new Uint8Array(body),
  });
  await answer.arrayBuffer();
  return answer.status;
}

/** What the system answered when the calls of its fixtures were recorded; anything else it does not know. */
function recorded(folder: URL, { method, path, query }: PartnerCall): ReturnType<Misbehaviour> {
  if (method === 'POST' && path.endsWith('/token'))
    return { status: 200, body: { access_token: 'token-1', token_type: 'bearer', expires_in: 3_600 } };
  const answers = readCalls(folder).flatMap((calls) => calls.answers);
  const found = answers.find(({ method: of = 'GET', url }) => {
    const [end = '', asked = ''] = url.split('?');
    const isAsked = [...new URLSearchParams(asked)].every(([name, value]) => query.get(name) === value);
    return of === method && path.endsWith(end) && isAsked;
  });
  return found ? { status: found.status ?? 200, body: found.json } : { status: 404 };
}
