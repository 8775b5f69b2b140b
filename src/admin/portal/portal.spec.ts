import { anAdminYard, type AdminYard, type Answer, type Call } from '../../../test/kit/an-admin.js';
import { everyRow } from '../../../test/kit/every-row.js';
import { fakeSubscriber, type FakeSubscriber } from '../../../test/kit/fake-subscriber.js';
import { filled, operationsOf } from '../../../test/kit/operations.js';

let yard: AdminYard;
let heard: FakeSubscriber;
/** Whoever came by a link of acme's. */
let acme: Call;
let link: Link;

interface Link {
  readonly id: string;
  readonly token: string;
}

const LINK = { subscriber: 'acme', mode: 'sandbox', events: ['record.*'] };
const HEADER_SECRET = 'header-secret-0123456789';

beforeAll(async () => {
  yard = await anAdminYard();
  heard = await fakeSubscriber();
  link = await aLink();
  acme = yard.withKey(link.token);
});

afterAll(async () => {
  await heard[Symbol.asyncDispose]();
  await yard[Symbol.asyncDispose]();
});

async function aLink(more: object = {}, by: Call = yard.admin): Promise<Link> {
  const { status, body } = await by('POST', '/v1/portal-links', { ...LINK, ...more });
  expect(status).toBe(201);
  return { id: body.id, token: new URL(body.url).hash.slice(1) };
}

/** Made by the operator. */
async function anEndpoint(more: object = {}, by: Call = yard.admin): Promise<string> {
  const body = { url: heard.url, mode: 'sandbox', events: ['record.*'], subscriber: 'acme', ...more };
  const answer = await by('POST', '/v1/endpoints', body);
  expect(answer).toMatchObject({ status: 201 });
  return String(answer.body.id);
}

/** Every operation of the portal: the test reads off the server which there are. */
const API = '/portal/api';
const OPERATIONS: Readonly<Record<string, object | 0>> = {
  [`GET ${API}`]: 0,
  [`GET ${API}/endpoints`]: 0,
  [`POST ${API}/endpoints`]: { url: 'http://127.0.0.1:9/x', events: ['record.created'] },
  [`GET ${API}/endpoints/:id`]: 0,
  [`PATCH ${API}/endpoints/:id`]: { name: 'mine' },
  [`DELETE ${API}/endpoints/:id`]: 0,
  [`POST ${API}/endpoints/:id/rotate-secret`]: {},
  [`POST ${API}/endpoints/:id/verify`]: {},
  [`POST ${API}/endpoints/:id/enable`]: {},
  [`POST ${API}/endpoints/:id/disable`]: {},
  [`POST ${API}/endpoints/:id/test`]: {},
  [`POST ${API}/endpoints/:id/recover`]: { since: '2026-03-01T00:00:00Z' },
  [`GET ${API}/endpoints/:id/deliveries`]: 0,
  [`GET ${API}/endpoints/:id/deliveries/:sequence`]: 0,
  [`POST ${API}/endpoints/:id/deliveries/:sequence/resend`]: {},
};

function called(call: Call, operation: string, id: string): Promise<Answer> {
  const [method = '', path = ''] = operation.split(' ');
  const body = OPERATIONS[operation];
  return call(method, path.replace(':id', id).replace(':sequence', '1'), body === 0 ? undefined : body);
}

async function deliveryOf(id: string): Promise<void> {
  const number = yard.registry.directory.current().listening.subscriberById(id)?.number;
  await yard.store.transaction(async (manager) => {
    await manager.query(
      `INSERT INTO delivery (sequence, event, request, at, subscriber) VALUES (1, 1, NULL, 1, ${number})`,
    );
  });
}

describe('a link of the portal', () => {
  it('opens its own operations alone, and these are all of them', async () => {
    const routes = yard.paths().filter((route) => route.includes(API) && !route.startsWith('HEAD'));
    expect(routes.toSorted()).toEqual(Object.keys(OPERATIONS).toSorted());

    for (const operation of await operationsOf(yard.nobody)) {
      if (operation.role === null) continue;
      const path = filled(operation, () => 'none');
      expect([path, (await acme(operation.method, path)).status]).toEqual([path, 401]);
    }
    for (const operation of Object.keys(OPERATIONS))
      expect((await called(yard.admin, operation, 'none')).body).toMatchObject({ code: 'PORTAL_LINK_OVER' });
  });

  it('reaches nothing of other subscribers, modes, tenants, or of nobody', async () => {
    const trigger = { url: heard.url, mode: 'sandbox', events: ['record.*'] };
    const others = [
      await anEndpoint({ subscriber: 'umbrella' }),
      await anEndpoint({ subscriber: null }),
      await anEndpoint({ mode: 'live', url: 'https://127.0.0.1:9/hooks' }),
      await anEndpoint({}, yard.stranger),
      String((await yard.admin('POST', '/v1/triggers', trigger)).body.id),
    ];
    for (const id of others) await deliveryOf(id);
    const before = await everyRow(yard.store);

    for (const id of others) {
      for (const operation of Object.keys(OPERATIONS).filter((one) => one.includes(':id'))) {
        const answer = await called(acme, operation, id);
        expect([operation, answer.status]).toEqual([operation, 404]);
      }
    }
    const listed = await acme('GET', `${API}/endpoints`);

    expect(listed.body).toEqual({ items: [], next: null });
    expect(await everyRow(yard.store)).toEqual(before);
  });

  it('does with its own what the operator could, and the audit names the link', async () => {
    const id = await anEndpoint();
    await deliveryOf(id);
    const removal = `DELETE ${API}/endpoints/:id`;
    const acts = Object.keys(OPERATIONS).filter((one) => !one.includes('resend') && one !== removal);
    const refused: string[] = [];
    for (const operation of [...acts, removal])
      if ((await called(acme, operation, id)).status >= 300) refused.push(operation);

    expect(refused).toEqual([]);
    const { body } = await yard.admin('GET', `/v1/audit?actor=${link.id}&subject=${id}&sort=oldest`);
    expect(body.items.map(({ action }: { action: string }) => action)).toEqual([
      'endpoint.change',
      'endpoint.rotate',
      'endpoint.disable',
      'endpoint.test',
      'endpoint.recover',
      'endpoint.remove',
    ]);
  });

  it('of live mode gets nothing before its address is proven, and can ask again', async () => {
    const live = yard.withKey((await aLink({ mode: 'live' })).token);
    const body = { url: 'https://127.0.0.1:9/hooks', events: ['record.updated'] };
    const { status, body: made } = await live('POST', `${API}/endpoints`, body);
    const again = await live('POST', `${API}/endpoints/${made.id}/verify`, {});
    const plain = await live('POST', `${API}/endpoints`, { ...body, url: heard.url });

    expect([status, made.state, made.reason]).toEqual([
      201,
      'unverified',
      expect.stringContaining('127.0.0.1'),
    ]);
    expect(again).toMatchObject({ status: 200, body: { state: 'unverified' } });
    expect(plain).toMatchObject({ status: 400, body: { errors: [{ field: 'url' }] } });
  });

  it('shows no secret but a new one, once, and nothing of what its operator set', async () => {
    const filter = 'data.record.data.secretly = 1';
    const secretHeaders = { authorization: HEADER_SECRET };
    const id = await anEndpoint({ filter, secretHeaders, headers: { 'x-own': 'own-header-value' } });
    const rotated = await acme('POST', `${API}/endpoints/${id}/rotate-secret`, {});
    const secret = String(rotated.body.shown[0].secret);
    const told = [];
    for (const path of [id, `${id}/deliveries`]) told.push(await acme('GET', `${API}/endpoints/${path}`));
    told.push(await acme('POST', `${API}/endpoints/${id}/test`, {}), await acme('GET', `${API}/endpoints`));

    expect(secret).toMatch(/^whsec_/);
    for (const { text } of told)
      for (const hidden of [secret, HEADER_SECRET, 'own-header-value', 'secretly', 'whsec_'])
        expect(text).not.toContain(hidden);
    expect(told[0]?.body).toMatchObject({ isNarrowed: true, formerSecretUntil: expect.any(String) });
    expect(told[0]?.headers).toMatchObject({ 'cache-control': 'no-store' });
  });
});

describe('a link that is over', () => {
  const refused = async (call: Call): Promise<void> => {
    for (const operation of Object.keys(OPERATIONS)) {
      const { status, body } = await called(call, operation, 'none');
      expect([operation, status, body.code]).toEqual([operation, 401, 'PORTAL_LINK_OVER']);
    }
  };

  it('opens nothing: revoked, expired, made up, or none', async () => {
    const revoked = await aLink();
    await yard.admin('DELETE', `/v1/portal-links/${revoked.id}`);
    const expired = await aLink({ subscriber: 'late' });
    await yard.store.transaction(async (manager) => {
      await manager.query(`UPDATE portal_link SET expires_at = 1 WHERE subscriber = 'late'`);
    });

    await refused(yard.withKey(revoked.token));
    await refused(yard.withKey(expired.token));
    await refused(yard.withKey(`${link.token.slice(0, -4)}none`));
    await refused(yard.nobody);
    expect((await yard.admin('GET', '/v1/portal-links?subscriber=late')).body.items).toEqual([]);
    expect((await yard.admin('GET', `/v1/portal-links/${expired.id}`)).status).toBe(404);
  });

  it('is taken away, and the others stay', async () => {
    await aLink({ subscriber: 'late' });
    await yard.store.transaction(async (manager) => {
      await manager.query(`UPDATE portal_link SET expires_at = 1 WHERE subscriber = 'late'`);
    });

    await yard.registry.portalLinks.forgetOld();

    const { portal_link: left = [] } = await everyRow(yard.store);
    expect(left.map(({ subscriber }) => subscriber)).toEqual(expect.not.arrayContaining(['late']));
    expect((await acme('GET', API)).status).toBe(200);
  });

  it('is one of a tenant that is suspended, while it is, or deleted', async () => {
    const made = await yard.admin('POST', '/v1/tenants', { name: 'leaving' });
    const { token } = await aLink({}, yard.withKey(made.body.key));
    const visitor = yard.withKey(token);
    const at = `/v1/tenants/${made.body.id}`;

    await yard.admin('POST', `${at}/suspend`);
    await refused(visitor);
    await yard.admin('POST', `${at}/resume`);
    expect((await visitor('GET', API)).status).toBe(200);
    await yard.admin('POST', `${at}/suspend`);
    await yard.admin('DELETE', `${at}?name=leaving`);
    await refused(visitor);
  });

  it('is told apart from one that is too many: a tenant has a thousand at most', async () => {
    await yard.store.transaction(async (manager) => {
      await manager.query(
        `INSERT INTO portal_link (public_id, tenant, hash, subscriber, mode, terms, created_at, expires_at)
         WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000)
         SELECT 'pl_' || i, 1, 'hash' || i, 'many', 'live', '{}', 1, 9000000000000 FROM n`,
      );
    });
    const answer = await yard.admin('POST', '/v1/portal-links', LINK);
    await yard.store.transaction(async (manager) => {
      await manager.query(`DELETE FROM portal_link WHERE subscriber = 'many'`);
    });

    expect(answer).toMatchObject({
      status: 409,
      body: { detail: 'a tenant has at most 1000 links at once' },
    });
  });

  it('calls no faster than a person does, and has the host call slower still', async () => {
    await using slow = await anAdminYard({ callsPerSecond: 3 });
    const { body } = await slow.admin('POST', '/v1/portal-links', LINK);
    const visitor = slow.withKey(new URL(body.url).hash.slice(1));
    const statuses = [];
    for (let call = 0; call < 6; call += 1)
      statuses.push((await visitor('POST', `${API}/endpoints/none/verify`, {})).status);

    expect(statuses).toEqual([404, 404, 404, 404, 404, 429]);
    expect((await visitor('GET', API)).status).toBe(200);
  });
});

describe('the terms of a link', () => {
  const filter = "data.record.data.owner = 'narrow'";
  const terms = {
    subscriber: 'narrow',
    events: ['record.updated', 'record.deleted'],
    filter,
    payload: 'thin',
  };
  let narrow: Call;

  beforeAll(async () => {
    narrow = yard.withKey((await aLink({ ...terms, recordTypes: ['CUSTOMER'] })).token);
  });

  const made = async (events: readonly string[]): Promise<Answer> =>
    narrow('POST', `${API}/endpoints`, { url: heard.url, events });

  it('are those of the endpoints that are made through it', async () => {
    const { body } = await made(['record.updated']);

    expect((await yard.admin('GET', `/v1/endpoints/${body.id}`)).body).toMatchObject({
      subscriber: 'narrow',
      mode: 'sandbox',
      events: ['record.updated'],
      recordTypes: ['CUSTOMER'],
      filter,
      payload: 'thin',
    });
    expect((await narrow('GET', API)).body.events.map(({ type }: { type: string }) => type)).toEqual([
      'record.updated',
      'record.deleted',
    ]);
  });

  it.each([['record.created'], ['record.*'], ['*'], ['transfer.parked'], ['endpoint.test']])(
    'do not let it ask for %s',
    async (event) => {
      const answer = await made([event]);
      const { body } = await made(['record.updated']);
      const changed = await narrow('PATCH', `${API}/endpoints/${body.id}`, { events: [event] });

      for (const { status, body: problem } of [answer, changed])
        expect([status, problem.errors]).toEqual([
          400,
          [{ field: 'events', message: `${event} is not told through this link` }],
        ]);
    },
  );

  it.each([
    'filter',
    'recordTypes',
    'payload',
    'transform',
    'headers',
    'secretHeaders',
    'subscriber',
    'mode',
  ])('leave %s to the operator', async (field) => {
    const body = { url: heard.url, events: ['record.updated'], [field]: null };

    expect(await narrow('POST', `${API}/endpoints`, body)).toMatchObject({
      status: 400,
      body: { code: 'VALIDATION_FAILED' },
    });
  });

  it('take events away from an endpoint that has terms of its own, and add none', async () => {
    const id = await anEndpoint({ subscriber: 'narrow', events: ['record.*', 'transfer.parked'] });
    const at = `${API}/endpoints/${id}`;

    expect((await narrow('PATCH', at, { events: ['record.created', 'record.deleted'] })).status).toBe(200);
    expect((await narrow('PATCH', at, { events: ['record.created'] })).status).toBe(200);
    expect((await narrow('PATCH', at, { events: ['record.created', 'record.deleted'] })).status).toBe(409);
  });
});

describe('what an operator decided', () => {
  it('stays: an endpoint they disabled is neither enabled nor moved', async () => {
    const id = await anEndpoint();
    await yard.admin('POST', `/v1/endpoints/${id}/disable`);
    const url = 'http://127.0.0.1:9/elsewhere';

    expect((await acme('POST', `${API}/endpoints/${id}/enable`, {})).status).toBe(409);
    expect((await acme('PATCH', `${API}/endpoints/${id}`, { url })).status).toBe(409);
    expect((await acme('GET', `${API}/endpoints/${id}`)).body).toMatchObject({
      state: 'disabled',
      isHeld: true,
    });
  });

  it('is kept: headers go to the host they were given for, and to no other', async () => {
    for (const more of [{ headers: { 'x-key': 'a' } }, { secretHeaders: { 'x-key': HEADER_SECRET } }]) {
      const id = await anEndpoint(more);
      const at = `${API}/endpoints/${id}`;

      expect((await acme('PATCH', at, { url: 'http://127.0.0.1:9/hooks' })).status).toBe(409);
      expect((await acme('PATCH', at, { url: `${heard.url}/other` })).status).toBe(200);
    }
  });

  it('does not hold where the subscriber disabled it', async () => {
    const id = await anEndpoint();
    await acme('POST', `${API}/endpoints/${id}/disable`, {});

    expect((await acme('POST', `${API}/endpoints/${id}/enable`, {})).body).toMatchObject({ state: 'active' });
  });

  it('counts: a subscriber makes twenty endpoints, and no more', async () => {
    const few = yard.withKey((await aLink({ subscriber: 'few' })).token);
    const body = { url: heard.url, events: ['record.updated'] };
    const statuses = [];
    for (let count = 0; count < 21; count += 1)
      statuses.push((await few('POST', `${API}/endpoints`, body)).status);

    expect(statuses).toEqual([...Array.from({ length: 20 }, () => 201), 409]);
  });
});

describe('the page', () => {
  it('comes with its files, under a policy that lets nothing in from elsewhere', async () => {
    const page = await yard.nobody('GET', '/portal');
    const files = String(page.text).match(/(?:href|src)="[^"]+"/g) ?? [];

    expect(page).toMatchObject({ status: 200, type: 'text/html; charset=utf-8' });
    expect(page.headers).toMatchObject({
      'content-security-policy': expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    expect(files).toHaveLength(2);
    for (const file of files) {
      const [, path = ''] = file.split('"');
      const { status, headers } = await yard.nobody('GET', `/${path}`);
      expect([path, status, headers['x-content-type-options']]).toEqual([path, 200, 'nosniff']);
    }
  });
});
