import { createServer, type RequestListener, type Server } from 'node:http';
import {
  createServer as createTcpServer,
  type AddressInfo,
  type Server as TcpServer,
  type Socket,
} from 'node:net';
import { gzipSync } from 'node:zlib';

import { createEgress, type Egress, type EgressOptions } from './egress.js';
import { egressErrorOf } from './egress-error.js';
import type { Resolver } from './guard.js';
import { OriginPools } from './origin-pools.js';

const closers: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0).reverse()) await close();
});

describe('a call', () => {
  it('brings status, headers and body', async () => {
    const url = await serve((request, response) => {
      response.writeHead(201, {
        'x-seen': `${request.method} ${request.url} ${String(request.headers['x-a'])}`,
      });
      request.pipe(response);
    });

    const answer = await open().request({
      caller: 'con_1',
      method: 'POST',
      url: `${url}/orders?x=1`,
      headers: { 'x-a': 'b' },
      body: '{"a":1}',
    });

    expect(answer.status).toBe(201);
    expect(answer.headers['x-seen']).toBe('POST /orders?x=1 b');
    expect(answer.body.toString()).toBe('{"a":1}');
  });

  it.each([301, 302, 303, 307, 308])(
    '%i is handed back with its place, and nobody goes there',
    async (status) => {
      let calls = 0;
      const url = await serve((_request, response) => {
        calls += 1;
        response.writeHead(status, { location: `${url}/elsewhere` }).end();
      });

      const answer = await open().request({ caller: 'con_1', method: 'GET', url });

      expect(answer).toMatchObject({ status, headers: { location: `${url}/elsewhere` } });
      expect(calls).toBe(1);
    },
  );

  it.each([
    ['CONNECT', 'forbidden'],
    ['connect', 'forbidden'],
    ['Trace', 'forbidden'],
    ['GET / HTTP/1.1\r\nhost: x\r\n\r\n', 'malformed'],
    ['', 'malformed'],
  ])('the method "%s" is refused before anything is sent', async (method, kind) => {
    let calls = 0;
    const url = await serve((_request, response) => {
      calls += 1;
      response.end();
    });

    await expect(open().request({ caller: 'con_1', method, url })).rejects.toMatchObject({
      kind,
      wasSent: false,
    });
    expect(calls).toBe(0);
  });

  it('reuses at most the given number of sockets', async () => {
    const sockets = new Set<Socket>();
    const url = await serve((request, response) => {
      sockets.add(request.socket);
      response.end('ok');
    });
    const egress = open();

    await Promise.all(
      Array.from({ length: 50 }, () =>
        egress.request({ caller: 'con_1', method: 'GET', url, connections: 3 }),
      ),
    );

    expect(sockets.size).toBeLessThanOrEqual(3);
  });

  it('inflates an answer nobody asked to be compressed', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('hello'));
    });

    expect((await open().request({ caller: 'con_1', method: 'GET', url })).body.toString()).toBe('hello');
  });
});

describe('an answer is bounded', () => {
  it.each([
    ['announced', { 'content-length': '2000' }],
    ['streamed', {}],
  ])('%s bytes beyond the limit end the call', async (_name, headers) => {
    const url = await serve(
      (_request, response) => void response.writeHead(200, headers).end('x'.repeat(2_000)),
    );

    await expect(
      open({ maxAnswerBytes: 1_000 }).request({ caller: 'con_1', method: 'GET', url }),
    ).rejects.toMatchObject({
      kind: 'too-large',
      wasSent: true,
    });
  });

  it('and so are the bytes behind a compressed one', async () => {
    const bomb = gzipSync(Buffer.alloc(1_000_000));
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    });

    await expect(
      open({ maxAnswerBytes: 10_000 }).request({ caller: 'con_1', method: 'GET', url }),
    ).rejects.toMatchObject({
      kind: 'too-large',
    });
  });
});

describe('a failure says whether the request may have arrived', () => {
  it('refused: not sent', async () => {
    const url = await serve(() => undefined);
    await closers.pop()?.();

    await expect(open().request({ caller: 'con_1', method: 'GET', url })).rejects.toMatchObject({
      kind: 'refused',
      wasSent: false,
    });
  });

  it('an unknown name: not sent', async () => {
    const resolver: Resolver = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));

    await expect(
      open({ resolver }).request({ caller: 'con_1', method: 'GET', url: 'http://nowhere.example/' }),
    ).rejects.toMatchObject({
      kind: 'dns',
      wasSent: false,
    });
  });

  it('no answer in time: sent, and the connection is closed', async () => {
    let closed: Promise<void> | undefined;
    const url = await serve((request) => {
      closed = new Promise((resolve) => request.socket.once('close', () => resolve()));
    });

    await expect(
      open({ callTimeoutMs: 100 }).request({ caller: 'con_1', method: 'GET', url }),
    ).rejects.toMatchObject({
      kind: 'timeout',
      wasSent: true,
    });
    await closed;
  });

  it('while one caller waits for a slow answer, another has sockets of its own to the same origin', async () => {
    let release = (): void => undefined;
    const url = await serve((request, response) => {
      if (request.url !== '/slow') return void response.end('at once');
      release = () => void response.end('late');
    });
    const egress = open();
    const slow = egress.request({ method: 'GET', url: `${url}/slow`, connections: 1, caller: 'slow' });

    const quick = await egress.request({ method: 'GET', url: `${url}/a`, connections: 1, caller: 'quick' });
    release();

    expect(quick.body.toString()).toBe('at once');
    expect((await slow).body.toString()).toBe('late');
  });

  it('waiting for a socket until the time is up: not sent, not even later', async () => {
    const arrived: string[] = [];
    let release = (): void => undefined;
    const url = await serve((request, response) => {
      arrived.push(request.url ?? '');
      release = () => void response.end();
    });
    const egress = open();
    const first = egress.request({ caller: 'con_1', method: 'GET', url: `${url}/first`, connections: 1 });
    await eventually(() => arrived.length === 1);

    await expect(
      egress.request({ caller: 'con_1', method: 'GET', url: `${url}/second`, connections: 1, timeoutMs: 50 }),
    ).rejects.toMatchObject({ kind: 'timeout', wasSent: false });
    release();
    await first;
    const last = egress.request({ caller: 'con_1', method: 'GET', url: `${url}/third`, connections: 1 });
    await eventually(() => arrived.length === 2);
    release();
    await last;

    expect(arrived).toEqual(['/first', '/third']);
  });

  it('cut off before the answer: reset, sent', async () => {
    const url = await serve((request) => void request.socket.destroy());

    await expect(open().request({ caller: 'con_1', method: 'POST', url, body: 'x' })).rejects.toMatchObject({
      kind: 'reset',
      wasSent: true,
    });
  });

  it('given up by the caller: aborted', async () => {
    const url = await serve(() => undefined);
    const stop = new AbortController();
    const call = open().request({ caller: 'con_1', method: 'GET', url, signal: stop.signal });

    stop.abort();

    await expect(call).rejects.toMatchObject({ kind: 'aborted' });
  });

  it('plain text behind https: tls, not sent', async () => {
    const server = createTcpServer((socket) => socket.end('hello, this is no TLS\n'));
    const port = await listen(server);

    await expect(
      open().request({ caller: 'con_1', method: 'GET', url: `https://127.0.0.1:${port}/` }),
    ).rejects.toMatchObject({
      kind: 'tls',
      wasSent: false,
    });
  });

  it('an answer that is no HTTP: bad-answer', async () => {
    const server = createTcpServer((socket) =>
      socket.once('data', () => socket.write('SSH-2.0-hello\r\n\r\n')),
    );
    const port = await listen(server);

    await expect(
      open().request({ caller: 'con_1', method: 'GET', url: `http://127.0.0.1:${port}/` }),
    ).rejects.toMatchObject({
      kind: 'bad-answer',
      wasSent: true,
    });
  });

  it('headers that cannot be sent: malformed, not sent', async () => {
    const url = await serve(() => undefined);

    await expect(
      open().request({ caller: 'con_1', method: 'GET', url, headers: { 'x-a': 'b\r\nx-injected: c' } }),
    ).rejects.toMatchObject({ kind: 'malformed', wasSent: false });
  });

  it('certificates and several refused addresses are told by their codes', () => {
    expect(egressErrorOf({ code: 'CERT_HAS_EXPIRED' }, 'x', false).kind).toBe('tls');
    expect(egressErrorOf({ errors: [{ code: 'ECONNREFUSED' }] }, 'x', false).kind).toBe('refused');
    expect(egressErrorOf(new Error('?'), 'x', true).kind).toBe('reset');
  });
});

describe('a name that changes its answer', () => {
  it('is asked once for a connection, which goes to the address that was judged', async () => {
    const url = new URL(await serve((request, response) => void response.end(request.socket.localAddress)));
    const answers = ['127.0.0.2', '127.0.0.1'];
    const asked: string[] = [];
    const resolver: Resolver = async (hostname) => {
      asked.push(hostname);
      return [{ address: answers.shift() ?? '169.254.169.254', family: 4 }];
    };
    const egress = open({ allow: '127.0.0.0/8', resolver });
    const request = {
      caller: 'con_1',
      method: 'GET',
      url: `http://rebind.example:${url.port}/`,
      connections: 1,
    };

    const bodies = [await egress.request(request), await egress.request(request)].map(({ body }) =>
      body.toString(),
    );

    expect(bodies).toEqual(['127.0.0.2', '127.0.0.2']);
    expect(asked).toEqual(['rebind.example']);
  });

  it('gains nothing: each connect is judged by the addresses it uses', async () => {
    const url = new URL(
      await serve((_request, response) => void response.setHeader('connection', 'close').end('ok')),
    );
    const answers = ['127.0.0.1', '10.0.0.1', '169.254.169.254'];
    const resolver: Resolver = async () => [{ address: answers.shift() ?? '127.0.0.1', family: 4 }];
    const egress = open({ allow: '127.0.0.1/32', resolver });
    const request = { caller: 'con_1', method: 'GET', url: `http://rebind.example:${url.port}/` };

    expect((await egress.request(request)).body.toString()).toBe('ok');
    await expect(egress.request(request)).rejects.toMatchObject({ kind: 'forbidden', wasSent: false });
    await expect(egress.request(request)).rejects.toMatchObject({ kind: 'forbidden', wasSent: false });
    expect((await egress.request(request)).status).toBe(200);
  });
});

describe('pools', () => {
  it('are bounded, and the longest unused makes room', () => {
    const pools = poolsOf({ maxPools: 2 });
    const first = pools.use(new URL('http://a.example/'), 1, 'con_1');
    const second = pools.use(new URL('http://b.example/'), 1, 'con_1');

    expect(pools.use(new URL('http://c.example/'), 1, 'con_1')).toBeNull();
    first?.release();
    expect(pools.use(new URL('http://c.example/'), 1, 'con_1')).not.toBeNull();
    expect(pools.use(new URL('http://b.example/'), 1, 'con_1')?.pool).toBe(second?.pool);
    expect(pools.size).toBe(2);
  });

  it('are closed when idle', () => {
    let now = 0;
    const pools = poolsOf({ now: () => now });
    pools.use(new URL('http://a.example/'), 1, 'con_1')?.release();
    pools.use(new URL('http://b.example/'), 1, 'con_1');

    now = 60_001;
    pools.sweep();

    expect(pools.size).toBe(1);
  });
});

function poolsOf(options: { maxPools?: number; now?: () => number }): OriginPools {
  const pools = new OriginPools({ connectOptions: () => ({}), timeoutMs: 1_000, now: () => 0, ...options });
  closers.push(() => pools.close());
  return pools;
}

function open(options: Partial<EgressOptions> = {}): Egress {
  const egress = createEgress({ allow: '127.0.0.1', callTimeoutMs: 5_000, ...options });
  closers.push(() => egress.close());
  return egress;
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  return `http://127.0.0.1:${await listen(server)}`;
}

async function listen(server: Server | TcpServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '0.0.0.0', resolve));
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => sockets.add(socket));
  closers.push(() => {
    for (const socket of sockets) socket.destroy();
    return new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

async function eventually(isTrue: () => boolean): Promise<void> {
  while (!isTrue()) await new Promise((resolve) => setImmediate(resolve));
}
