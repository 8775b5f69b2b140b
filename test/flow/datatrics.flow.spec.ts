import { createHmac, randomUUID } from 'node:crypto';

import { eventually } from '../kit/eventually.js';
import { DATATRICS_KEY, FakeDatatrics, type WebhookStep } from '../kit/fake-datatrics.js';
import { fakePartner, type FakePartner } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';
import { SeenAt } from '../kit/seen-at.js';
import type { MadeConnection } from '../kit/yard.js';

const STEP_KEY = 'a-header-value-only-the-step-knows';
const PARTNER_SECRET = 'a-signing-secret-of-the-partner';
const ANN = { profileid: 'p-ann', email: 'ann@example.com', firstname: 'Ann', city: 'Ghent' };

describe('datatrics', () => {
  const cleanUp = new AsyncDisposableStack();
  let host: HostProcess;
  let datatrics: FakeDatatrics;
  let project: MadeConnection;
  let seen: SeenAt;

  beforeAll(async () => {
    datatrics = cleanUp.use(await FakeDatatrics.start());
    host = cleanUp.use(await HostProcess.start());
    project = await host.admin.post<MadeConnection>('/v1/connections', {
      connector: 'datatrics',
      name: 'Datatrics',
      mode: 'live',
      settings: { projectId: datatrics.projectId, address: datatrics.url },
      secrets: { webhook: STEP_KEY, apiKey: DATATRICS_KEY },
      defaults: true,
    });
    seen = new SeenAt(host, project.id);
  }, 60_000);
  afterAll(() => cleanUp.disposeAsync());

  const step = (over: Partial<WebhookStep> = {}): WebhookStep => ({
    url: project.hookUrl,
    method: 'POST',
    fields: ['profileid', 'email', 'firstname', 'city'],
    headers: { 'X-Hookyard-Key': STEP_KEY },
    ...over,
  });

  const customer = (externalId: string) => seen.record('CUSTOMER', externalId);

  it('receives a profile by POST, as JSON and as a form, and by GET', async () => {
    const ways: readonly Partial<WebhookStep>[] = [{}, { as: 'form' }, { method: 'GET' }];

    const statuses = await Promise.all(
      ways.map((way, index) => {
        const profile = { ...ANN, profileid: `p-${index}`, email: `ann${index}@example.com` };
        datatrics.profiles.set(profile.profileid, profile);
        return datatrics.reach(step({ ...way, extra: { automationid: 'welcome' } }), profile);
      }),
    );
    const received = await eventually(async () => {
      const found = await Promise.all(ways.map((_, index) => customer(`p-${index}`)));
      return found.every((data) => data !== undefined) && found;
    });

    expect(statuses).toEqual([200, 200, 200]);
    expect(received.map((data) => [data?.['email'], data?.['firstName'], data?.['city']])).toEqual(
      ways.map((_, index) => [`ann${index}@example.com`, 'Ann', 'Ghent']),
    );
  });

  it('clears nothing that a later call leaves out or sends empty', async () => {
    datatrics.profiles.set(ANN.profileid, ANN);
    await datatrics.reach(step(), ANN);
    await eventually(() => customer(ANN.profileid));

    await datatrics.reach(step(), { profileid: ANN.profileid, email: ANN.email, city: 'Bruges' });
    const after = await eventually(async () => {
      const data = await customer(ANN.profileid);
      return data?.['city'] === 'Bruges' && data;
    });

    expect(after).toMatchObject({ firstName: 'Ann', email: ANN.email });
  });

  it('believes nobody without the header of the step', async () => {
    const stranger = { ...ANN, profileid: 'p-stranger' };
    datatrics.profiles.set(stranger.profileid, stranger);

    const statuses = [
      await datatrics.reach(step({ headers: {} }), stranger),
      await datatrics.reach(step({ headers: { 'X-Hookyard-Key': 'guessed' } }), stranger),
      await datatrics.reach(
        step({ method: 'GET', headers: {}, extra: { 'x-hookyard-key': STEP_KEY } }),
        stranger,
      ),
    ];

    expect(statuses).toEqual([401, 401, 401]);
    expect(await seen.transfers({ recordId: stranger.profileid })).toEqual([]);
  });

  it('takes known profiles only, and says why it took nothing', async () => {
    await datatrics.reach(step(), { ...ANN, profileid: 'p-unknown' });
    await datatrics.reach(step(), { firstname: 'Nobody' });

    const [unknown] = await eventually(async () => {
      const found = await seen.transfers({ recordId: 'p-unknown' });
      return found[0]?.state === 'ended' && found;
    });

    expect(unknown?.code).toBe('skipped');
    expect(await seen.why(unknown?.id ?? '')).toMatch(/Datatrics has no profile p-unknown/);
    expect(await customer('p-unknown')).toBeUndefined();
    expect(await seen.newestVerdicts()).toMatchObject([
      { verdict: 'unresolved', rule: 'element.external-id' },
    ]);
  });

  it('takes a repeat once, and the profile again where the call is another', async () => {
    const bob = { ...ANN, profileid: 'p-bob', email: 'bob@example.com' };
    datatrics.profiles.set(bob.profileid, bob);

    await datatrics.reach(step({ extra: { automationid: 'a' } }), bob);
    await datatrics.reach(step({ extra: { automationid: 'a' } }), bob);
    await datatrics.reach(step({ extra: { automationid: 'b' } }), bob);
    const codes = await eventually(async () => {
      const found = await seen.transfers({ recordId: bob.profileid });
      return found.length === 3 && found.every(({ state }) => state === 'done' || state === 'ended') && found;
    });

    expect(codes.map(({ code }) => code)).toEqual(['no-change', 'skipped', null]);
  });

  it('is asked again where it answers that something it needs has failed', async () => {
    const eve = { ...ANN, profileid: 'p-eve', email: 'eve@example.com' };
    datatrics.profiles.set(eve.profileid, eve);
    datatrics.failNext(424, 'nested');

    await datatrics.reach(step(), eve);
    const waiting = await eventually(async () => {
      const found = await seen.transfers({ recordId: eve.profileid, state: 'waiting-retry' });
      return found[0];
    });
    await host.admin.post(`/v1/transfers/${waiting.id}/retry`);

    expect(await eventually(() => customer(eve.profileid))).toMatchObject({ firstName: 'Ann' });
  });

  it('is walked page by page', async () => {
    const listed = Array.from({ length: 5 }, (_, index) => `p-listed-${index}`);
    for (const profileid of listed)
      datatrics.profiles.set(profileid, { profileid, email: `${profileid}@example.com` });

    await host.admin.post(`/v1/connections/${project.id}/initialize`, { type: 'CUSTOMER', pageSize: 2 });
    await eventually(async () =>
      (await Promise.all(listed.map(customer))).every((data) => data !== undefined),
    );

    const pages = datatrics.calls
      .filter(({ query }) => query.get('limit') === '2')
      .map(({ query }) => query.get('page'));
    expect(pages.slice(0, 3)).toEqual(['1', '2', '3']);
  });

  it('is given customers of others in bulk; what it skips is sent again', async () => {
    await using partner = await fakePartner();
    const other = await anotherSystem(partner);
    const emails = Array.from({ length: 6 }, (_, index) => `new${index}@example.com`);
    // What comes while a write is under way goes together with the next.
    datatrics.answerWritesAfter(500);
    datatrics.skipOne();

    await host.admin.post(`/v1/connections/${project.id}/pause`);
    await Promise.all(emails.map((email, index) => tell(partner, other, { id: `c${index}`, email })));
    await eventually(async () => (await seen.transfers({ direction: 'FROM' })).length === emails.length);
    await host.admin.post(`/v1/connections/${project.id}/resume`);
    const waiting = await eventually(async () => {
      const found = await seen.transfers({ direction: 'FROM', state: 'waiting-retry' });
      return found.length === 1 && found[0];
    });
    await host.admin.post(`/v1/transfers/${waiting.id}/retry`);
    await eventually(() => emails.every((email) => datatrics.countBy('email', email) > 0));

    const bulk = datatrics.calls.filter(({ path }) => path.endsWith('/bulk'));
    expect(bulk.length).toBeGreaterThan(0);
    expect(bulk.length).toBeLessThan(emails.length);
    expect(emails.map((email) => datatrics.countBy('email', email))).toEqual(emails.map(() => 1));
  }, 30_000);

  async function anotherSystem(partner: FakePartner): Promise<MadeConnection> {
    return host.admin.post<MadeConnection>('/v1/connections', {
      connector: 'rest',
      name: 'Shop',
      mode: 'live',
      settings: { baseUrl: partner.url },
      secrets: { webhook: PARTNER_SECRET, api: 'token' },
      defaults: true,
    });
  }
});

async function tell(
  partner: FakePartner,
  { hookUrl }: MadeConnection,
  { id, email }: { readonly id: string; readonly email: string },
): Promise<void> {
  partner.put('customers', id, { email, firstName: 'New' });
  const body = JSON.stringify({ topic: 'customer/created', id });
  const answer = await fetch(hookUrl, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-hookyard-signature': createHmac('sha256', PARTNER_SECRET).update(body).digest('hex'),
      'x-hookyard-delivery': randomUUID(),
    },
  });
  expect(answer.status).toBe(200);
}
