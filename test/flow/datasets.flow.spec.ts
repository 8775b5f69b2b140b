import { request as httpRequest } from 'node:http';

import { eventually } from '../kit/eventually.js';
import { fakeSubscriber, type FakeSubscriber } from '../kit/fake-subscriber.js';
import { HandingIn, type Dataset } from '../kit/handing-in.js';
import { HostProcess } from '../kit/host-process.js';
import { addShop } from '../kit/yard.js';

interface HubRecord {
  readonly id: string;
  readonly version: number;
  readonly deletedAt: string | null;
  readonly data: Record<string, unknown>;
}

const PEOPLE = 'Number,E-mail,City\n1,ann@example.com,Bergen\n2,bo@example.com,Oslo\n3,cy@example.com,\n';
const COLUMNS = [
  { name: 'Number', field: 'customFields.number', type: 'text' },
  { name: 'E-mail', field: 'email', type: 'text', required: true },
  { name: 'City', field: 'customFields.city' },
];

describe('data that is handed in', () => {
  let host: HostProcess;
  let ingest: HandingIn;
  let operator: HandingIn;
  let named = 0;

  beforeAll(async () => {
    host = await HostProcess.start();
    const { key } = await host.admin.post<{ key: string }>('/v1/keys', { name: 'uploads', role: 'ingest' });
    ingest = new HandingIn(host, key);
    operator = new HandingIn(host, host.adminKey);
  }, 60_000);
  afterAll(() => host[Symbol.asyncDispose]());

  /** Of an identifier of its own: what other claims brought is none of its business. */
  const aDataset = (more: object = {}): object => ({
    type: 'CUSTOMER',
    mode: 'sandbox',
    identifier: `people-${++named}`,
    filename: 'people.csv',
    user: { id: '17' },
    columns: COLUMNS,
    key: 'Number',
    ...more,
  });
  const recordsOf = async (type = 'CUSTOMER'): Promise<HubRecord[]> =>
    (await host.admin.get<{ items: HubRecord[] }>(`/v1/records?type=${type}&mode=sandbox&limit=200`)).items;
  const withEmail = async (email: string): Promise<HubRecord[]> =>
    (await recordsOf()).filter(({ data }) => data['email'] === email);

  it('comes as CSV, a JSON array or JSON lines, and each row becomes a record', async () => {
    const csv = await ingest.filled(aDataset(), PEOPLE);
    const rows = [
      { Number: '4', 'E-mail': 'di@example.com' },
      { Number: 5, 'E-mail': 'ed@example.com', City: null },
    ];
    const array = await ingest.filled(aDataset(), JSON.stringify(rows), 'application/json');
    const lines = await ingest.filled(
      aDataset(),
      rows.map((row) => JSON.stringify({ ...row, 'E-mail': `x${row['E-mail']}` })).join('\n'),
      'application/x-ndjson',
    );
    const imports = await Promise.all([csv, array, lines].map(({ id }) => ingest.imported(id)));

    expect([csv, array, lines].map(({ state, received }) => [state, received.rows])).toEqual([
      ['loaded', 3],
      ['loaded', 2],
      ['loaded', 2],
    ]);
    expect(imports.map(({ state, rows: { created, total } }) => [state, created, total])).toEqual([
      ['completed', 3, 3],
      ['completed', 2, 2],
      ['completed', 2, 2],
    ]);
    expect(await withEmail('ann@example.com')).toMatchObject([
      { data: { email: 'ann@example.com', customFields: { number: '1', city: 'Bergen' } } },
    ]);
    expect((await withEmail('cy@example.com'))[0]?.data['customFields']).toEqual({ number: '3' });
  });

  it('is explained by its import and by its row, and counted by what became of it', async () => {
    const figures = async (): Promise<(name: string) => number> => {
      const page = await (await fetch(`${host.url}/metrics`)).text();
      return (name) =>
        Number(
          page
            .split('\n')
            .find((line) => line.startsWith(name))
            ?.split(' ')[1],
        );
    };
    const explain = (query: string): Promise<{ items: { what: string }[]; note: string | null }> =>
      host.admin.get(`/v1/explain?${query}`);
    const before = await figures();
    const text = 'Number,E-mail,City\n1,good@example.com,Bergen\n2,,Oslo\n';
    const { id } = await ingest.filled(aDataset(), text);
    const done = await ingest.imported(id, { badRows: 'skip' });
    const after = await figures();
    const grew = (name: string): number => after(name) - before(name);

    expect(await explain(`import=${done.id}`)).toMatchObject({
      note: 'the import is completed: 2 rows, 1 created, 1 bad',
      items: expect.arrayContaining([expect.objectContaining({ what: 'request' })]) as unknown,
    });
    expect((await explain(`import=${done.id}&row=1`)).items.map(({ what }) => what)).toEqual(
      expect.arrayContaining(['request', 'change']),
    );
    expect(await explain(`import=${done.id}&row=2`)).toMatchObject({
      note: expect.stringMatching(/^the row is bad: E-mail /) as unknown,
      items: [],
    });
    expect(await host.admin.raw('GET', `/v1/explain?import=${done.id}&row=3`)).toMatchObject({ status: 404 });
    expect(grew('hookyard_import_rows_total{outcome="created"}')).toBe(1);
    expect(grew('hookyard_import_rows_total{outcome="bad"}')).toBe(1);
    expect(grew('hookyard_imports_total{state="completed"}')).toBe(1);
  });

  it.each([[[[]]], [[null]], [['Number']]])('has columns that are objects, not %j', async (columns) => {
    const { status, body } = await ingest.raw('POST', '/v1/datasets', aDataset({ columns }));

    expect([status, body['code']]).toEqual([400, 'VALIDATION_FAILED']);
  });

  it('goes on where it broke off, and never counts a row that was cut', async () => {
    const rows = Array.from({ length: 1_200 }, (_, n) => `${n + 1},"p${n + 1}@example.com","line\nof ${n}"`);
    const file = Buffer.from(`Number,E-mail,City\n${rows.join('\n')}`);
    const { id } = await ingest.dataset(aDataset());
    await cutShort(host, ingest, { id, file, after: 30_001 });
    const broken = await eventually(async () => {
      const now = await ingest.get(id);
      return now.received.rows > 500 && now;
    });
    const wrong = await ingest.send(id, file.subarray(10), { query: '?offset=10' });
    const part = file.subarray(broken.received.bytes, 45_000);
    const second = await ingest.send(id, part, { query: `?offset=${broken.received.bytes}&last=false` });
    const { bytes } = second.body.received;
    const third = await ingest.send(id, file.subarray(bytes), { query: `?offset=${bytes}` });
    const { items } = await ingest.call<{ items: { row: number; values: Record<string, string> }[] }>(
      'GET',
      `/v1/datasets/${id}/rows?limit=200`,
    );

    expect(broken).toMatchObject({ state: 'open' });
    expect(file.subarray(0, broken.received.bytes).toString().split('@').length - 1).toBe(
      broken.received.rows,
    );
    expect(wrong).toMatchObject({ status: 409, body: { code: 'DATASET_OFFSET' } });
    expect(second.body.received.bytes).toBeLessThanOrEqual(45_000);
    expect(third).toMatchObject({
      status: 201,
      body: { state: 'loaded', received: { rows: 1_200, bytes: file.length } },
    });
    expect(items.map(({ values }) => values['E-mail'])).toEqual(
      Array.from({ length: 200 }, (_, n) => `p${n + 1}@example.com`),
    );
    expect(items[7]?.values['City']).toBe('line\nof 7');
  });

  it('is analysed before anything is written: columns, bad values, duplicates, and what an import would do', async () => {
    const of = aDataset({
      columns: [...COLUMNS.slice(0, 2), { name: 'Since', field: 'customFields.since', type: 'date' }],
    });
    const known = await ingest.filled(
      of,
      'Number,E-mail,Since\n1,kim@example.com,2026-01-02\n2,lu@example.com,2026-01-03\n',
    );
    await ingest.imported(known.id);
    const before = (await recordsOf()).length;
    const text =
      'Number,E-mail,Since,Shoe\n1,kim@example.com,2026-01-02,41\n2,new@example.com,2026-01-03,42\n' +
      '3,max@example.com,2026-02-31,\n4,,2026-01-01,\n5,nora@example.com,,43\n5,nora@example.com,,44\n';
    const { id } = await ingest.filled(of, text);
    const analysis = await ingest.analysed(id);

    expect(analysis).toMatchObject({ state: 'done', looked: 6, isCurrent: true });
    expect(analysis.columns).toMatchObject([
      { name: 'Number', field: 'customFields.number', looksLike: 'integer', filled: 6, empty: 0, bad: 0 },
      { name: 'E-mail', type: 'text', looksLike: 'text', filled: 5, empty: 1, bad: 1 },
      {
        name: 'Since',
        type: 'date',
        filled: 4,
        empty: 2,
        bad: 1,
        examples: [{ row: 3, message: 'is no date like 2026-03-01', value: '2026-02-31' }],
      },
      { name: 'Shoe', field: null, type: null, looksLike: 'integer', filled: 4 },
    ]);
    expect(analysis.bad).toMatchObject({
      rows: 2,
      examples: [
        { row: 3, column: 'Since' },
        { row: 4, column: 'E-mail', message: 'is empty, and it is required' },
      ],
    });
    expect(analysis.duplicates).toEqual({ rows: 1, examples: [{ row: 6, first: 5 }] });
    // The rows of another dataset of this identifier with the same key are the same records.
    expect(analysis.hub).toMatchObject({ create: 1, update: 1, unchanged: 1, none: 0 });
    expect(await recordsOf()).toHaveLength(before);
  });

  it('imports what is new, updates what is there, and says of every row what became of it', async () => {
    const of = aDataset();
    const first = await ingest.filled(of, 'Number,E-mail,City\n1,u1@example.com,A\n2,u2@example.com,A\n');
    await ingest.imported(first.id);
    const text = 'Number,E-mail,City\n1,u1@example.com,B\n2,u2@example.com,A\n3,u3@example.com,A\n';
    const second = await ingest.filled(of, text);
    const updated = await ingest.imported(second.id, { action: 'update' });
    const updatedRows = await ingest.rows(updated.id);
    const imported = await ingest.imported(second.id);
    const importedRows = await ingest.rows(imported.id);
    const skipped = await ingest.rows(imported.id, '&outcome=skipped');

    expect(updated.rows).toMatchObject({ updated: 1, unchanged: 1, skipped: 1, created: 0 });
    expect(updatedRows).toMatchObject([
      { row: 1, outcome: 'updated', transfer: expect.stringMatching(/^req_/), values: { City: 'B' } },
      { row: 2, outcome: 'unchanged' },
      { row: 3, outcome: 'skipped', reason: 'the hub has no such record' },
    ]);
    expect(imported.rows).toMatchObject({ created: 1, skipped: 2, updated: 0 });
    expect(importedRows.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['skipped', 'the hub has it already'],
      ['skipped', 'the hub has it already'],
      ['created', null],
    ]);
    expect(skipped).toHaveLength(2);
  });

  it('waits for a person where rows are bad, and goes on with what they mended or left out', async () => {
    const { id } = await ingest.filled(
      aDataset(),
      'Number,E-mail\n1,a1@example.com\n2,\n3,\n4,a4@example.com\n',
    );
    const waiting = await ingest.imported(id);
    const { items: bad } = await ingest.call<{ items: { row: number }[] }>(
      'GET',
      `/v1/datasets/${id}/rows?bad=true`,
    );
    await ingest.call('PATCH', `/v1/datasets/${id}/rows/2`, { values: { 'E-mail': 'a2@example.com' } });
    await ingest.call('POST', `/v1/imports/${waiting.id}/continue`, {});
    const again = await eventually(async () => {
      const now = await ingest.import(waiting.id);
      const { analysis } = await ingest.get(id);
      return now.state === 'needs_review' && analysis?.bad.rows === 1 && now;
    });
    await ingest.call('PATCH', `/v1/datasets/${id}/rows/3`, { skipped: true });
    await ingest.call('POST', `/v1/imports/${waiting.id}/continue`, {});
    const done = await ingest.over(waiting.id);
    const other = await ingest.filled(aDataset(), 'Number,E-mail\n1,b1@example.com\n2,\n');
    const leftOut = await ingest.imported(other.id, { badRows: 'skip' });

    expect(waiting).toMatchObject({ state: 'needs_review', rows: { created: 0 } });
    expect(bad.map(({ row }) => row)).toEqual([2, 3]);
    expect(again.rows['created']).toBe(0);
    expect(done).toMatchObject({ state: 'completed', rows: { created: 3, skipped: 1 } });
    expect(leftOut).toMatchObject({ state: 'completed', rows: { created: 1, bad: 1 } });
    expect((await ingest.rows(leftOut.id))[1]).toMatchObject({
      outcome: 'bad',
      reason: expect.stringContaining('E-mail'),
    });
  });

  it('is taken back as far as nobody changed it since, and deletes as its guard allows', async () => {
    const of = aDataset();
    const first = await ingest.filled(of, 'Number,E-mail,City\n1,w1@example.com,A\n2,w2@example.com,A\n');
    await ingest.imported(first.id);
    const second = await ingest.filled(
      of,
      'Number,E-mail,City\n1,w1@example.com,B\n2,w2@example.com,B\n3,w3@example.com,B\n4,w4@example.com,B\n',
    );
    const done = await ingest.imported(second.id, { action: 'both' });
    const third = await ingest.filled(of, 'Number,E-mail,City\n2,w2@example.com,C\n');
    await ingest.imported(third.id, { action: 'both' });
    const refused = await ingest.raw('POST', `/v1/imports/${done.id}/undo`);
    const guarded = await undone(done.id);
    const guardedRows = await ingest.rows(guarded.id);

    expect(refused.status).toBe(403);
    expect(guarded).toMatchObject({
      state: 'completed',
      rows: { restored: 1, kept: 1, skipped: 2, removed: 0 },
    });
    expect(guardedRows.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['restored', null],
      ['kept', 'it was changed since'],
      ['skipped', 'guarded'],
      ['skipped', 'guarded'],
    ]);
    expect((await withEmail('w1@example.com'))[0]?.data['customFields']).toMatchObject({ city: 'A' });
    expect((await withEmail('w2@example.com'))[0]?.data['customFields']).toMatchObject({ city: 'C' });
    expect((await withEmail('w3@example.com'))[0]?.deletedAt).toBeNull();
    expect((await operator.raw('POST', `/v1/imports/${done.id}/undo`)).status).toBe(409);
  });

  it('removes what it made, where the guard says so, and brings it again afterwards', async () => {
    const of = aDataset({ type: 'EMPLOYEE', columns: COLUMNS.slice(0, 2) });
    const { id } = await ingest.filled(of, 'Number,E-mail\n1,e1@example.com\n2,e2@example.com\n');
    const made = await ingest.imported(id);
    await letDelete('EMPLOYEE');
    const back = await undone(made.id);
    const gone = await recordsOf('EMPLOYEE');
    const again = await ingest.imported(id);

    expect(back).toMatchObject({ state: 'completed', rows: { removed: 2 } });
    expect(gone.filter(({ deletedAt }) => deletedAt === null)).toEqual([]);
    expect(again.rows).toMatchObject({ created: 0, updated: 2 });
    expect((await recordsOf('EMPLOYEE')).filter(({ deletedAt }) => deletedAt === null)).toHaveLength(2);
  });

  it('is paused, resumed and cancelled between commits, and counts what was done', async () => {
    const rows = Array.from({ length: 6_000 }, (_, n) => `${n + 1},c${n + 1}@example.com`);
    const { id } = await ingest.filled(aDataset(), `Number,E-mail\n${rows.join('\n')}`);
    const started = await ingest.call<{ id: string }>('POST', '/v1/imports', { dataset: id });
    await eventually(async () => ((await ingest.import(started.id)).rows['created'] ?? 0) > 0, 30_000);
    await ingest.call('POST', `/v1/imports/${started.id}/pause`);
    const paused = await eventually(async () => {
      const now = await ingest.import(started.id);
      return now.rows['open'] === 0 && now;
    }, 30_000);
    const busy = await ingest.raw('POST', '/v1/imports', { dataset: id });
    await ingest.call('POST', `/v1/imports/${started.id}/resume`);
    await eventually(
      async () => ((await ingest.import(started.id)).rows['created'] ?? 0) > (paused.rows['created'] ?? 0),
      30_000,
    );
    await ingest.call('POST', `/v1/imports/${started.id}/cancel`);
    const cancelled = await ingest.over(started.id);
    const created = cancelled.rows['created'] ?? 0;

    expect(paused.state).toBe('paused');
    expect(busy.status).toBe(409);
    expect(cancelled.state).toBe('cancelled');
    expect(created).toBeGreaterThan(paused.rows['created'] ?? 0);
    expect(created).toBeLessThanOrEqual(6_000);
    expect(await count('c', 6_000)).toBe(created);
  }, 90_000);

  describe('where an endpoint listens', () => {
    let heard: FakeSubscriber;
    beforeAll(async () => {
      heard = await fakeSubscriber();
    });
    afterAll(() => heard[Symbol.asyncDispose]());

    it('calls the address that came with an import, once, with its id', async () => {
      heard.calls.length = 0;
      const { id } = await ingest.filled(aDataset(), 'Number,E-mail\n1,called@example.com\n');
      const done = await ingest.imported(id, { callbackUrl: heard.url });
      await eventually(() => heard.calls.length >= 1);

      expect(heard.calls.map(({ body }) => String(body))).toEqual([expect.stringContaining(done.id)]);
      heard.calls.length = 0;
    });

    it('tells of imports of its identifiers alone, in the commit that ends them', async () => {
      const endpoint = { url: heard.url, mode: 'sandbox', events: ['import.*'], imports: ['heard'] };
      const made = await host.admin.post<{ shown: { secret: string }[] }>('/v1/endpoints', endpoint);
      heard.knows(made.shown[0]?.secret ?? '');
      const others = await ingest.filled(aDataset(), 'Number,E-mail\n1,h0@example.com\n');
      await ingest.imported(others.id);
      const { id } = await ingest.filled(
        aDataset({ identifier: 'heard' }),
        'Number,E-mail\n1,h1@example.com\n2,\n',
      );
      const waiting = await ingest.imported(id);
      await ingest.call('POST', `/v1/imports/${waiting.id}/continue`, { badRows: 'skip' });
      await ingest.over(waiting.id);
      await eventually(() => heard.events().length >= 2);

      expect(heard.events().map(({ body }) => body)).toMatchObject([
        {
          type: 'import.needs_review',
          data: { import: waiting.id, identifier: 'heard', status: 'needs_review' },
        },
        {
          type: 'import.completed',
          mode: 'sandbox',
          cause: { trackingId: expect.stringMatching(/^trk_/), connection: expect.stringMatching(/^con_/) },
          data: {
            dataset: id,
            filename: 'people.csv',
            user: { id: '17' },
            recordType: 'CUSTOMER',
            rows: { total: 2, created: 1, failed: 1 },
            hasData: true,
          },
        },
      ]);
    });
  });

  it('in development mode meets no live record, and comes by a connection of its own', async () => {
    await addShop(host, 'Live shop', 'live');
    const columns = [{ name: 'n', field: 'number' }];
    const of = { type: 'TRANSACTION', columns, key: 'n', identifier: 'orders' };
    const live = await ingest.filled({ ...of, mode: 'live' }, 'n\n#1\n');
    const sandbox = await ingest.filled({ ...of, mode: 'sandbox' }, 'n\n#1\n');
    const [one, other] = [await ingest.imported(live.id), await ingest.imported(sandbox.id)];
    const { items } = await host.admin.get<{ items: (HubRecord & { mode: string })[] }>(
      '/v1/records?type=TRANSACTION',
    );
    const { items: connections } = await host.admin.get<{ items: { mode: string; name: string }[] }>(
      '/v1/connections?connector=datasets',
    );

    expect([one.rows['created'], other.rows['created']]).toEqual([1, 1]);
    expect(items.map(({ mode, data }) => `${mode} ${String(data['number'])}`).toSorted()).toEqual([
      'live #1',
      'sandbox #1',
    ]);
    expect(connections.map(({ mode }) => mode).toSorted()).toEqual(['live', 'sandbox']);
    expect(
      (await host.admin.raw('POST', '/v1/connections', { connector: 'datasets', name: 'x', mode: 'live' }))
        .status,
    ).toBe(404);
  });

  it('cannot be read as rows: the byte is named, and what came before it is kept', async () => {
    const { id } = await ingest.dataset(aDataset());
    const broken = await ingest.send(id, 'Number,E-mail\n1,ok@example.com\n2,"open');
    const kept = await ingest.get(id);
    const mended = await ingest.send(id, '2,"closed"', { query: `?offset=${kept.received.bytes}` });

    expect(broken).toMatchObject({ status: 400, body: { code: 'DATASET_UNREADABLE' } });
    expect(broken.body.detail).toContain('at byte 31');
    expect(kept).toMatchObject({ state: 'open', received: { rows: 1, bytes: 31 } });
    expect(mended.body).toMatchObject({ state: 'loaded', received: { rows: 2 } });
  });

  it('leaves nothing of an erased record in any dataset', async () => {
    const of = aDataset();
    const { id } = await ingest.filled(of, 'Number,E-mail\n1,secret@example.com\n2,open@example.com\n');
    const other = await ingest.filled(of, 'Number,E-mail\n7,x@example.com\n1,secret@example.com\n');
    await ingest.imported(id);
    const [record] = await withEmail('secret@example.com');
    await host.admin.post(`/v1/records/${record?.id}/erase`);
    const rowsOf = async (dataset: Dataset): Promise<string> =>
      JSON.stringify(await ingest.call('GET', `/v1/datasets/${dataset.id}/rows`));
    await eventually(async () => !(await rowsOf(other)).includes('secret'));

    expect(await rowsOf(other)).toContain('x@example.com');
    expect(await rowsOf({ id } as Dataset)).not.toContain('secret');
    expect(await ingest.imported(other.id, { action: 'both' })).toMatchObject({ rows: { skipped: 1 } });
  });

  it('opens nothing else to a key that may hand data in', async () => {
    const paths = ['/v1/records', '/v1/connections', '/v1/keys', '/v1/hooks', '/v1/transfers'];
    const answers = await Promise.all(paths.map((path) => ingest.raw('GET', path)));
    const { id } = await ingest.filled(aDataset(), 'Number,E-mail\n1,z@example.com\n');
    const removed = await ingest.raw('DELETE', `/v1/datasets/${id}`);

    expect(answers.map(({ status }) => status)).toEqual(paths.map(() => 403));
    expect(removed.status).toBe(204);
    expect((await ingest.raw('GET', `/v1/datasets/${id}`)).status).toBe(404);
  });

  async function undone(id: string) {
    const { id: undo } = await operator.call<{ id: string }>('POST', `/v1/imports/${id}/undo`);
    return ingest.over(undo);
  }

  async function letDelete(type: string): Promise<void> {
    const { items } = await host.admin.get<{ items: { id: string; mode: string }[] }>(
      '/v1/connections?connector=datasets',
    );
    const connection = items.find(({ mode }) => mode === 'sandbox')?.id;
    const scopes = await host.admin.get<{ items: { id: string }[] }>(
      `/v1/connections/${connection}/scopes?type=${type}&action=DELETED`,
    );
    await host.admin.patch(`/v1/connections/${connection}/scopes/${scopes.items[0]?.id}`, {
      guard: 'delete',
      settleSeconds: 0,
    });
  }

  async function count(prefix: string, most: number): Promise<number> {
    let found = 0;
    let next: string | null = '';
    while (next !== null) {
      const cursor: string = next === '' ? '' : `&cursor=${next}`;
      const page: { items: HubRecord[]; next: string | null } = await host.admin.get(
        `/v1/records?type=CUSTOMER&mode=sandbox&limit=200${cursor}`,
      );
      found += page.items.filter(({ data }) =>
        new RegExp(`^${prefix}\\d+@`).test(String(data['email'])),
      ).length;
      next = found > most ? null : page.next;
    }
    return found;
  }
});

/** Sends a beginning of a file and pulls the plug. */
async function cutShort(
  host: HostProcess,
  { key }: { readonly key: string },
  { id, file, after }: { readonly id: string; readonly file: Buffer; readonly after: number },
): Promise<void> {
  const sending = httpRequest(`${host.url}/v1/datasets/${id}/data`, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'text/csv', 'content-length': file.length },
  });
  sending.on('error', () => undefined);
  sending.write(file.subarray(0, after));
  await eventually(async () => sending.writableLength === 0);
  sending.destroy();
}
