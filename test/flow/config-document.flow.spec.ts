import { readFileSync, writeFileSync } from 'node:fs';

import { parse, stringify } from 'yaml';

import { CommandLine } from '../kit/command-line.js';
import { eventually } from '../kit/eventually.js';
import { fakeSubscriber, type FakeSubscriber } from '../kit/fake-subscriber.js';
import { HostProcess } from '../kit/host-process.js';
import { SHOP_SECRET, shopConnector } from '../kit/shop.js';
import { addShop } from '../kit/yard.js';

interface Applied {
  readonly steps: readonly { readonly action: string; readonly what: string; readonly changes?: object }[];
  readonly missingSecrets: readonly string[];
  readonly notes: readonly string[];
}

interface Document {
  readonly connectors: readonly { readonly name: string; readonly definition: object }[];
  readonly connections: readonly object[];
  readonly triggers: readonly object[];
  readonly endpoints: readonly { readonly name: string; readonly mode: string }[];
}

const LIVE = 'https://127.0.0.1:9/hooks';

describe('connectors and endpoints in a configuration document', () => {
  let first: HostProcess;
  let second: HostProcess;
  let application: FakeSubscriber;
  let from: CommandLine;
  let to: CommandLine;

  beforeAll(async () => {
    application = await fakeSubscriber();
    [first, second] = await Promise.all([HostProcess.start(), HostProcess.start()]);
    from = new CommandLine({ url: first.url, key: first.adminKey });
    to = new CommandLine({ url: second.url, key: second.adminKey });
    await addShop(first);
    await first.admin.post('/v1/translations', { name: 'countries', rows: { BE: 'Belgium' } });
  }, 120_000);
  afterAll(async () => {
    for (const one of [from, to]) one[Symbol.dispose]();
    for (const one of [first, second, application]) await one[Symbol.asyncDispose]();
  });

  const exported = async (line: CommandLine): Promise<Document> => line.json<Document>('config', 'export');

  it('are made by the command line, with secrets shown once', async () => {
    const sandbox = ['--mode', 'sandbox', '--events', 'record.*,transfer.parked', '--order', 'strict'];
    const headers = ['--header', 'x-source=yard', '--secret-header', 'authorization=Bearer t0ken'];
    const made = await from.run('endpoints', 'create', 'Billing', application.url, ...sandbox, ...headers);
    const live = await from.run('endpoints', 'create', 'Billing', LIVE, '--events', '*');

    const limits = ['--steps', 'update,delete', '--condition', "step = 'update'"];
    const decides = await from.run('handlers', 'create', 'Limits', LIVE, ...limits);
    const { items } = await first.admin.get<{ items: { id: string }[] }>('/v1/handlers');
    const { items: shops } = await first.admin.get<{ items: { id: string }[] }>('/v1/connections');
    const only = { connections: [shops[0]?.id], onFailure: { update: 'park' } };
    await first.admin.patch(`/v1/handlers/${items[0]?.id}`, only);
    const tried = await from.run('handlers', 'test', 'Limits');
    const rows = (await from.run('handlers', 'list')).out;
    const asked = ['--events', 'record.*', '--method', 'GET', '--field', 'mail=email', '--static', 'step=7'];
    const kept = ['--secret-header', 'x-api-key=t0ken', '--known-in', shops[0]?.id ?? '', '--restart', '60'];
    await from.run('triggers', 'create', 'Campaign', LIVE, ...asked, ...kept);
    const looked = await from.run('triggers', 'test', 'Campaign', '--look');
    const called = await from.run('triggers', 'test', 'Campaign');

    expect(looked).toMatchObject({ code: 0, out: expect.stringMatching(/^GET https.*mail=.*step=7/) });
    expect(looked.out).toMatch(/x-api-key: •••[^]*nobody was called/);
    expect(called).toMatchObject({ code: 1, out: expect.stringContaining('failed:') });
    expect(tried).toMatchObject({ code: 1, out: expect.stringMatching(/^failed:/) });
    expect(rows).toMatch(/Limits +live +unverified +http\S+ +before update,delete +all/);
    expect(decides).toMatchObject({ code: 0, out: expect.stringMatching(/whsec_.*shown this once/) });
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/whsec_.*shown this once/) });
    expect(live).toMatchObject({ code: 0, out: expect.stringContaining('Billing is unverified:') });
    expect((await from.run('endpoints', 'list')).out).toMatch(/Billing +sandbox +active +http.*record\.\*,/);
    expect(await from.run('endpoints', 'show', 'Billing')).toMatchObject({
      code: 1,
      err: expect.stringContaining('2 endpoints are named Billing'),
    });
  });

  it('are the same document on a host that had none of it, and a second time change nothing', async () => {
    const file = from.file('yard.yaml');
    expect((await from.run('config', 'export', '--file', file)).code).toBe(0);
    const text = readFileSync(file, 'utf8');
    for (const secret of [SHOP_SECRET, 't0ken', 'whsec_']) expect(text).not.toContain(secret);
    expect(text).not.toMatch(/\b(con|ep|cnr|hdl|trg)_/);

    const dry = await to.json<Applied>('config', 'apply', file, '--dry-run');
    expect(await second.admin.get('/v1/connectors/rest')).toMatchObject({ form: 'code', definition: null });
    expect(dry.steps.map(({ action, what }) => `${action} ${what}`)).toEqual(
      expect.arrayContaining([
        'create connector shop@1.0.0',
        'create endpoint Billing (live)',
        'create endpoint Billing (sandbox)',
        'create handler Limits (live)',
        'create trigger Campaign (live)',
      ]),
    );
    expect((await exported(to)).endpoints).toEqual([]);

    const applied = await to.json<Applied>('config', 'apply', file, '--yes');
    expect(applied.missingSecrets).toEqual([
      'Shop: webhook',
      'endpoint Billing (sandbox): header authorization',
      'trigger Campaign (live): header x-api-key',
    ]);
    expect(applied.notes.join('\n')).toMatch(/Billing \(live\) is unverified: .*endpoints verify ep_/);
    expect(applied.notes.join('\n')).toContain('endpoints rotate-secret');
    expect(JSON.stringify(applied)).not.toContain('whsec_');
    expect(withoutSecrets(await exported(to))).toEqual(withoutSecrets(parse(text) as Document));
    expect((await to.run('config', 'diff', file)).out).toContain('nothing differs');
  });

  it('take values of secret headers from the file of secrets', async () => {
    const file = to.file('yard.yaml');
    const secrets = to.file('secrets.yaml');
    const { endpoints, ...rest } = await exported(from);
    const other = endpoints
      .filter(({ mode }) => mode === 'sandbox')
      .map((one) => ({ ...one, name: 'Other' }));
    writeFileSync(file, stringify({ ...rest, endpoints: [...endpoints, ...other] }));
    writeFileSync(secrets, stringify({ 'endpoint:sandbox:Other': { authorization: 'Bearer other' } }));

    const applied = await to.json<Applied>('config', 'apply', file, '--secrets', secrets, '--yes');
    const tested = await to.run('endpoints', 'test', 'Other', '--type', 'record.updated');

    expect(applied.steps).toMatchObject([{ action: 'create', what: 'endpoint Other (sandbox)' }]);
    expect(tested).toMatchObject({ code: 0, out: expect.stringContaining('delivered: 200') });
    expect(application.calls.at(-1)?.headers).toMatchObject({
      authorization: 'Bearer other',
      'x-source': 'yard',
    });
  });

  it('change by field, are disabled by the document, and go with --prune alone', async () => {
    const file = to.file('changed.yaml');
    const { endpoints, ...rest } = await exported(from);
    const changed = endpoints.map((one) =>
      one.mode === 'sandbox'
        ? { name: one.name, mode: one.mode, url: application.url, events: ['record.created'], disabled: true }
        : { ...one, filter: "data.record.type = 'CUSTOMER'" },
    );
    writeFileSync(file, stringify({ ...rest, endpoints: changed }));

    const applied = await to.json<Applied>('config', 'apply', file, '--yes');
    expect(applied.steps.map(({ what, changes }) => [what, changes])).toEqual([
      ['endpoint Billing (live)', { filter: "data.record.type = 'CUSTOMER'" }],
      ['endpoint Billing (sandbox)', { events: ['record.created'] }],
      ['endpoint Billing (sandbox)', { disabled: true }],
    ]);
    expect((await exported(to)).endpoints).toContainEqual(
      expect.objectContaining({ mode: 'sandbox', order: 'strict', disabled: true, name: 'Billing' }),
    );

    writeFileSync(file, stringify(rest));
    expect((await to.json<Applied>('config', 'apply', file, '--prune', '--dry-run')).steps).toEqual([]);
    writeFileSync(file, stringify({ ...rest, endpoints }));
    const pruned = await to.json<Applied>('config', 'apply', file, '--prune', '--yes');
    expect(pruned.steps).toEqual([
      { action: 'change', what: 'endpoint Billing (live)', changes: { filter: null } },
      expect.objectContaining({ changes: { events: ['record.*', 'transfer.parked'] } }),
      { action: 'change', what: 'endpoint Billing (sandbox)', changes: { disabled: false } },
      { action: 'remove', what: 'endpoint Other (sandbox)' },
    ]);
    expect((await exported(to)).endpoints.map(({ name }) => name)).toEqual(['Billing', 'Billing']);
  });

  it('refuse another definition of a version that is there, before anything is changed', async () => {
    const file = to.file('other.yaml');
    const { connectors, ...rest } = await exported(from);
    const other = connectors.map((one) =>
      one.name === 'shop' ? { ...one, definition: { ...one.definition, description: 'Another' } } : one,
    );
    const translations = [{ name: 'new', rows: {} }];
    writeFileSync(file, stringify({ ...rest, connectors: other, translations }));

    for (const act of ['diff', 'apply'])
      expect(await to.run('config', act, file)).toMatchObject({
        code: 1,
        err: expect.stringMatching(/shop@1\.0\.0 is there with another definition[^]*raise the version/),
      });
    expect(JSON.stringify(await exported(to))).not.toContain('"new"');
  });

  it('take a definition as it was written, and its next version', async () => {
    const file = to.file('next.yaml');
    const { connections, connectors: _, ...rest } = await exported(from);
    // The host keeps it with the default filled in.
    const { hasMultiple: _default, ...receiver } = shopConnector.receiver;
    const documentOf = (version: string) => ({
      ...rest,
      connectors: [{ name: 'shop', version, definition: { ...shopConnector, receiver, version } }],
      connections: connections.map((one) =>
        (one as { connector: string }).connector === 'shop' ? { ...one, connectorVersion: version } : one,
      ),
    });
    writeFileSync(file, stringify(documentOf('1.0.0')));
    expect((await to.run('config', 'diff', file)).out).toContain('nothing differs');

    writeFileSync(file, stringify(documentOf('1.1.0')));
    const { steps } = await to.json<Applied>('config', 'apply', file, '--yes');
    expect(steps).toMatchObject([
      { action: 'create', what: 'connector shop@1.1.0' },
      { action: 'change', what: 'connection Shop', changes: { connectorVersion: '1.1.0' } },
    ]);
  });

  it('pin versions of connectors that are there, or nothing of them is done', async () => {
    const file = to.file('pinned.yaml');
    const { connections, ...rest } = await exported(from);
    const pinned = connections.map((one) =>
      (one as { connector: string }).connector === 'shop' ? { ...one, connectorVersion: '9.9.9' } : one,
    );
    writeFileSync(file, stringify({ ...rest, connections: pinned }));

    expect(await to.run('config', 'apply', file, '--yes')).toMatchObject({
      code: 1,
      err: expect.stringMatching(/Shop: shop@9\.9\.9[^]*hookyard connectors install/),
    });
  });

  it('are seen to by the command line: tried, turned, told again, removed', async () => {
    const create = ['endpoints', 'create', 'Stock', application.url, '--mode', 'sandbox', '--events', '*'];
    const { id } = await from.json<{ id: string }>(...create);
    expect((await from.run('endpoints', 'disable', 'Stock')).out).toContain('Stock is disabled: by hand');
    const since = new Date(Date.now() - 60_000).toISOString();
    expect((await from.run('endpoints', 'enable', 'Stock')).out).toContain('Stock is active');
    expect((await from.run('endpoints', 'verify', id)).code).toBe(0);
    expect((await from.run('endpoints', 'rotate-secret', 'Stock')).out).toMatch(/^v1: whsec_/);

    await from.run('endpoints', 'disable', (await anotherOf(from, application.url)).id);
    const told = await eventually(async () => {
      const found = await from.json<{ sequence: number; state: string }[]>('endpoints', 'deliveries', id);
      return found.find(({ state }) => state === 'delivered');
    });
    const calls = application.calls.length;
    expect((await from.run('endpoints', 'resend', 'Stock', String(told.sequence))).code).toBe(0);
    await eventually(() => application.calls.length > calls);
    expect((await from.run('endpoints', 'deliveries', 'Stock', String(told.sequence))).out).toContain(
      'endpoint.disabled',
    );
    expect(await from.run('endpoints', 'recover', 'Stock', '--since', since)).toMatchObject({
      code: 0,
      out: expect.stringMatching(/\d+ of \d+ deliveries are sent again/),
    });

    application.answer(() => ({ status: 503 }));
    const failed = await from.run('endpoints', 'test', 'Stock');
    application.answer(undefined);
    expect(failed).toMatchObject({ code: 1, out: expect.stringContaining('failed: 503 http-503') });
    expect(await from.run('endpoints', 'remove', 'Stock')).toMatchObject({ code: 2 });
    expect((await from.run('endpoints', 'remove', 'Stock', '--yes')).code).toBe(0);
    expect(await from.run('endpoints', 'show', 'Stock')).toMatchObject({ code: 1 });
  });

  it('leave what a document says nothing of as it is', async () => {
    const { connections, ...rest } = await exported(from);
    const [shop] = connections as [Record<string, unknown>];
    const { ratePerSecond, retryPolicy, settings, scopes, ...said } = shop;
    const [scope, ...others] = scopes as [Record<string, unknown>];
    const { description, guard, ...named } = scope;
    const scarce = { ...said, account: 'north', scopes: [{ ...named, enabled: false }, ...others] };
    const file = from.file('scarce.yaml');
    writeFileSync(file, stringify({ ...rest, connections: [scarce] }));

    expect(await from.run('config', 'apply', file, '--yes')).toMatchObject({ code: 0 });

    const [after] = (await exported(from)).connections as [Record<string, unknown>];
    expect(after).toMatchObject({ ratePerSecond, retryPolicy, settings, account: 'north' });
    expect((after['scopes'] as object[])[0]).toMatchObject({ description, guard, enabled: false });
  });

  it('hear of what the catalogue lists', async () => {
    expect((await from.run('events')).out).toMatch(/^EVENT +VERSION[^]*record\.updated +1/);
    expect(await from.json('events', 'record.updated')).toMatchObject({ schema: {}, example: {} });
    expect(await from.run('events', 'record.sung')).toMatchObject({ code: 1 });
  });
});

function anotherOf(line: CommandLine, url: string): Promise<{ readonly id: string }> {
  return line.json('endpoints', 'create', 'Beside', url, '--mode', 'sandbox', '--events', '*');
}

/** The names of secrets are those that have a value, and values do not travel. */
function withoutSecrets({ connections, endpoints, triggers, ...rest }: Document): unknown {
  return {
    ...rest,
    connections: connections.map((one) => ({ ...one, secrets: [] })),
    endpoints: endpoints.map((one) => ({ ...one, secretHeaders: [] })),
    triggers: triggers.map((one) => ({ ...one, secretHeaders: [] })),
  };
}
