import { pathToFileURL } from 'node:url';
import { resolve } from 'node:path';

import { readCalls, readFixtures, sign, type Fixture, type RecordedAnswer } from '@hookyard/sdk/testing';

import { connector as github } from '../../connectors/github/src/index.js';
import { connector as gitlab } from '../../connectors/gitlab/src/index.js';
import { connector as hubspot } from '../../connectors/hubspot/src/index.js';
import { connector as slack } from '../../connectors/slack/src/index.js';
import { connector as stripe } from '../../connectors/stripe/src/index.js';
import { connector as woocommerce } from '../../connectors/woocommerce/src/index.js';
import { eventually } from '../kit/eventually.js';
import { fakePartner, type FakePartner, type PartnerCall } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';
import { SeenAt } from '../kit/seen-at.js';
import type { MadeConnection } from '../kit/yard.js';

const CONNECTORS = { github, gitlab, hubspot, slack, stripe, woocommerce };
type Name = keyof typeof CONNECTORS;

/** What the paths of each system begin with: one fake stands for all of them. */
const PATHS: Readonly<Record<Name, string>> = {
  github: '/repos/',
  gitlab: '/api/v4/',
  hubspot: '/crm/',
  slack: '/api/',
  stripe: '/v1/',
  woocommerce: '/wp-json/',
};

const SECRETS: Readonly<Record<Name, Readonly<Record<string, string>>>> = {
  github: { token: 'ghp_x' },
  gitlab: { token: 'glpat-x' },
  hubspot: { token: 'pat-x' },
  slack: { token: 'xoxb-x' },
  stripe: { apiKey: 'sk_live_x' },
  woocommerce: { consumerSecret: 'cs_x' },
};

/** A hook of each system, and what must be in the hub after it. */
const STORIES = [
  [
    'github',
    'issue-opened',
    ['x:ISSUE', 'cycle-corner/shop/issues/42'],
    { project: 'Cycle-Corner/Shop', title: 'The bell does not ring', state: 'open' },
  ],
  [
    'gitlab',
    'issue-open',
    ['x:ISSUE', '4217/issues/7'],
    { project: 'cycle-corner/shop', labels: ['loud'], state: 'open' },
  ],
  [
    'hubspot',
    'workflow-of-a-contact',
    ['CUSTOMER', '501'],
    { email: 'ada@cycle-corner.example', firstName: 'Ada' },
  ],
  [
    'slack',
    'message',
    ['MESSAGE', 'C0SHOP00001:1770113472.000200'],
    { body: 'The bell rings again.', from: 'U0ADA000001' },
  ],
  [
    'stripe',
    'invoice-paid',
    ['TRANSACTION', 'in_1Q4kXuHookyardFixture01'],
    {
      number: 'CYCLE-0042',
      currency: 'CHF',
      total: '135.13',
      lines: [{ total: '125.00' }, { total: '10.13' }],
    },
  ],
  ['woocommerce', 'order-updated', ['TRANSACTION', '727'], { number: '727', total: '135.13' }],
] as const satisfies readonly (readonly [Name, string, readonly [string, string], object])[];

describe('connectors of the library, with their own fixtures and recordings', () => {
  const cleanUp = new AsyncDisposableStack();
  const made = new Map<Name, MadeConnection>();
  let host: HostProcess;
  let systems: FakePartner;

  beforeAll(async () => {
    systems = cleanUp.use(await fakePartner());
    systems.misbehave(recorded);
    host = cleanUp.use(await HostProcess.start());
    for (const [name, fixture] of STORIES) made.set(name, await connect(name, fixture));
  }, 60_000);
  afterAll(() => cleanUp.disposeAsync());

  it.each(STORIES)(
    '%s: %s is proven, read and mapped by the defaults',
    async (name, fixture, [type, id], data) => {
      const status = await send(name, fixture);
      const record = await eventually(() => at(name).record(type, id));

      expect(status).toBe(200);
      expect(record).toMatchObject(data);
    },
  );

  it('what one forge has comes to the other, by the mappings of both', async () => {
    const call = await eventually(() =>
      systems.calls.find(
        ({ method, path }) => method === 'POST' && path === '/repos/Cycle-Corner/Shop/issues',
      ),
    );

    expect(call.body).toMatchObject({ title: 'The bell does not ring', labels: ['loud'], state: 'open' });
    expect(call.headers['authorization']).toBe('Bearer ghp_x');
  });

  function at(name: Name): SeenAt {
    return new SeenAt(host, made.get(name)?.id ?? '');
  }

  function connect(name: Name, fixtureName: string): Promise<MadeConnection> {
    const { secret, settings } = fixtureOf(name, fixtureName);
    const address = name === 'woocommerce' ? { store: systems.url } : { address: systems.url };
    return host.admin.post<MadeConnection>('/v1/connections', {
      connector: name,
      name,
      mode: 'live',
      settings: { ...settings, ...address },
      secrets: { webhook: secret, ...SECRETS[name] },
      defaults: true,
    });
  }

  async function send(name: Name, fixtureName: string): Promise<number> {
    const fixture = fixtureOf(name, fixtureName);
    const url = made.get(name)?.hookUrl;
    if (!url) throw new Error(`${name} has no connection`);
    const request = sign(CONNECTORS[name].webhook.verify, { ...fixture.request, url }, fixture.secret ?? '');
    const { headers, body } = request;
    const answer = await fetch(url, {
      method: 'POST',
      headers: headers as Record<string, string>,
      body: new Uint8Array(body),
    });
    return answer.status;
  }
});

function folderOf(name: Name): URL {
  return pathToFileURL(resolve(import.meta.dirname, `../../connectors/${name}/fixtures/`) + '/');
}

function fixtureOf(name: Name, fixtureName: string): Fixture {
  const found = readFixtures(folderOf(name)).find((one) => one.name === fixtureName);
  if (!found) throw new Error(`${name} has no ${fixtureName}.fixture.json`);
  return found;
}

/** The answer that was recorded for a call, else 404. */
function recorded(call: PartnerCall) {
  const names = Object.keys(PATHS) as Name[];
  // `/api/v4/` begins as `/api/` does.
  const name = names
    .filter((one) => call.path.startsWith(PATHS[one]))
    .sort((a, b) => PATHS[b].length - PATHS[a].length)[0];
  const answers = name === undefined ? [] : readCalls(folderOf(name)).flatMap((calls) => calls.answers);
  const found = answers.find((answer) => fits(answer, call));
  return {
    status: found?.status ?? (found ? 200 : 404),
    headers: { ...found?.headers },
    body: found?.json ?? {},
  };
}

function fits({ method = 'GET', url, has }: RecordedAnswer, call: PartnerCall): boolean {
  const [path = '', query = ''] = url.split('?');
  const isAsked = [...new URLSearchParams(query)].every(([name, value]) =>
    call.query.getAll(name).includes(value),
  );
  return (
    method === call.method &&
    call.path.endsWith(path) &&
    isAsked &&
    (has === undefined || call.text.includes(has))
  );
}
