import { createHmac, randomUUID } from 'node:crypto';

import { eventually } from '../kit/eventually.js';
import { fakePartner, type FakePartner } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';

const SECRET = 'a-signing-secret-of-both-systems';

interface System {
  readonly partner: FakePartner;
  readonly id: string;
  readonly hookUrl: string;
}

interface RecordBody {
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly mergedInto: string | null;
  readonly links: readonly { readonly connection: string; readonly externalId: string }[];
  readonly history: readonly { readonly event: { readonly type: string; readonly merge: string } | null }[];
}

interface Page<T> {
  readonly items: readonly T[];
}

/** Two systems, each with one customer of its own: the same person. */
describe('a customer that two systems made each for itself', () => {
  let host: HostProcess;
  let east: System;
  let west: System;
  let merge: string;

  beforeAll(async () => {
    host = await HostProcess.start();
    east = await aSystem(host, 'East');
    west = await aSystem(host, 'West');
    await host.admin.post('/v1/match-rules/suggestions/customer-email', {});
    east.partner.put('customers', 'e1', { email: 'Ann@example.com', firstName: 'Ann', language: 'nl' });
    west.partner.put('customers', 'w1', { email: 'ann@example.com', lastName: 'Lee', phone: '1' });
    await Promise.all([tell(east, 'e1', 'created'), tell(west, 'w1', 'created')]);
  }, 60_000);

  afterAll(async () => {
    await host[Symbol.asyncDispose]();
    await Promise.all([east.partner.close(), west.partner.close()]);
  });

  it('is found to be there twice', async () => {
    const group = await eventually(async () => {
      const { items } = await host.admin.get<Page<{ id: string; size: number; shared: object[] }>>(
        '/v1/duplicates?type=CUSTOMER',
      );
      return items[0];
    });

    expect(group).toMatchObject({ size: 2, shared: [{ value: 'a…@example.com' }] });
  });

  it('becomes one: each system has all of it, under the id it had', async () => {
    const ask = { winner: (await recordOf(east, 'e1')).id, losers: [(await recordOf(west, 'w1')).id] };
    const preview = await host.admin.post<{ writes: object[] }>('/v1/merges/preview', ask);
    const untouched = [east, west].map(({ partner }) => partner.writes.length);

    ({ id: merge } = await host.admin.post<{ id: string }>('/v1/merges', ask));

    await eventually(
      () => customer(east, 'e1')['lastName'] === 'Lee' && customer(west, 'w1')['language'] === 'nl',
    );
    expect(untouched).toEqual([0, 0]);
    expect(preview.writes).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          connection: east.id,
          kind: 'update',
          difference: { lastName: [null, 'Lee'], phone: [null, '1'] },
        }),
        expect.objectContaining({ connection: west.id, kind: 'update', externalId: 'w1' }),
      ]),
    );
    const [one, other] = [await recordOf(east, 'e1'), await recordOf(west, 'w1')];
    expect(other.id).toBe(one.id);
    expect(one.history.find(({ event }) => event !== null)?.event).toMatchObject({
      type: 'record.merged',
      merge,
    });
    expect([east, west].map(({ partner }) => partner.records('customers').length)).toEqual([1, 1]);
    expect(
      [east, west].flatMap(({ partner }) => partner.calls).filter(({ method }) => method === 'DELETE'),
    ).toEqual([]);
    await eventually(async () => (await host.admin.get<Page<object>>('/v1/duplicates')).items.length === 0);
  });

  it('an edit in either reaches the other', async () => {
    await edit(west, 'w1', { city: 'Ghent' });
    await eventually(() => customer(east, 'e1')['city'] === 'Ghent');
    await edit(east, 'e1', { company: 'Acme' });

    await eventually(() => customer(west, 'w1')['company'] === 'Acme');
  });

  it('is two again after the undo: each with what its system changed, and nothing of the other', async () => {
    const loser = await recordOf(west, 'w1');

    const undone = await host.admin.post<{ undone: { returned: object[]; kept: object[] } }>(
      `/v1/merges/${merge}/undo`,
      {},
    );

    const [one, other] = [await recordOf(east, 'e1'), await recordOf(west, 'w1')];
    expect(one.id).toBe(loser.id);
    expect(other.id).not.toBe(one.id);
    expect(undone.undone.returned).toEqual([{ field: 'city', record: other.id }]);
    expect(undone.undone.kept).toEqual([{ field: 'company', connection: east.id }]);
    await eventually(
      () => customer(east, 'e1')['lastName'] === null && customer(west, 'w1')['language'] === null,
    );
    expect(customer(east, 'e1')).toMatchObject({
      firstName: 'Ann',
      company: 'Acme',
      city: null,
      phone: null,
    });
    expect(customer(west, 'w1')).toMatchObject({
      lastName: 'Lee',
      city: 'Ghent',
      phone: '1',
      firstName: null,
    });
    await edit(west, 'w1', { city: 'Bruges' });
    await eventually(async () => (await recordOf(west, 'w1')).data['city'] === 'Bruges');
    expect((await recordOf(east, 'e1')).data['city'] ?? null).toBeNull();
  });

  async function recordOf(system: System, externalId: string): Promise<RecordBody> {
    const { items } = await host.admin.get<Page<{ id: string }>>(
      `/v1/records?type=CUSTOMER&connection=${system.id}&externalId=${externalId}`,
    );
    return host.admin.get<RecordBody>(`/v1/records/${items[0]?.id}`);
  }
});

/** What it makes is its own: records of the hub are not made there. */
async function aSystem(host: HostProcess, name: string): Promise<System> {
  const partner = await fakePartner();
  const made = await host.admin.post<{ id: string; hookUrl: string }>('/v1/connections', {
    connector: 'rest',
    name,
    mode: 'live',
    settings: { baseUrl: partner.url },
    secrets: { webhook: SECRET, api: 'token' },
    defaults: true,
  });
  const { items } = await host.admin.get<Page<{ id: string; name: string }>>(
    `/v1/connections/${made.id}/scopes?limit=200`,
  );
  const scope = items.find((one) => one.name === 'CUSTOMER/created');
  await host.admin.patch(`/v1/connections/${made.id}/scopes/${scope?.id}`, { enabled: false });
  return { partner, ...made };
}

async function tell({ hookUrl }: System, id: string, action: 'created' | 'updated'): Promise<void> {
  const body = JSON.stringify({ topic: `customer/${action}`, id });
  const answer = await fetch(hookUrl, {
    method: 'POST',
    body,
    headers: {
      'content-type': 'application/json',
      'x-hookyard-signature': createHmac('sha256', SECRET).update(body).digest('hex'),
      'x-hookyard-delivery': randomUUID(),
    },
  });
  expect(answer.status).toBe(200);
}

async function edit(system: System, id: string, fields: Record<string, unknown>): Promise<void> {
  system.partner.put('customers', id, { ...customer(system, id), ...fields });
  await tell(system, id, 'updated');
}

function customer({ partner }: System, id: string): Record<string, unknown> {
  return partner.record('customers', id) ?? {};
}
