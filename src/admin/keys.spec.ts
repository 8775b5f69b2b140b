import { anAdminYard, type AdminYard } from '../../test/kit/an-admin.js';

let yard: AdminYard;

beforeAll(async () => {
  yard = await anAdminYard();
});

afterAll(() => yard[Symbol.asyncDispose]());

const HOUR_MS = 3_600_000;

describe('API keys', () => {
  it('are made with a role, shown once, listed, renamed and revoked', async () => {
    const expiresAt = new Date(Date.now() + HOUR_MS).toISOString();

    const made = await yard.admin('POST', '/v1/keys', { name: 'reports', role: 'viewer', expiresAt });
    const path = `/v1/keys/${made.body.id}`;
    const renamed = await yard.admin('PATCH', path, { name: 'Reports' });
    const list = await yard.admin('GET', '/v1/keys');

    const { key, ...shown } = made.body;
    expect(made).toMatchObject({ status: 201, body: { role: 'viewer', expiresAt, lastUsedAt: null } });
    expect(key).toMatch(/^hya_[0-9A-Za-z]{22}$/);
    expect(renamed.body).toEqual({ ...shown, name: 'Reports' });
    expect((await yard.admin('GET', path)).body).toEqual(renamed.body);
    expect(list.body.items).toContainEqual(renamed.body);
    expect(list.text).not.toContain(key);
    expect(await yard.admin('DELETE', path)).toMatchObject({ status: 204 });
    expect(await yard.admin('GET', path)).toMatchObject({ status: 404 });
  });

  it('open what their role may, until they are revoked', async () => {
    const made = await yard.admin('POST', '/v1/keys', { name: 'short', role: 'viewer' });
    const call = yard.withKey(made.body.key);

    const before = await call('GET', '/v1/connections');
    await yard.admin('DELETE', `/v1/keys/${made.body.id}`);

    expect(before).toMatchObject({ status: 200 });
    expect(await call('GET', '/v1/connections')).toMatchObject({ status: 401 });
  });

  it('are rotated: both work until the overlap is over', async () => {
    const made = await yard.admin('POST', '/v1/keys', { name: 'turned', role: 'viewer' });

    const rotated = await yard.admin('POST', `/v1/keys/${made.body.id}/rotate`, { overlapSeconds: 60 });

    expect(rotated).toMatchObject({ status: 201, body: { name: 'turned', role: 'viewer', expiresAt: null } });
    for (const { key } of [made.body, rotated.body]) {
      expect(await yard.withKey(key)('GET', '/v1/connections')).toMatchObject({ status: 200 });
    }
    const old = await yard.admin('GET', `/v1/keys/${made.body.id}`);
    expect(Date.parse(old.body.expiresAt)).toBeLessThanOrEqual(Date.now() + 60_000);
  });

  it('stop at once when they are rotated without an overlap', async () => {
    const made = await yard.admin('POST', '/v1/keys', { name: 'leaked', role: 'viewer' });

    await yard.admin('POST', `/v1/keys/${made.body.id}/rotate`, { overlapSeconds: 0 });

    expect(await yard.withKey(made.body.key)('GET', '/v1/connections')).toMatchObject({ status: 401 });
  });

  it('refuse a role nobody knows, a date that is over and a date that is none', async () => {
    for (const wrong of [{ role: 'root' }, { expiresAt: '2001-01-01T00:00:00Z' }, { expiresAt: 'soon' }]) {
      const answer = await yard.admin('POST', '/v1/keys', { name: 'wrong', role: 'viewer', ...wrong });

      expect(answer).toMatchObject({
        status: 400,
        body: { errors: [{ field: Object.keys(wrong)[0], message: expect.any(String) }] },
      });
    }
  });

  it('of another tenant are not there, and only the host makes keys of another tenant', async () => {
    const { body } = await yard.admin('POST', '/v1/tenants', { name: 'third' });
    const third = yard.withKey(body.key);
    const own = await third('GET', '/v1/keys');
    const path = `/v1/keys/${own.body.items[0].id}`;

    const given = await yard.admin('POST', `/v1/tenants/${body.id}/keys`, { name: 'lost', role: 'admin' });

    expect(await yard.admin('GET', path)).toMatchObject({ status: 404 });
    expect(await yard.admin('POST', `${path}/rotate`, {})).toMatchObject({ status: 404 });
    expect(await yard.admin('DELETE', path)).toMatchObject({ status: 404 });
    expect(await yard.withKey(given.body.key)('GET', path)).toMatchObject({ status: 200 });
    const refused = await third('POST', `/v1/tenants/${body.id}/keys`, { name: 'x', role: 'viewer' });
    expect(refused).toMatchObject({ status: 403 });
    expect(await third('POST', '/v1/tenants', { name: 'x' })).toMatchObject({ status: 403 });
  });
});
