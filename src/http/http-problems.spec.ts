import { ERROR_CODES } from '../errors/index.js';
import { ReceivingHost, type Answer } from '../../test/kit/receiving-host.js';

describe('problems, whoever finds them', () => {
  it.each(['/hooks/k/%zz', '/v1/%E0%A4', '/%'])('%s is a URL_MALFORMED', async (path) => {
    await using host = await ReceivingHost.start({ keys: { k: {} } });

    expect(problemOf(await host.send({ path }))).toMatchObject({ status: 400, code: 'URL_MALFORMED' });
  });

  it('an address nobody has is a NOT_FOUND, as is a segment longer than any key', async () => {
    await using host = await ReceivingHost.start({});

    const nowhere = await host.send({ method: 'GET', path: '/nowhere' });
    const endless = await host.send({ path: `/hooks/${'k'.repeat(1_000)}` });

    expect(problemOf(nowhere)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
    expect(problemOf(endless)).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  });

  it('what a handler throws is INTERNAL: the listener gets it, the client an id', async () => {
    await using host = await ReceivingHost.start({});

    const answer = await host.send({ method: 'GET', path: '/broken' });

    expect(problemOf(answer)).toMatchObject({ status: 500, code: 'INTERNAL', requestId: expect.any(String) });
    expect(answer.text).not.toContain('hunter2');
    expect(host.errors.map(String)).toEqual(['Error: the password is hunter2']);
  });

  it.each([
    ['malformed JSON', { 'content-type': 'application/json' }, '{"a":', 'JSON_INVALID'],
    ['an empty JSON body', { 'content-type': 'application/json' }, '', 'JSON_INVALID'],
    ['a garbage content type', { 'content-type': 'garbage' }, 'x', 'MEDIA_TYPE_UNSUPPORTED'],
    [
      'a body over the limit',
      { 'content-type': 'text/plain' },
      'x'.repeat(1024 * 1024 + 1),
      'BODY_TOO_LARGE',
    ],
  ] as const)('%s at an ordinary route', async (_what, headers, body, code) => {
    await using host = await ReceivingHost.start({});

    const answer = await host.send({ path: '/beside', headers, body });

    expect(problemOf(answer)).toMatchObject({ status: ERROR_CODES[code].status, code });
  });

  it.each([
    [
      'headers over 16 KiB',
      `POST /hooks/k HTTP/1.1\r\nHost: h\r\nx: ${'y'.repeat(17_000)}\r\n\r\n`,
      431,
      'HEADERS_TOO_LARGE',
    ],
    [
      'a flood of 5,000 headers',
      `POST /hooks/k HTTP/1.1\r\nHost: h\r\n${'x: y\r\n'.repeat(5_000)}\r\n`,
      431,
      'HEADERS_TOO_LARGE',
    ],
    ['a method Node does not know', 'FROB /hooks/k HTTP/1.1\r\nHost: h\r\n\r\n', 400, 'HTTP_MALFORMED'],
    ['no HTTP at all', '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n', 400, 'HTTP_MALFORMED'],
    ['a header without a name', 'POST /hooks/k HTTP/1.1\r\n: x\r\n\r\n', 400, 'HTTP_MALFORMED'],
    [
      'two ways to end a body',
      'POST /hooks/k HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\nabc',
      400,
      'HTTP_MALFORMED',
    ],
    [
      'a chunk that is none',
      'POST /hooks/k HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
      400,
      'HTTP_MALFORMED',
    ],
  ])('%s is answered on the bare socket', async (_what, bytes, status, code) => {
    await using host = await ReceivingHost.start({ keys: { k: {} } });

    const answer = await host.raw(bytes);

    const [head = '', body = ''] = answer.split('\r\n\r\n');
    expect(head).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(head).toContain('content-type: application/problem+json');
    expect(JSON.parse(body)).toMatchObject({ status, code });
    expect((await host.send({ path: '/hooks/k', body: '{}' })).status).toBe(200);
  });

  it('a request without a Host is served: nothing here believes that header', async () => {
    await using host = await ReceivingHost.start({ keys: { k: {} } });

    expect(await host.raw('POST /hooks/k HTTP/1.1\r\nConnection: close\r\n\r\n')).toMatch(/^HTTP\/1.1 200 /);
    expect(await host.raw('POST /hooks/k HTTP/1.0\r\n\r\n')).toMatch(/^HTTP\/1.1 200 /);
  });

  it('headers that never end are ended by the clock', async () => {
    await using host = await ReceivingHost.start({
      http: { headersTimeoutMs: 150, requestTimeoutMs: 300, timeoutCheckMs: 50 },
    });

    expect(await host.raw('POST /hooks/k HTTP/1.1\r\nHost: h\r\nx-slow: ')).toMatch(/^HTTP\/1.1 408 /);
  });

  it('every request has an id of its own', async () => {
    await using host = await ReceivingHost.start({});

    const ids = await Promise.all(
      Array.from({ length: 20 }, async () => problemOf(await host.send({ path: '/nowhere' })).requestId),
    );

    expect(new Set(ids).size).toBe(20);
  });
});

function problemOf({ headers, text, status }: Answer): Readonly<Record<string, unknown>> {
  expect(headers['content-type']).toMatch(/^application\/problem\+json/);
  const problem = JSON.parse(text) as Record<string, unknown>;
  expect(problem['status']).toBe(status);
  return problem;
}
