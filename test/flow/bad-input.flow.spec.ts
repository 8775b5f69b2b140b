import { createHmac } from 'node:crypto';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';

import { eventually } from '../kit/eventually.js';
import { HostProcess } from '../kit/host-process.js';
import { SHOP_SECRET, aShopHook, sendShopHook } from '../kit/shop.js';
import { type MadeConnection, addShop } from '../kit/yard.js';

interface HookItem {
  readonly id: string;
  readonly state: string;
  readonly counts: { readonly requests: number; readonly verdicts: number };
  readonly verdicts: readonly {
    readonly verdict: string;
    readonly rule: string;
    readonly facts: { code?: string };
  }[];
}

interface Bad {
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Buffer;
}

const MiB = 1024 * 1024;
const ENTITIES = Array.from({ length: 20 }, (_, n) => `<!ENTITY e${n + 1} "&e${n};&e${n};">`).join('');
const BOMB = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY e0 "x">${ENTITIES}]><a><topic>thing</topic><id>&e20;</id></a>`;
const FIELDS = Array.from({ length: 100_000 }, (_, n) => `f${n}=1`).join('&');
const PARTS = Array.from(
  { length: 1_000 },
  (_, n) => `--b\r\ncontent-disposition: form-data; name="p${n}"\r\n\r\n1\r\n`,
);

/** An open door: whatever comes in is judged by resolve alone. */
function openConnector(name: string, id: string): Record<string, unknown> {
  return {
    name,
    version: '1.0.0',
    scopes: [
      { name: 'thing', type: 'x:THING', action: 'UPDATED', description: 'A thing', source: 'payload' },
    ],
    receiver: {
      methods: ['POST'],
      verify: { kind: 'unsigned', reason: 'bad input is judged by its body here' },
      hasMultiple: false,
      fields: [
        { value: 'Scope', from: 'Static', at: 'thing', processing: 'AsIs' },
        { value: 'ExternalId', from: 'BodyPath', at: id },
      ],
    },
  };
}

const TIMED = {
  ...openConnector('timed', 'id'),
  secrets: { webhook: 'Signing secret' },
};

describe('bad input at a running host', () => {
  let host: HostProcess;
  let shop: MadeConnection;
  let open: MadeConnection;
  let before: HookItem;
  let timed: MadeConnection | undefined;
  let revision = 1;

  beforeAll(async () => {
    host = await HostProcess.start();
    shop = await addShop(host);
    open = await add(openConnector('open', 'id'));
    expect(await sendShopHook(shop.hookUrl, aShopHook({ topic: 'order/created', id: 'kept' }))).toBe(200);
    before = await eventually(async () => {
      const [first] = await hooksOf(shop);
      return first?.state === 'resolved' && first;
    });
  }, 60_000);

  afterAll(async () => {
    await host[Symbol.asyncDispose]();
  });

  /** Whatever came: the next good hook is taken, and the hook kept before is as it was. */
  afterEach(async () => {
    revision += 1;
    expect(await sendShopHook(shop.hookUrl, aShopHook({ id: 'good', revision }))).toBe(200);
    const { items } = await host.admin.get<{ items: HookItem[] }>(
      `/v1/hooks?connection=${shop.id}&limit=200`,
    );
    expect(items.at(-1)).toEqual(before);
  });

  async function add(connector: Record<string, unknown>, secrets = {}): Promise<MadeConnection> {
    await host.admin.post('/v1/connectors', connector);
    const name = String(connector['name']);
    return host.admin.post<MadeConnection>('/v1/connections', {
      connector: name,
      name,
      mode: 'live',
      secrets,
    });
  }

  async function hooksOf({ id }: MadeConnection): Promise<readonly HookItem[]> {
    return (await host.admin.get<{ items: HookItem[] }>(`/v1/hooks?connection=${id}&limit=200`)).items;
  }

  async function send(url: string, { headers = {}, body }: Bad): Promise<{ status: number; code?: string }> {
    const sent = typeof body === 'string' ? body : new Uint8Array(body);
    const answer = await fetch(url, { method: 'POST', headers, body: sent });
    const text = await answer.text();
    return {
      status: answer.status,
      ...(text === '' ? {} : { code: (JSON.parse(text) as { code: string }).code }),
    };
  }

  /** The verdicts of the newest hook at this connection, once it is resolved. */
  async function told(connection: MadeConnection, known: number): Promise<HookItem['verdicts']> {
    const newest = await eventually(async () => {
      const items = await hooksOf(connection);
      return items.length > known && items[0]?.state === 'resolved' && items[0];
    }, 25_000);
    return (await host.admin.get<HookItem>(`/v1/hooks/${newest.id}`)).verdicts;
  }

  const json = { 'content-type': 'application/json' };

  it.each<[string, string, Bad]>([
    ['truncated JSON', 'json-malformed', { headers: json, body: '{"id":"1","a":[1,2' }],
    [
      'JSON nested 1,000 deep',
      'too-deep',
      { headers: json, body: `${'['.repeat(1_000)}${']'.repeat(1_000)}` },
    ],
    [
      'bytes that are not of the charset',
      'charset-invalid',
      {
        headers: { 'content-type': 'application/json; charset=utf-8' },
        body: Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]),
      },
    ],
    [
      'a charset nobody knows',
      'charset-unknown',
      { headers: { 'content-type': 'application/json; charset=klingon' }, body: '{"id":"1"}' },
    ],
    [
      '100,000 form fields',
      'too-many-fields',
      { headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: FIELDS },
    ],
    [
      '1,000 multipart parts',
      'too-many-parts',
      { headers: { 'content-type': 'multipart/form-data; boundary=b' }, body: `${PARTS.join('')}--b--\r\n` },
    ],
    ['an XML entity bomb', 'xml-doctype', { headers: { 'content-type': 'application/xml' }, body: BOMB }],
  ])('%s is kept, and ends with a verdict that says why', async (_, code, bad) => {
    const known = (await hooksOf(open)).length;

    const answer = await send(open.hookUrl, bad);
    const verdicts = await told(open, known);

    expect(answer).toEqual({ status: 200 });
    expect(verdicts).toEqual([
      expect.objectContaining({ verdict: expect.any(String), rule: expect.any(String) }),
    ]);
    expect(verdicts[0]?.facts.code).toBe(code);
  });

  it('a content type that is garbage does no harm: the body is read by its looks', async () => {
    const known = (await hooksOf(open)).length;

    const answer = await send(open.hookUrl, { headers: { 'content-type': 'garbage' }, body: '{"id":"1"}' });
    const verdicts = await told(open, known);

    expect([answer, verdicts]).toEqual([{ status: 200 }, []]);
    expect((await hooksOf(open))[0]?.counts).toEqual({ requests: 1, verdicts: 0 });
  });

  it.each<[string, string, number, string]>([
    ['a method Node does not know', 'FROB /hooks/k HTTP/1.1\r\nHost: h\r\n\r\n', 400, 'HTTP_MALFORMED'],
    [
      'a flood of 5,000 headers',
      `POST /hooks/k HTTP/1.1\r\nHost: h\r\n${'x: y\r\n'.repeat(5_000)}\r\n`,
      431,
      'HEADERS_TOO_LARGE',
    ],
    [
      '%zz in the path',
      'POST /hooks/k/%zz HTTP/1.1\r\nHost: h\r\nConnection: close\r\nContent-Length: 0\r\n\r\n',
      400,
      'URL_MALFORMED',
    ],
    [
      'PROPFIND at an unknown key',
      'PROPFIND /hooks/k HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n',
      404,
      'HOOK_UNKNOWN_KEY',
    ],
  ])('%s is answered with its code', async (_, bytes, status, code) => {
    const answer = await raw(host.url, bytes);

    expect(answer).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(answer).toContain('application/problem+json');
    expect(answer).toContain(`"${code}"`);
  });

  it('PROPFIND at a known key is not allowed', async () => {
    const answer = await fetch(shop.hookUrl, { method: 'PROPFIND' });

    const { code } = (await answer.json()) as { code: string };
    expect([answer.status, code, answer.headers.get('allow')]).toEqual([
      405,
      'METHOD_NOT_ALLOWED',
      'POST, HEAD',
    ]);
  });

  it.each([
    ['a body of 10 MiB and one byte', { body: Buffer.alloc(10 * MiB + 1, 0x20) }],
    [
      'a gzip bomb',
      {
        headers: { 'content-encoding': 'gzip', 'content-type': 'application/json' },
        body: gzipSync(Buffer.alloc(200 * MiB)),
      },
    ],
  ])('%s is too large', async (_, bad) => {
    const known = (await hooksOf(open)).length;

    const answer = await send(open.hookUrl, bad);

    expect(answer).toEqual({ status: 413, code: 'BODY_TOO_LARGE' });
    expect(await hooksOf(open)).toHaveLength(known);
  });

  it.each([
    ['absent', {}],
    ['empty', { 'x-signature': '' }],
    ['of the wrong length', { 'x-signature': 'abcd' }],
    ['no hex at all', { 'x-signature': 'ü'.repeat(4) + '%%%' }],
    ['10,000 characters long', { 'x-signature': 'a'.repeat(10_000) }],
    ['the secret itself', { 'x-signature': SHOP_SECRET }],
  ])('a signature that is %s is refused without a reason', async (_, headers) => {
    expect((await send(shop.hookUrl, { headers, body: '{}' })).status).toBe(401);
  });

  it.each([
    ['far in the past', 1],
    ['far in the future', 32_503_680_000],
    ['no number', 'soon'],
    ['beyond every number', '9'.repeat(400)],
  ])('a timestamp %s is refused', async (_, timestamp) => {
    timed ??= await add(
      {
        ...TIMED,
        receiver: {
          ...(TIMED as unknown as { receiver: object }).receiver,
          verify: {
            kind: 'hmac',
            header: 'x-signature',
            timestamp: { header: 'x-at' },
            content: '{timestamp}.{body}',
            maxAge: '5m',
          },
        },
      },
      { webhook: SHOP_SECRET },
    );
    const signature = createHmac('sha256', SHOP_SECRET).update(`${timestamp}.{}`).digest('hex');

    const answer = await send(timed.hookUrl, {
      headers: { 'x-signature': signature, 'x-at': String(timestamp) },
      body: '{}',
    });

    expect(answer.status).toBe(401);
  });

  it.each([
    ['loops', 'loops', '($f := function($n) { $f($n + 1) }; $f(0))'],
    ['recurses without end', 'recurses', '($f := function($n) { 1 + $f($n + 1) }; $f(0))'],
    ['backtracks', 'backtracks', '$string($contains(text, /^(a+)+$/))'],
    ['explodes in output', 'explodes', '$join([1..9999999].("xxxxxxxxxxxxxxxxxxxx"))'],
  ])(
    'an expression that %s is refused or ends with a verdict',
    async (_, name, expression) => {
      const connector = openConnector(name, expression);
      const added = await host.admin.raw('POST', '/v1/connectors', connector);
      if (added.status !== 201) {
        expect(added).toMatchObject({ status: 400, body: { code: expect.any(String) } });
        return;
      }
      const made = await host.admin.post<MadeConnection>('/v1/connections', {
        connector: name,
        name,
        mode: 'live',
      });

      const answer = await send(made.hookUrl, {
        headers: json,
        body: JSON.stringify({ text: `${'a'.repeat(40)}!` }),
      });
      const verdicts = await told(made, 0);

      expect(answer.status).toBe(200);
      expect(verdicts).toEqual([expect.objectContaining({ rule: 'element.external-id' })]);
    },
    30_000,
  );
});

/** Sends bytes as they are and answers all that comes back. */
function raw(url: string, bytes: string): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    let text = '';
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (text += chunk));
    socket.on('close', () => resolve(text));
    socket.on('error', reject);
  });
}
