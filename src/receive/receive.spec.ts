import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';

import type { Accepted } from '../ledger/index.js';
import { HostError } from '../errors/index.js';
import { eventually } from '../../test/kit/eventually.js';
import { aConnectionView, ReceivingHost, type ReceivingSpec } from '../../test/kit/receiving-host.js';

const MiB = 1024 * 1024;

describe('what the sender gets', () => {
  it('an accepted hook is answered 200 with nothing in it, and no header a sender has no use for', async () => {
    await using host = await start();

    const answer = await host.send({ path: '/hooks/k', body: '{"id":1}' });

    expect(answer.status).toBe(200);
    expect(answer.text).toBe('');
    expect(Object.keys(answer.headers).sort()).toEqual(['connection', 'content-length', 'date']);
    expect(host.hook.body.toString()).toBe('{"id":1}');
  });

  it('the answer waits for the commit', async () => {
    const commit = Promise.withResolvers<Accepted>();
    let asked = false;
    const accept = (): Promise<Accepted> => {
      asked = true;
      return commit.promise;
    };
    await using host = await start({ options: { accept } });
    let isAnswered = false;

    const answer = host.send({ path: '/hooks/k', body: '{}' }).then((got) => {
      isAnswered = true;
      return got.status;
    });
    await eventually(() => asked);
    await host.send({ path: '/hooks/unknown' });

    expect(isAnswered).toBe(false);
    commit.resolve({ kind: 'new', seq: 1 });
    await expect(answer).resolves.toBe(200);
  });

  it('a host that stops answers what it has begun, and asks the sender to leave', async () => {
    const commit = Promise.withResolvers<Accepted>();
    let asked = false;
    const accept = (): Promise<Accepted> => {
      asked = true;
      return commit.promise;
    };
    const host = await start({ options: { accept } });
    const answer = host.raw('POST /hooks/k HTTP/1.1\r\nHost: h\r\nContent-Length: 2\r\n\r\n{}');
    await eventually(() => asked);

    const stopped = host[Symbol.asyncDispose]();
    commit.resolve({ kind: 'new', seq: 1 });

    expect(await answer).toMatch(/^HTTP\/1.1 200 [^]*connection: close/i);
    await stopped;
  });

  it('a duplicate gets the same 2xx and is counted', async () => {
    await using host = await start({ keys: { k: { receiver: { deliveryId: 'Headers."x-delivery"' } } } });
    const delivery = { path: '/hooks/k', headers: { 'x-delivery': 'd-1' }, body: '{"id":1}' };

    const answers = [await host.send(delivery), await host.send(delivery)];

    expect(answers.map(({ status, text }) => [status, text])).toEqual([
      [200, ''],
      [200, ''],
    ]);
    expect(host.hooks).toHaveLength(1);
    expect(host.counts).toEqual(
      new Map([
        ['new', 1],
        ['duplicate', 1],
      ]),
    );
  });

  it('200 copies at the same time make one hook, all answered 2xx', async () => {
    await using host = await start({ keys: { k: { receiver: { deliveryId: 'BodyJSON.delivery' } } } });

    const answers = await Promise.all(
      Array.from({ length: 200 }, () => host.send({ path: '/hooks/k', body: '{"delivery":"d-1"}' })),
    );

    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect(host.hooks).toHaveLength(1);
    expect(host.counts.get('duplicate')).toBe(199);
  });

  it("a connector's own answer takes the place of the empty 200, without cookies", async () => {
    const answer = {
      status: 202,
      headers: { 'content-type': 'text/xml', 'set-cookie': 'a=b' },
      body: '<Ack>true</Ack>',
    };
    await using host = await start({ keys: { k: { receiver: { answer } } } });

    const got = await host.send({ path: '/hooks/k', body: '<a/>' });

    expect([got.status, got.headers['content-type'], got.text]).toEqual([202, 'text/xml', '<Ack>true</Ack>']);
    expect(got.headers['set-cookie']).toBeUndefined();
  });

  it('a paused or disabled connection keeps its hooks', async () => {
    await using host = await start({ keys: { k: {} } });
    await using paused = await start({
      receivers: { many: { receiver: { authToken: { from: 'Query', at: 't' } } } },
      tokens: { abc: aConnectionView(9, {}, { state: 'paused' }) },
    });

    expect((await host.send({ path: '/hooks/k' })).status).toBe(200);
    expect((await paused.send({ path: '/receivers/many?t=abc' })).status).toBe(200);
    expect(paused.hook.head.connection).toBe(9);
  });

  it('an unknown key is 404, whatever the method', async () => {
    await using host = await start();

    const answers = await Promise.all(
      ['POST', 'DELETE', 'PROPFIND', 'GET'].map((method) => host.send({ method, path: '/hooks/other/a' })),
    );

    expect(answers.map(codeOf)).toEqual(Array(4).fill('404 HOOK_UNKNOWN_KEY'));
    expect((await host.send({ method: 'HEAD', path: '/hooks/other' })).status).toBe(404);
    expect(codeOf(await host.send({ path: '/receivers/other' }))).toBe('404 HOOK_UNKNOWN_KEY');
    expect(codeOf(await host.send({ path: '/hooks/' }))).toBe('404 HOOK_UNKNOWN_KEY');
    expect(codeOf(await host.send({ path: '/hooks' }))).toBe('404 NOT_FOUND');
    expect(host.rejections).toEqual([]);
  });

  it('a removed connection is 410', async () => {
    await using host = await start({ keys: { old: 'gone' } });

    expect(codeOf(await host.send({ path: '/hooks/old/x?y=1' }))).toBe('410 HOOK_CONNECTION_REMOVED');
    expect(host.counts.get('removed')).toBe(1);
  });

  it('a method that is not listed is 405 with those that are', async () => {
    await using host = await start({ keys: { k: { receiver: { methods: ['post', 'PROPFIND'] } } } });

    const answer = await host.send({ method: 'PUT', path: '/hooks/k', body: 'x' });

    expect(codeOf(answer)).toBe('405 METHOD_NOT_ALLOWED');
    expect(answer.headers.allow).toBe('POST, PROPFIND, HEAD');
    expect((await host.send({ method: 'GET', path: '/hooks/k' })).status).toBe(405);
  });

  it('HEAD only asks whether the address is there', async () => {
    await using host = await start();

    const answer = await host.send({ method: 'HEAD', path: '/hooks/k' });

    expect(answer.status).toBe(200);
    expect(host.hooks).toEqual([]);
  });

  it('starting is 503 with Retry-After, before anything is looked up', async () => {
    const directory = {
      current: () => {
        throw new Error('asked too early');
      },
      onChange: () => undefined,
    };
    await using host = await start({ options: { isReady: () => false, directory } });

    const answers = [await host.send({ path: '/hooks/k' }), await host.send({ path: '/hooks/nobody' })];

    expect(answers.map(codeOf)).toEqual(['503 STARTING', '503 STARTING']);
    expect(answers[0]?.headers['retry-after']).toBe('2');
    expect(host.errors).toEqual([]);
  });

  it('no room is 503 with Retry-After', async () => {
    await using host = await start({ options: { hasRoom: () => false } });

    const answer = await host.send({ path: '/hooks/k', body: '{}' });

    expect(codeOf(answer)).toBe('503 STORE_UNAVAILABLE');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });

  it.each(['STORE_UNAVAILABLE', 'COMMIT_UNKNOWN'] as const)('a commit that ends %s is 503', async (code) => {
    await using host = await start({ options: { accept: () => Promise.reject(new HostError(code)) } });

    const answer = await host.send({ path: '/hooks/k', body: '{}' });

    expect(codeOf(answer)).toBe(`503 ${code}`);
    expect(answer.headers['retry-after']).toBe('5');
    expect(host.counts.get('storage')).toBe(1);
  });

  it('a bug behind accept is 500 and tells nothing', async () => {
    const accept = (): Promise<Accepted> => Promise.reject(new Error('column "secret" does not exist'));
    await using host = await start({ options: { accept } });

    const answer = await host.send({ path: '/hooks/k', body: '{}' });

    expect(codeOf(answer)).toBe('500 INTERNAL');
    expect(answer.text).not.toContain('column');
    expect(host.errors).toHaveLength(1);
  });

  it('over the rate of the connection is 429, and another connection is not slowed', async () => {
    await using host = await start({ keys: { slow: { ratePerSecond: 2 }, k: {} } });

    const answers = [];
    for (let n = 0; n < 4; n += 1) answers.push(await host.send({ path: '/hooks/slow', body: '{}' }));

    expect(answers.map(({ status }) => status).slice(0, 2)).toEqual([200, 200]);
    const refused = answers.find(({ status }) => status === 429);
    expect(refused && codeOf(refused)).toBe('429 RATE_LIMITED');
    expect(refused?.headers['retry-after']).toBe('1');
    expect((await host.send({ path: '/hooks/k', body: '{}' })).status).toBe(200);
  });
});

describe('any method, any content type, any bytes', () => {
  it.each(['PROPFIND', 'GET', 'DELETE', 'OPTIONS', 'M-SEARCH', 'QUERY', 'PATCH', 'LINK', 'TRACE'])(
    'a receiver that lists %s gets it with its body',
    async (method) => {
      await using host = await start({ keys: { k: { receiver: { methods: [method] } } } });
      const body = method === 'TRACE' ? undefined : 'as it is';

      const answer = await host.send({ method, path: '/hooks/k/a%2Fb?q=%41', body, headers: lengthOf(body) });

      expect(answer.status).toBe(200);
      expect(host.hook.body.toString()).toBe(body ?? '');
      expect(host.hook.head).toMatchObject({ method, path: '/a%2Fb', query: 'q=%41' });
    },
  );

  it.each(['garbage', ';', 'text', 'application/json; charset=nonsense', '////', 'application/json'])(
    'Content-Type %s is kept and changes nothing',
    async (type) => {
      await using host = await start();
      const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x7b, 0x00, 0xff, 0x0d, 0x0a]);

      const answer = await host.send({ path: '/hooks/k', headers: { 'content-type': type }, body: bytes });

      expect(answer.status).toBe(200);
      expect(host.hook.body.equals(bytes)).toBe(true);
      expect(host.hook.head.headers['content-type']).toBe(type);
    },
  );

  it('the routes beside it keep their own parsers', async () => {
    await using host = await start();

    const json = await host.send({
      path: '/beside',
      headers: { 'content-type': 'application/json' },
      body: '{"a":1}',
    });
    const garbage = await host.send({ path: '/beside', headers: { 'content-type': 'garbage' }, body: 'x' });

    expect(json.text).toBe('{"got":{"a":1}}');
    expect(codeOf(garbage)).toBe('415 MEDIA_TYPE_UNSUPPORTED');
  });

  it('an absent body is a hook without bytes', async () => {
    await using host = await start();

    expect((await host.send({ path: '/hooks/k' })).status).toBe(200);
    expect(host.hook.body).toHaveLength(0);
  });

  it('a chunked body is put together', async () => {
    await using host = await start();

    const answer = await host.raw([
      'POST /hooks/k HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n',
      '3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n',
    ]);

    expect(answer).toMatch(/^HTTP\/1.1 200 /);
    expect(host.hook.body.toString()).toBe('abcde');
  });

  it('pipelined hooks are answered in their order', async () => {
    await using host = await start();
    const hook = (body: string): string =>
      `POST /hooks/k HTTP/1.1\r\nHost: h\r\nContent-Length: ${body.length}\r\n\r\n${body}`;
    const last = 'GET /hooks/k HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n';

    const answers = await host.raw(hook('one') + hook('two') + last);

    expect(answers.match(/HTTP\/1.1 \d+/g)).toEqual(['HTTP/1.1 200', 'HTTP/1.1 200', 'HTTP/1.1 405']);
    expect(host.hooks.map(({ body }) => body.toString())).toEqual(['one', 'two']);
  });

  it('the whole URL in the request line means the same', async () => {
    await using host = await start({ keys: { k: { receiver: { methods: ['GET'] } } } });

    const answer = await host.raw(
      'GET http://proxy.example/hooks/k/p?q=1 HTTP/1.1\r\nHost: h\r\nConnection: close\r\n\r\n',
    );

    expect(answer).toMatch(/^HTTP\/1.1 200 /);
    expect(host.hook.head).toMatchObject({ path: '/p', query: 'q=1' });
  });
});

describe('bounds', () => {
  it('a body of 10 MiB is taken, one byte more is 413', async () => {
    await using host = await start();

    const fits = await host.send({ path: '/hooks/k', body: Buffer.alloc(10 * MiB, 32) });
    const over = await host.send({ path: '/hooks/k', body: Buffer.alloc(10 * MiB + 1, 32) });

    expect(fits.status).toBe(200);
    expect(codeOf(over)).toBe('413 BODY_TOO_LARGE');
    expect(host.hooks).toHaveLength(1);
  });

  it('a chunked body that never says its length is cut off at the cap', async () => {
    await using host = await start({ keys: { k: { receiver: { maxBytes: 1_000 } } } });
    const chunk = `190\r\n${'x'.repeat(400)}\r\n`;

    const answer = await host.raw([
      'POST /hooks/k HTTP/1.1\r\nHost: h\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n',
      chunk.repeat(4),
      '0\r\n\r\n',
    ]);

    expect(answer).toMatch(/^HTTP\/1.1 413 /);
    expect(answer).toContain('BODY_TOO_LARGE');
    expect(host.hooks).toEqual([]);
  });

  it('a gzip bomb is 413 and never grows beyond the cap', async () => {
    await using host = await start();
    const bomb = gzipSync(Buffer.alloc(200 * MiB));
    const before = process.memoryUsage().rss;

    const answer = await host.send({ path: '/hooks/k', headers: { 'content-encoding': 'gzip' }, body: bomb });

    expect(bomb.length).toBeLessThan(MiB);
    expect(codeOf(answer)).toBe('413 BODY_TOO_LARGE');
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * MiB);
  });

  it.each(['compress', 'gzip, gzip, gzip, gzip', 'aws-chunked'])(
    'Content-Encoding %s is 415',
    async (encoding) => {
      await using host = await start();

      const answer = await host.send({
        path: '/hooks/k',
        headers: { 'content-encoding': encoding },
        body: 'x',
      });

      expect(codeOf(answer)).toBe('415 CONTENT_ENCODING_UNSUPPORTED');
    },
  );

  it('many bodies at once share one budget; what was answered gives its part back', async () => {
    const commit = Promise.withResolvers<Accepted>();
    let asked = 0;
    const accept = (): Promise<Accepted> => {
      asked += 1;
      return commit.promise;
    };
    await using host = await start({ options: { accept, limits: { maxBufferedBytes: 100_000 } } });
    const body = Buffer.alloc(80_000);

    const first = host.send({ path: '/hooks/k', body });
    await eventually(() => asked === 1);
    const second = await host.send({ path: '/hooks/k', body });
    commit.resolve({ kind: 'new', seq: 1 });

    expect(codeOf(second)).toBe('503 STORE_UNAVAILABLE');
    expect((await first).status).toBe(200);
    expect((await host.send({ path: '/hooks/k', body })).status).toBe(200);
  });

  it('a body that trickles in is ended by the clock', async () => {
    await using host = await start({
      http: { requestTimeoutMs: 300, headersTimeoutMs: 200, timeoutCheckMs: 50 },
    });

    const answer = await host.raw('POST /hooks/k HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nhalf');

    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(answer).toContain('REQUEST_TIMEOUT');
    await eventually(() => host.counts.get('malformed') === 1);
    expect(host.hooks).toEqual([]);
  });

  it('a flood of headers within 16 KiB is taken, and at most 100 of them are stored', async () => {
    await using host = await start();
    const headers = Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`x-header-${n}`, 'v']));

    const answer = await host.send({ path: '/hooks/k', headers, body: '{}' });

    expect(answer.status).toBe(200);
    expect(Object.keys(host.hook.head.headers)).toHaveLength(100);
  });

  it('a request that ends early is nobody’s hook, and the host keeps serving', async () => {
    let isReading = false;
    const hasRoom = (): boolean => (isReading = true);
    await using host = await start({ options: { hasRoom } });

    const socket = connect(host.port, '127.0.0.1');
    socket.write('POST /hooks/k HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nhalf');
    await eventually(() => isReading);
    socket.destroy();

    await eventually(() => host.counts.get('malformed') === 1);
    expect((await host.send({ path: '/hooks/k', body: '{}' })).status).toBe(200);
    expect(host.hooks).toHaveLength(1);
  });
});

function start(spec: ReceivingSpec = {}): Promise<ReceivingHost> {
  return ReceivingHost.start({ keys: { k: {} }, ...spec });
}

function lengthOf(body: string | undefined): Record<string, string> {
  return body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
}

function codeOf({ status, headers, text }: Awaited<ReturnType<ReceivingHost['send']>>): string {
  expect(headers['content-type']).toMatch(/^application\/problem\+json/);
  const problem = JSON.parse(text) as {
    readonly status: number;
    readonly code: string;
    readonly remedy: string;
  };
  expect(problem.status).toBe(status);
  expect(problem.remedy).not.toBe('');
  return `${status} ${problem.code}`;
}
