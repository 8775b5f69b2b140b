import { createHmac, randomUUID } from 'node:crypto';

import { eventually } from '../kit/eventually.js';
import { fakePartner, type FakePartner, type PartnerCall } from '../kit/fake-partner.js';
import { HostProcess } from '../kit/host-process.js';

const SECRET = 'a-signing-secret-of-both-systems';

type Line = Record<string, unknown>;

/** A system with order lines under names and ids of its own. */
interface System {
  readonly partner: FakePartner;
  readonly id: string;
  readonly hookUrl: string;
  readonly list: string;
  readonly key: string;
  readonly quantity: string;
  readonly price: string;
}

const EAST = { list: 'lines', key: 'line_id', quantity: 'qty', price: 'price' };
const WEST = { list: 'rows', key: 'no', quantity: 'amount', price: 'unit' };

interface Page<T> {
  readonly items: readonly T[];
}

interface RecordBody {
  readonly id: string;
  readonly data: { readonly lines: readonly Line[] };
  readonly links: readonly { readonly connection: string; readonly externalId: string }[];
}

describe('two systems that exchange orders, with line ids of their own', () => {
  let host: HostProcess;
  let east: System;
  let west: System;

  beforeAll(async () => {
    host = await HostProcess.start();
    east = await aSystem(host, 'East', EAST);
    west = await aSystem(host, 'West', WEST);
  }, 60_000);

  afterAll(async () => {
    await host[Symbol.asyncDispose]();
    await Promise.all([east.partner.close(), west.partner.close()]);
  });

  it('an order with five lines, and one made of its shipping cost, gets lines of its own there', async () => {
    const lines = [1, 2, 3, 4, 5].map((n) => ({ line_id: `e${n}`, sku: `S${n}`, qty: n, price: 10 * n }));
    east.partner.put('orders', 'E-1', { number: '#1', shipping: 4, lines });
    await tell(east, 'E-1', 'created');

    await eventually(() => rowsOf(west).length === 6);
    await quiet(host);

    expect(rowsOf(west)).toEqual(
      [1, 2, 3, 4, 5]
        .map((n) => ({ no: `w${n}`, sku: `S${n}`, amount: n, unit: 10 * n }))
        .concat([{ no: 'w6', sku: 'shipping', amount: 1, unit: 4 }]),
    );
    const { data, links } = await theOrder(host);
    expect(data.lines.every(({ id }) => String(id).startsWith('chd_'))).toBe(true);
    expect(links).toHaveLength(2);
  });

  it('the quantity of a line here and the price of the same and another there both survive', async () => {
    editLine(east, 'e1', { qty: 11 });
    editLine(west, 'w1', { unit: 99 });
    editLine(west, 'w2', { unit: 77 });
    await Promise.all([tell(east, 'E-1', 'updated'), tell(west, westId(), 'updated')]);

    await eventually(() => lineOf(east, 'e2')?.['price'] === 77 && lineOf(west, 'w1')?.['amount'] === 11);
    await quiet(host);

    expect(lineOf(east, 'e1')).toEqual({ line_id: 'e1', sku: 'S1', qty: 11, price: 99 });
    expect(lineOf(west, 'w1')).toEqual({ no: 'w1', sku: 'S1', amount: 11, unit: 99 });
    expect(lineOf(west, 'w2')).toMatchObject({ amount: 2, unit: 77 });
  });

  it('a line that is made there gets an id here, and is made once', async () => {
    setLines(west, [...rowsOf(west), { no: 'w-new', sku: 'S9', amount: 9, unit: 1 }]);
    await tell(west, westId(), 'updated');

    await eventually(() => linesOf(east).some(({ sku }) => sku === 'S9'));
    await tell(east, 'E-1', 'updated');
    await tell(west, westId(), 'updated');
    await quiet(host);

    expect(linesOf(east).filter(({ sku }) => sku === 'S9')).toHaveLength(1);
    expect(rowsOf(west)).toHaveLength(7);
    expect(linesOf(east)).toHaveLength(6);
  });

  it('a line that is removed here is removed there, and found in the history', async () => {
    setLines(
      east,
      linesOf(east).filter(({ line_id }) => line_id !== 'e3'),
    );
    await tell(east, 'E-1', 'updated');

    await eventually(() => !rowsOf(west).some(({ no }) => no === 'w3'));
    await quiet(host);

    expect(rowsOf(west)).toHaveLength(6);
    const { id } = await theOrder(host);
    const { items } = await host.admin.get<Page<{ changed: Record<string, unknown> }>>(
      `/v1/records/${id}/history`,
    );
    const removed = Object.values(items[0]?.changed ?? {});
    expect(removed).toEqual([[expect.objectContaining({ sku: 'S3', quantity: 3 }), null]]);
  });

  it('come to rest: what the other wrote, told again, writes nothing', async () => {
    const before = [east, west].map(({ partner }) => partner.writes.length);
    const { id } = await theOrder(host);
    const { version } = await host.admin.get<{ version: number }>(`/v1/records/${id}`);

    await tell(east, 'E-1', 'updated');
    await tell(west, westId(), 'updated');
    await quiet(host);

    expect([east, west].map(({ partner }) => partner.writes.length)).toEqual(before);
    expect(await host.admin.get(`/v1/records/${id}`)).toMatchObject({ version });
  });

  it('an order that no longer names its lines leaves them; an empty list clears them', async () => {
    const { lines: _left, ...head } = order(east);
    east.partner.put('orders', 'E-1', { ...head, number: '#1b' });
    await tell(east, 'E-1', 'updated');
    await eventually(() => order(west)['number'] === '#1b');
    expect(rowsOf(west)).toHaveLength(6);

    east.partner.put('orders', 'E-1', { ...order(east), shipping: 0, lines: [] });
    await tell(east, 'E-1', 'updated');
    await eventually(() => rowsOf(west).length === 0);
    await quiet(host);

    expect((await theOrder(host)).data.lines).toEqual([]);
  });

  function westId(): string {
    return String(west.partner.records('orders')[0]?.['id']);
  }

  function order(system: System): Record<string, unknown> {
    return system.partner.records('orders')[0] ?? {};
  }

  function linesOf(system: System): Line[] {
    return (order(system)[system.list] ?? []) as Line[];
  }

  function rowsOf(system: System): Line[] {
    return linesOf(system);
  }

  function lineOf(system: System, id: string): Line | undefined {
    return linesOf(system).find((line) => line[system.key] === id);
  }

  function setLines(system: System, lines: readonly Line[]): void {
    const { id, version: _version, ...data } = order(system);
    system.partner.put('orders', String(id), { ...data, [system.list]: lines });
  }

  /** A person changes a line there. */
  function editLine(system: System, id: string, fields: Line): void {
    setLines(
      system,
      linesOf(system).map((line) => (line[system.key] === id ? { ...line, ...fields } : line)),
    );
  }
});

async function aSystem(host: HostProcess, name: string, names: typeof EAST): Promise<System> {
  const partner = await fakePartner();
  const made = await host.admin.post<{ id: string; hookUrl: string }>('/v1/connections', {
    connector: 'rest',
    name,
    mode: 'live',
    settings: { baseUrl: partner.url },
    secrets: { webhook: SECRET, api: 'token' },
    defaults: true,
  });
  const { items } = await host.admin.get<Page<{ id: string; type: string; direction: 'TO' | 'FROM' }>>(
    `/v1/mapping-collections?connection=${made.id}&limit=100`,
  );
  for (const { id, direction } of items.filter(({ type }) => type === 'TRANSACTION')) {
    await host.admin.patch(`/v1/mapping-collections/${id}`, {
      mappings: [{ kind: 'field', target: 'number', source: 'number' }],
      children: [direction === 'TO' ? intoHub(names) : outOfHub(names)],
    });
  }
  let next = 1;
  const prefix = name === 'East' ? 'en' : 'w';
  partner.misbehave((call: PartnerCall) => {
    const lines = (call.body as Record<string, Line[]> | undefined)?.[names.list] ?? [];
    for (const line of lines) line[names.key] ??= `${prefix}${next++}`;
    return undefined;
  });
  return { partner, ...made, ...names };
}

function intoHub({ list, key, quantity, price }: typeof EAST): object {
  return {
    target: 'lines',
    type: 'TRANSACTION_LINE',
    source: list,
    key: 'id',
    mappings: [
      { kind: 'field', target: 'id', source: key },
      { kind: 'field', target: 'sku', source: 'sku' },
      { kind: 'field', target: 'quantity', source: quantity },
      { kind: 'field', target: 'unitPrice', source: price },
    ],
    rows: [
      {
        name: 'shipping',
        when: 'shipping > 0',
        mappings: [
          { kind: 'static', target: 'sku', value: 'shipping' },
          { kind: 'static', target: 'quantity', value: 1 },
          { kind: 'field', target: 'unitPrice', source: 'shipping' },
        ],
      },
    ],
  };
}

function outOfHub({ list, key, quantity, price }: typeof EAST): object {
  return {
    target: list,
    type: 'TRANSACTION_LINE',
    source: 'lines',
    key,
    mappings: [
      { kind: 'field', target: 'sku', source: 'sku' },
      { kind: 'field', target: quantity, source: 'quantity' },
      { kind: 'field', target: price, source: 'unitPrice' },
    ],
  };
}

async function tell({ hookUrl }: System, id: string, action: 'created' | 'updated'): Promise<void> {
  const body = JSON.stringify({ topic: `order/${action}`, id });
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

async function theOrder(host: HostProcess): Promise<RecordBody> {
  const { items } = await host.admin.get<Page<{ id: string }>>('/v1/records?type=TRANSACTION&limit=100');
  expect(items).toHaveLength(1);
  return host.admin.get<RecordBody>(`/v1/records/${items[0]?.id}`);
}

/** Until nothing is on its way. */
async function quiet(host: HostProcess): Promise<void> {
  await eventually(async () => {
    const { items } = await host.admin.get<Page<{ state: string }>>('/v1/transfers?limit=200');
    return items.length > 0 && items.every(({ state }) => ['done', 'ended', 'cancelled'].includes(state));
  });
}
