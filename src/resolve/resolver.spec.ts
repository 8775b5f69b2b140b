import { createHmac } from 'node:crypto';

import type { AnyConnector, WebhookDefinition } from '@hookyard/sdk';

import { type ConnectionSpec, aDirectory, ownerOfReceiver } from '../../test/kit/a-directory.js';
import { type HookSpec, aHook } from '../../test/kit/a-hook.js';
import { type Resolved, resolved } from '../../test/kit/resolved.js';
import { endWorkers } from '../expressions/index.js';

afterAll(() => endWorkers());

const UNSIGNED = { kind: 'unsigned', reason: 'a test' } as const;

function aConnector(webhook: Partial<WebhookDefinition>, more: Partial<AnyConnector> = {}): AnyConnector {
  return {
    name: 'acme',
    version: '1.0.0',
    scopes: {
      'order/updated': ['TRANSACTION', 'UPDATED', 'Acme Order changed → Transaction'],
      'order/created': ['TRANSACTION', 'CREATED', 'Acme Order made → Transaction'],
      'order/deleted': ['TRANSACTION', 'DELETED', 'Acme Order gone → Transaction'],
    },
    webhook: { verify: UNSIGNED, scope: 'topic', externalId: 'id', ...webhook },
    ...more,
  };
}

function run(
  connector: AnyConnector,
  hook: HookSpec,
  connection: Partial<ConnectionSpec> = {},
): Promise<Resolved> {
  return resolved(aDirectory({ connections: [{ connector, ...connection }] }), aHook(hook));
}

const order = (id: unknown, more: object = {}): object => ({ topic: 'order/updated', id, ...more });

describe('the elements of a hook', () => {
  it('become one draft each, with their place and nothing of the others', async () => {
    const { drafts, slices } = await run(aConnector({ multiple: 'events' }), {
      body: { events: [order(1), order('b')] },
    });

    expect(drafts.map(({ recordId, element, payload }) => ({ recordId, element, payload }))).toEqual([
      { recordId: '1', element: 0, payload: order(1) },
      { recordId: 'b', element: 1, payload: order('b') },
    ]);
    expect(slices).toMatchObject([{ from: 0, to: 2, isLast: true, plan: null }]);
  });

  it('can be none: a valid hook without records', async () => {
    for (const body of [{ events: [] }, {}]) {
      expect(await run(aConnector({ multiple: 'events' }), { body })).toMatchObject({
        slices: [{ from: 0, to: 0, isLast: true }],
        drafts: [],
        verdicts: [],
      });
    }
  });

  it('harm each other in nothing: each bad one leaves its verdict', async () => {
    const events = [order(1), { id: 2 }, order(null), order(''), 'text', null, order({}), order(8)];

    const { drafts, verdicts } = await run(aConnector({ multiple: 'events' }), { body: { events } });

    expect(drafts.map((draft) => draft.recordId)).toEqual(['1', '8']);
    expect(verdicts.map(({ element, ruling }) => [element, ruling.verdict, ruling.rule])).toEqual([
      [1, 'unresolved', 'element.scope'],
      [2, 'unresolved', 'element.external-id'],
      [3, 'unresolved', 'element.external-id'],
      [4, 'unresolved', 'element.scope'],
      [5, 'unresolved', 'element.scope'],
      [6, 'unresolved', 'element.external-id'],
    ]);
    expect(verdicts[1]).toMatchObject({
      tenant: 1,
      connection: 1,
      owner: 2,
      hook: 1,
      scope: 'order/updated',
      type: 'TRANSACTION',
    });
  });

  it('keep ids beyond 2^53 as they are written', async () => {
    const { drafts } = await run(aConnector({}), {
      body: '{"topic":"order/updated","id":820982911946154508}',
    });

    expect(drafts).toMatchObject([{ recordId: '820982911946154508', payload: { id: '820982911946154508' } }]);
  });

  it('leave unknown and disabled scopes to the gate, even without an id', async () => {
    const body = { events: [{ topic: 'order/none' }, { topic: 'order/created' }] };

    const { drafts } = await run(
      aConnector({ multiple: 'events' }),
      { body },
      { scopes: { 'order/created': { isEnabled: false } } },
    );

    expect(drafts.map(({ scope, recordId }) => [scope, recordId])).toEqual([
      ['order/none', ''],
      ['order/created', ''],
    ]);
  });

  it('that are one scalar are no record', async () => {
    const { verdicts } = await run(aConnector({ multiple: 'topic' }), { body: order(1) });

    expect(verdicts).toMatchObject([{ ruling: { verdict: 'undecodable', rule: 'hook.split' } }]);
  });
});

describe('fields', () => {
  it('come from header, path, query, form, method and fixed text', async () => {
    const request = {
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-topic': 'order/updated' },
      head: { path: '/eu/caf%C3%A9', query: 'id=q1&id=q2', method: 'PUT' },
      body: 'id=f1&id=f2',
    };
    const idFrom = async (externalId: WebhookDefinition['externalId']): Promise<string | undefined> => {
      const { drafts } = await run(
        aConnector({ scope: { from: 'Header', at: 'X-Topic' }, externalId }),
        request,
      );
      return drafts[0]?.recordId;
    };

    expect(await idFrom({ from: 'Query', at: 'id' })).toBe('q1');
    expect(await idFrom({ from: 'FormField', at: 'id' })).toBe('f1');
    expect(await idFrom({ from: 'UrlSegment', at: '1' })).toBe('café');
    expect(await idFrom({ from: 'UrlSegment', at: '-2' })).toBe('eu');
    expect(await idFrom({ from: 'Static', at: 'one' })).toBe('one');
    expect(await idFrom({ from: 'Method' })).toBe('PUT');
    expect(await idFrom({ from: 'BodyPath', at: 'id[1]' })).toBe('f2');
    expect(await idFrom({ from: 'Header', at: 'constructor' })).toBeUndefined();
  });

  it('compute on, in order, by path and by variable', async () => {
    const connector = aConnector({
      authToken: { from: 'Query', at: 'key' },
      scope: {
        from: 'BodyPath',
        at: 'kind',
        processing: 'Expression',
        expression: "$lowercase(RetrievedValue) & '/' & BodyJSON.op",
      },
      externalId: {
        from: 'UrlSegment',
        at: '0',
        processing: 'Expression',
        expression:
          "$join([$AuthToken, $Scope, RetrievedValue, $BodyJSON.op, Settings.store, Headers.`x-a`, $string($count($UrlSegment)), $split(URL, '/')[2]], '|')",
      },
    });

    const { drafts } = await run(
      connector,
      {
        body: { kind: 'ORDER', op: 'updated' },
        head: { path: '/a/b', query: 'key=k' },
        headers: { 'x-a': 'h' },
      },
      { settings: { store: 's' } },
    );

    expect(drafts).toMatchObject([
      { scope: 'order/updated', recordId: 'k|order/updated|a|updated|s|h|2|hooks.example' },
    ]);
  });

  it('read the envelope an element lies in', async () => {
    const body = {
      seq: 5,
      notes: [
        { realm: 'r1', events: [{ id: 1 }] },
        { realm: 'r2', events: [{ id: 2 }] },
      ],
    };
    const connector = aConnector({
      multiple: 'notes.events',
      scope: { from: 'Static', at: 'order/updated' },
      externalId: "$Envelope.notes.realm & '-' & $string($Envelope.seq) & '-' & $string(id)",
    });

    const { drafts } = await run(connector, { body });

    expect(drafts.map((draft) => draft.recordId)).toEqual(['r1-5-1', 'r2-5-2']);
  });

  it("that fail are their element's trouble alone", async () => {
    const connector = aConnector({ multiple: 'events', externalId: "id > 1 ? $error('no such id') : id" });

    const { drafts, verdicts } = await run(connector, { body: { events: [order(1), order(2), order(0)] } });

    expect(drafts.map((draft) => draft.recordId)).toEqual(['1', '0']);
    expect(verdicts).toMatchObject([
      { element: 1, ruling: { rule: 'element.external-id', facts: { code: 'EXPRESSION_FAILED' } } },
    ]);
  });

  it('of untrusted connectors run where they can be killed, a hundred to a message', async () => {
    const connector = aConnector({ multiple: 'events', externalId: '$replace(id, /[a-z]/, "")' });
    const events = Array.from({ length: 150 }, (_, index) => order(`x${index}`));

    const { drafts } = await run(connector, { body: { events } }, { form: 'data' });

    expect(drafts.map((draft) => draft.recordId)).toEqual(events.map((_, index) => String(index)));
  });

  it.each([
    ['loops for ever', '($f := function($x) { $f($x) }; $f(1))'],
    ['backtracks', '$match("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", /^(a+)+$/)'],
    ['recurses', '($f := function($x) { $f($x) + 1 }; $f(1))'],
    [
      'explodes',
      '($s := "xxxxxxxxxx"; $d := function($t, $n) { $n = 0 ? $t : $d($t & $t, $n - 1) }; $d($s, 40))',
    ],
  ])('whose expression %s leave a verdict, and the next element is read', async (_, expression) => {
    const connector = aConnector({ multiple: 'events', externalId: `id = 1 ? ${expression} : id` });

    const { drafts, verdicts } = await run(
      connector,
      { body: { events: [order(1), order(2)] } },
      { form: 'data' },
    );

    expect(drafts.map((draft) => draft.recordId)).toEqual(['2']);
    expect(verdicts).toMatchObject([
      { element: 0, ruling: { verdict: 'unresolved', rule: 'element.external-id' } },
    ]);
  });
});

describe('preprocessing and selecting', () => {
  it('turn an odd body into records', async () => {
    const connector = aConnector({
      preprocess:
        '{"rows": $map($split(BodyJSON.list, ","), function($id) { {"topic": $Headers.`x-topic`, "id": $id} })}',
      multiple: 'rows',
    });

    const { drafts } = await run(connector, {
      body: { list: 'a,b' },
      headers: { 'x-topic': 'order/updated' },
    });

    expect(drafts.map((draft) => draft.recordId)).toEqual(['a', 'b']);
  });

  it('that fail or find nothing to preprocess leave one verdict for the hook', async () => {
    const of = async (webhook: Partial<WebhookDefinition>): Promise<string | undefined> =>
      (await run(aConnector(webhook), { body: order(1) })).verdicts[0]?.ruling.rule;

    expect(await of({ preprocess: 'BodyJSON.none' })).toBe('hook.preprocess');
    expect(await of({ preprocess: '$error("no")' })).toBe('hook.preprocess');
    expect(await of({ multiple: '$error("no")' })).toBe('hook.split');
    expect(await of({ multiple: '$string(id)' })).toBe('hook.split');
  });

  it('give the body around selected elements as their envelope', async () => {
    const connector = aConnector({
      multiple: 'events[kind="a"]',
      externalId: '$Envelope.store & $string($exists($Envelope.events)) & id',
    });

    const { drafts } = await run(connector, {
      body: { store: 's-', events: [order('1', { kind: 'a' }), order('2', { kind: 'b' })] },
    });

    expect(drafts.map((draft) => draft.recordId)).toEqual(['s-false1']);
  });
});

describe('accounts', () => {
  const connector = aConnector({ multiple: 'events', account: 'shop' });
  const directory = aDirectory({
    connections: [
      { connector, account: 'a', tenant: 1 },
      { connector, account: '7', tenant: 2, mode: 'sandbox' },
    ],
    receivers: [{ connector }],
  });

  it('part the elements of one body between tenants; an unknown one is kept at the receiver', async () => {
    const events = [order(1, { shop: 'a' }), order(2, { shop: 7 }), order(3, { shop: 'z' }), order(4)];

    const { drafts, verdicts } = await resolved(
      directory,
      aHook({ owner: ownerOfReceiver(1), body: { events } }),
    );

    expect(drafts.map(({ connection, recordId, mode }) => [connection, recordId, mode])).toEqual([
      [1, '1', 'live'],
      [2, '2', 'sandbox'],
    ]);
    expect(
      verdicts.map(({ connection, owner, ruling }) => [
        connection,
        owner,
        ruling.verdict,
        ruling.facts.account,
      ]),
    ).toEqual([
      [null, ownerOfReceiver(1), 'unknown-account', 'z'],
      [null, ownerOfReceiver(1), 'unknown-account', null],
    ]);
  });

  it('are not looked up where the token named the connection', async () => {
    const hook = aHook({
      owner: ownerOfReceiver(1),
      head: { connection: 2 },
      body: { events: [order(1, { shop: 'a' })] },
    });

    expect((await resolved(directory, hook)).drafts).toMatchObject([{ connection: 2 }]);
  });

  it('and addresses that are gone leave a verdict', async () => {
    const gone = await resolved(directory, aHook({ owner: 99, body: {} }));
    const removed = await resolved(
      directory,
      aHook({ owner: ownerOfReceiver(1), head: { connection: 9 }, body: { events: [order(1)] } }),
    );

    expect(gone.verdicts).toMatchObject([{ owner: 99, ruling: { rule: 'hook.point' } }]);
    expect(removed.verdicts).toMatchObject([{ ruling: { rule: 'hook.point', facts: { connection: 9 } } }]);
  });
});

describe('per-element signatures', () => {
  it('reject the element that fails alone', async () => {
    const secret = 's3cret';
    const sign = (text: string): string => createHmac('sha256', secret).update(text).digest('base64');
    const connector = aConnector({
      verify: {
        kind: 'hmac',
        body: 'sig',
        perElement: true,
        encoding: 'base64',
        content: '{field:id}',
      } as unknown as WebhookDefinition['verify'],
      multiple: 'events',
    });
    const events = [order('1', { sig: sign('1') }), order('2', { sig: sign('1') })];

    const { drafts, verdicts } = await run(
      connector,
      { body: { events }, head: { verifiesElements: true } },
      { secrets: { webhook: [{ id: 'sec_1', value: secret }] } },
    );

    expect(drafts.map((draft) => draft.recordId)).toEqual(['1']);
    expect(verdicts).toMatchObject([
      { element: 1, ruling: { rule: 'element.proof', facts: { reason: 'signature-mismatch' } } },
    ]);
  });
});

describe('mode', () => {
  it("is the element's own where the receiver reads it", async () => {
    const connector = aConnector({ multiple: 'events', mode: 'test ? "sandbox" : (bad ? "other" : "live")' });

    const { drafts, verdicts } = await run(connector, {
      body: { events: [order(1, { test: true }), order(2), order(3, { bad: true })] },
    });

    expect(drafts.map((draft) => draft.mode)).toEqual(['sandbox', 'live']);
    expect(verdicts).toMatchObject([{ element: 2, ruling: { rule: 'element.mode' } }]);
  });

  it("is the connection's where the element says nothing of it", async () => {
    const connector = aConnector({ mode: 'test ? "sandbox"' });

    const [silent, said] = [
      await run(connector, { body: order(1) }),
      await run(connector, { body: order(2, { test: true }) }),
    ];

    expect([...silent.drafts, ...said.drafts].map((draft) => draft.mode)).toEqual(['live', 'sandbox']);
  });

  it('can be fixed by the receiver', async () => {
    expect((await run(aConnector({ mode: 'sandbox' }), { body: order(1) })).drafts).toMatchObject([
      { mode: 'sandbox' },
    ]);
  });
});

describe('event keys', () => {
  const keys = async (eventId: string, more: object, head = {}): Promise<unknown> => {
    const body = { events: [order(1, more), order(2)] };
    const { drafts, verdicts } = await run(aConnector({ multiple: 'events', eventId }), { body, head });
    return verdicts.length > 0
      ? verdicts.map((one) => one.ruling.rule)
      : drafts.map((draft) => draft.eventKey);
  };

  it('are the id, a composite, or a hash of what is long', async () => {
    expect(await keys('ev', { ev: 'e1' })).toEqual(['e:e1', undefined]);
    expect(await keys('ev', { ev: 12 }, { deliveryId: 'd' })).toEqual(['e:12', undefined]);
    expect(await keys('[id, ev]', { ev: 'x' })).toEqual(['e:[1,"x"]', 'e:[2]']);
    expect(await keys('ev', { ev: 'x'.repeat(80) })).toEqual([
      expect.stringMatching(/^e#[\w-]{43}$/),
      undefined,
    ]);
    expect(await keys('ev', { ev: { a: 1 } })).toEqual(['element.event-id']);
  });

  it('are not needed by one element under a delivery id', async () => {
    const connector = aConnector({ eventId: 'ev' });
    const hook = { body: order(1, { ev: 'e1' }) };

    expect((await run(connector, hook)).drafts[0]?.eventKey).toBe('e:e1');
    expect(
      (await run(connector, { ...hook, head: { deliveryId: 'd' } })).drafts[0]?.eventKey,
    ).toBeUndefined();
  });
});

describe('records inside elements', () => {
  const scopes: AnyConnector['scopes'] = {
    'order/updated': [
      'TRANSACTION',
      'UPDATED',
      '',
      { source: 'payload', record: 'data.object', version: 'data.object.rev' },
    ],
    'order/deleted': ['TRANSACTION', 'DELETED', '', { source: 'payload', record: 'data.object' }],
    'order/read': ['TRANSACTION', 'UPDATED', '', { source: 'read', version: 'rev' }],
    poll: ['TRANSACTION', 'POLL', ''],
  };
  const connector = aConnector({}, { scopes });

  it('travel with their version where the scope takes them from the hook', async () => {
    const { drafts } = await run(connector, { body: order(1, { data: { object: { a: 1, rev: 3 } } }) });

    expect(drafts).toMatchObject([{ payload: { a: 1, rev: 3 }, version: 3 }]);
  });

  it('stay behind where the scope reads by id', async () => {
    const { drafts } = await run(connector, { body: { topic: 'order/read', id: 1, rev: '5' } });

    expect(drafts[0]).toMatchObject({ version: '5' });
    expect(drafts[0]).not.toHaveProperty('payload');
  });

  it('must be there, save for a delete', async () => {
    expect((await run(connector, { body: order(1) })).verdicts).toMatchObject([
      { ruling: { rule: 'element.record' } },
    ]);
    expect((await run(connector, { body: { topic: 'order/deleted', id: 1 } })).drafts).toMatchObject([
      { recordId: '1' },
    ]);
  });

  it('are none in a poll, which needs no id', async () => {
    expect((await run(connector, { body: { topic: 'poll' } })).drafts).toMatchObject([
      { scope: 'poll', recordId: '*' },
    ]);
  });

  it("have the canonical id of the connector's own form", async () => {
    const records = { TRANSACTION: { id: { normalize: (raw: string) => raw.replace('gid://Order/', '') } } };

    const { drafts } = await run(aConnector({}, { records }), { body: order('gid://Order/5') });

    expect(drafts[0]?.recordId).toBe('5');
  });
});

describe("a connector's own resolve", () => {
  it('makes any number of requests of an element', async () => {
    const connector = aConnector({
      multiple: 'events',
      resolve: ({ element, envelope, settings }) => {
        const { ids } = element as { ids: string[] };
        if (ids.length === 0) throw new Error('no ids');
        const store = (envelope as { store: string }).store;
        return ids.map((id) => ({
          scope: 'order/updated',
          externalId: `${store}${String(settings.x)}${id}`,
          eventId: id,
          payload: { id },
        }));
      },
    });

    const { drafts, verdicts } = await run(
      connector,
      { body: { store: 's', events: [{ ids: ['1', '2'] }, { ids: [] }, { ids: ['3'] }] } },
      { settings: { x: '-' } },
    );

    expect(
      drafts.map(({ recordId, element, eventKey, payload }) => [recordId, element, eventKey, payload]),
    ).toEqual([
      ['s-1', 0, 'e:1', { id: '1' }],
      ['s-2', 0, 'e:2', { id: '2' }],
      ['s-3', 2, 'e:3', { id: '3' }],
    ]);
    expect(verdicts).toMatchObject([
      { element: 1, ruling: { rule: 'element.resolve', facts: { detail: 'no ids' } } },
    ]);
  });

  it('that answers nonsense leaves verdicts', async () => {
    const of = async (answer: unknown): Promise<unknown> => {
      const connector = aConnector({ resolve: () => answer as never });
      return (await run(connector, { body: {} })).verdicts.map((one) => one.ruling.rule);
    };

    expect(await of(undefined)).toEqual(['element.resolve']);
    expect(await of([{}, null, { scope: 'order/updated', externalId: { a: 1 } }])).toEqual([
      'element.resolve',
      'element.resolve',
      'element.external-id',
    ]);
  });
});

describe('order within one body', () => {
  const scopes: AnyConnector['scopes'] = {
    'contact.creation': ['CUSTOMER', 'CREATED', '', { version: 'at' }],
    'contact.change': ['CUSTOMER', 'UPDATED', '', { version: 'at' }],
  };
  const connector = aConnector({ multiple: '$' }, { scopes });
  const event = (topic: string, id: number, at: unknown): object => ({ topic, id, at });

  it('is by version for each record, in the places its elements held', async () => {
    const body = [
      event('contact.change', 1, 20),
      event('contact.change', 2, 9),
      event('contact.creation', 1, 10),
      event('contact.change', 2, 8),
      event('contact.change', 3, 1),
    ];

    const { drafts } = await run(connector, { body });

    expect(drafts.map(({ scope, recordId, element }) => [scope, recordId, element])).toEqual([
      ['contact.creation', '1', 2],
      ['contact.change', '2', 3],
      ['contact.change', '1', 0],
      ['contact.change', '2', 1],
      ['contact.change', '3', 4],
    ]);
  });

  it('is by place where versions are equal or cannot be compared', async () => {
    const body = [
      event('contact.change', 1, 'etag-b'),
      event('contact.change', 1, 'etag-a'),
      event('contact.change', 2, 5),
      event('contact.creation', 2, 5),
    ];

    const { drafts } = await run(connector, { body });

    expect(drafts.map((draft) => draft.element)).toEqual([0, 1, 2, 3]);
  });

  it('holds over slices, and over a crash between them', async () => {
    const body = Array.from({ length: 150 }, (_, index) =>
      event('contact.change', index % 30, 1_000 - index),
    );
    const directory = aDirectory({ connections: [{ connector }] });

    const whole = await resolved(directory, aHook({ body }));
    const [first] = whole.slices;
    const rest = await resolved(directory, aHook({ body, cursor: first?.to, plan: first?.plan ?? null }));

    expect(whole.slices.map(({ from, to, isLast }) => [from, to, isLast])).toEqual([
      [0, 64, false],
      [64, 128, false],
      [128, 150, true],
    ]);
    expect(rest.slices).toEqual(whole.slices.slice(1));
    const ofSeven = whole.drafts.filter((draft) => draft.recordId === '7').map((draft) => draft.version);
    expect(ofSeven).toEqual([873, 903, 933, 963, 993]);
  });
});
