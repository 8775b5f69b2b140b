import { createHmac, randomUUID } from 'node:crypto';

import { eventually } from '../kit/eventually.js';
import { fakePartner, type FakePartner } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';

const SECRET = 'a-signing-secret-of-both-systems';
const CUSTOMERS = 20;

interface System {
  readonly partner: FakePartner;
  readonly id: string;
  readonly hookUrl: string;
}

interface Page<T> {
  readonly items: readonly T[];
}

interface RecordBody {
  readonly id: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly links: readonly { readonly connection: string; readonly externalId: string }[];
}

describe('two systems that hold the same customers', () => {
  let host: HostProcess;
  let east: System;
  let west: System;

  beforeAll(async () => {
    host = await HostProcess.start();
    east = await aSystem(host, 'East');
    west = await aSystem(host, 'West');
  }, 60_000);

  afterAll(async () => {
    await host[Symbol.asyncDispose]();
    await Promise.all([east.partner.close(), west.partner.close()]);
  });

  it('20 made in both at once are 20 records with 40 links, and the same everywhere', async () => {
    const numbers = Array.from({ length: CUSTOMERS }, (_, index) => index);
    for (const n of numbers) {
      east.partner.put('customers', `e${n}`, { email: `c${n}@example.com`, firstName: `Ann ${n}` });
      west.partner.put('customers', `w${n}`, { email: `c${n}@example.com`, city: `Town ${n}` });
    }
    const statuses = await Promise.all(
      numbers.flatMap((n) => [tell(east, `e${n}`, 'created'), tell(west, `w${n}`, 'created')]),
    );
    expect(new Set(statuses)).toEqual(new Set([200]));

    await eventually(async () => {
      const ends = numbers.map((n) => [customer(east, `e${n}`), customer(west, `w${n}`)] as const);
      return ends.every(([a, b]) => a['city'] !== undefined && b['firstName'] !== undefined);
    });
    await quiet(host);

    const records = await customersOf(host);
    expect(records).toHaveLength(CUSTOMERS);
    expect(east.partner.records('customers')).toHaveLength(CUSTOMERS);
    expect(west.partner.records('customers')).toHaveLength(CUSTOMERS);
    const links = records.flatMap((record) => record.links);
    expect(links).toHaveLength(2 * CUSTOMERS);
    for (const record of records) {
      const [a, b] = [east, west].map(({ id }) => record.links.find(({ connection }) => connection === id));
      const fields = { firstName: record.data['firstName'], city: record.data['city'] };
      expect(customer(east, String(a?.externalId))).toMatchObject(fields);
      expect(customer(west, String(b?.externalId))).toMatchObject(fields);
    }
  });

  it('edits of different fields at once both survive, and of one field one is kept everywhere', async () => {
    const pairs = (await customersOf(host)).map(({ links }) =>
      [east, west].map((system) => ({
        system,
        id: String(links.find(({ connection }) => connection === system.id)?.externalId),
      })),
    );

    await Promise.all(
      pairs.flat().map(({ system, id }) => {
        const own = system === east ? { lastName: 'East' } : { company: 'West' };
        edit(system, id, { ...own, phone: system === east ? '1' : '2' });
        return tell(system, id, 'updated');
      }),
    );
    await eventually(() =>
      pairs.flat().every(({ system, id }) => {
        const { lastName, company } = customer(system, id);
        return lastName === 'East' && company === 'West';
      }),
    );
    await quiet(host);

    const records = await customersOf(host);
    for (const { data, links } of records) {
      for (const system of [east, west]) {
        const id = links.find(({ connection }) => connection === system.id)?.externalId;
        expect(customer(system, String(id))).toMatchObject({
          lastName: 'East',
          company: 'West',
          phone: data['phone'],
        });
      }
      expect(['1', '2']).toContain(data['phone']);
    }
  });

  it('come to rest: hooks for what was written there change nothing any more', async () => {
    const before = [east, west].map(({ partner }) => partner.writes.length);

    await Promise.all(
      [east, west].flatMap((system) =>
        system.partner.records('customers').map(({ id }) => tell(system, String(id), 'updated')),
      ),
    );
    await quiet(host);

    expect([east, west].map(({ partner }) => partner.writes.length)).toEqual(before);
  });
});

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
  const { items } = await host.admin.get<Page<{ id: string; type: string; direction: string }>>(
    `/v1/mapping-collections?connection=${made.id}&limit=100`,
  );
  for (const { id } of items.filter(({ type }) => type === 'CUSTOMER')) {
    await host.admin.patch(`/v1/mapping-collections/${id}`, { match: [{ field: 'email', form: 'email' }] });
  }
  return { partner, ...made };
}

async function tell({ hookUrl }: System, id: string, action: 'created' | 'updated'): Promise<number> {
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
  return answer.status;
}

/** A person changes a record there. */
function edit(system: System, id: string, fields: Record<string, unknown>): void {
  system.partner.put('customers', id, { ...customer(system, id), ...fields });
}

function customer({ partner }: System, id: string): Record<string, unknown> {
  return partner.record('customers', id) ?? {};
}

async function customersOf(host: HostProcess): Promise<RecordBody[]> {
  const { items } = await host.admin.get<Page<{ id: string }>>('/v1/records?type=CUSTOMER&limit=100');
  return Promise.all(items.map(({ id }) => host.admin.get<RecordBody>(`/v1/records/${id}`)));
}

/** Until nothing is on its way. */
async function quiet(host: HostProcess): Promise<void> {
  await eventually(async () => {
    const { items } = await host.admin.get<Page<{ state: string }>>('/v1/transfers?limit=200');
    const isOver = ({ state }: { state: string }) => ['done', 'ended', 'cancelled'].includes(state);
    return items.length > 0 && items.every(isOver);
  });
}
