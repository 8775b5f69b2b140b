import fc from 'fast-check';

import type { Planned } from './planned.js';

/**
 * Bytes by the grammar of HTTP/1.1, with productions that are not in it: what never becomes a request, what lies about
 * its length, and several requests in one breath.
 */
export function rawRequests(paths: readonly string[], key: string): fc.Arbitrary<Planned> {
  const path = fc.constantFrom(...paths);
  const method = fc.constantFrom(
    'GET',
    'POST',
    'PUT',
    'get',
    'FROB',
    'PRI',
    'CONNECT',
    'TRACE',
    'OPTIONS',
    'PROPFIND',
    '',
    'G\0T',
    'POST\t',
    '\u00c9',
  );
  const target = fc.oneof(
    path,
    path.map((one) => `${one}?${'a=b&'.repeat(3_000)}`),
    path.map((one) => `http://elsewhere.invalid${one}`),
    path.map((one) => `${one}%zz\u00ff`),
    fc.constantFrom(
      '*',
      '',
      '/',
      '//',
      '/\0',
      '/\u00ff',
      '?',
      'http://[',
      'elsewhere.invalid:443',
      `/${'x'.repeat(20_000)}`,
      '/hooks/',
      '/hooks',
      '/receivers/',
      '/hooks/../v1/keys',
      '/v1/../hooks/x',
    ),
  );
  const version = fc.constantFrom(
    'HTTP/1.1',
    'HTTP/1.0',
    'HTTP/0.9',
    'HTTP/2.0',
    'HTTP/1.9',
    'HTTP/11',
    'http/1.1',
    'ICE/1.0',
    '',
  );
  const end = fc.oneof(
    { weight: 9, arbitrary: fc.constant('\r\n') },
    { weight: 1, arbitrary: fc.constantFrom('\n', '\r', '\r\r\n', '') },
  );
  const header = fc.constantFrom(
    'host: a',
    'host: a\r\nhost: b',
    'content-length: 5',
    'content-length: 0',
    'content-length: -1',
    'content-length: 5, 5',
    'content-length: 5\r\ncontent-length: 6',
    'content-length: 99999999999999999999',
    'content-length: 0x5',
    'content-length: +5',
    'transfer-encoding: chunked',
    'transfer-encoding: gzip, chunked',
    'transfer-encoding: chunked, gzip',
    'transfer-encoding: xchunked',
    'transfer-encoding : chunked',
    'Transfer-Encoding:\tchunked',
    'expect: 100-continue',
    'expect: the-unexpected',
    'upgrade: websocket\r\nconnection: upgrade',
    'upgrade: h2c\r\nconnection: Upgrade, HTTP2-Settings\r\nhttp2-settings: AAMAAABkAAQAAP__',
    'connection: close',
    'connection: keep-alive, close, x',
    'content-type: application/json',
    'content-type:',
    'content-encoding: gzip',
    ': no-name',
    'no-colon',
    ' folded',
    'a: b\r\n c',
    'a\0b: c',
    'a: b\0c',
    'a: \u00ff\u00fe',
    `a: ${'x'.repeat(17_000)}`,
    `${'a: b\r\n'.repeat(300)}c: d`,
    'te: trailers\r\ntrailer: x',
    'cookie: a=b; a=c; =; ;',
    `authorization: Bearer ${key}`,
  );
  const body = fc.constantFrom(
    '',
    'hello',
    '{"id":"1"}',
    '5\r\nhello\r\n0\r\n\r\n',
    '5\r\nhel',
    '5;ext=1\r\nhello\r\n0\r\nx: y\r\n\r\n',
    'zz\r\nhello\r\n0\r\n\r\n',
    'ffffffffffffffff\r\nhello',
    '-1\r\nhello\r\n',
    `5${';x'.repeat(20_000)}\r\nhello\r\n0\r\n\r\n`,
    '0\r\n\r\nGET /healthz HTTP/1.1\r\nhost: a\r\n\r\n',
  );
  const one = fc
    .tuple(method, target, version, end, fc.array(header, { maxLength: 5 }), body)
    .map(([verb, url, protocol, eol, headers, rest]) =>
      [`${verb} ${url} ${protocol}`, ...headers, '', rest].join(eol).replaceAll('\r\r\n', '\r\n'),
    );
  const good = path.map((url) => `GET ${url} HTTP/1.1\r\nhost: a\r\nauthorization: Bearer ${key}\r\n\r\n`);
  const stream = fc.oneof(
    { weight: 4, arbitrary: one },
    {
      weight: 2,
      arbitrary: fc.array(fc.oneof(good, one), { minLength: 2, maxLength: 6 }).map((all) => all.join('')),
    },
    {
      weight: 1,
      arbitrary: fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes).toString('latin1')),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '\x16\x03\x01\x02\0\x01\0',
        'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
        '\r\n\r\n\r\n',
        'GET / HTTP/1.1\r\n',
        '',
      ),
    },
  );
  return fc.tuple(stream, fc.nat(3)).map(([text, pieces]) => ({
    name: 'raw bytes',
    outgoing: () => {
      const bytes = Buffer.from(text, 'latin1');
      const size = Math.max(1, Math.ceil(bytes.length / (pieces + 1)));
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
        bytes.subarray(at * size, (at + 1) * size),
      );
      return {
        name: 'raw bytes',
        method: '',
        url: '',
        headers: [],
        body: bytes,
        chunks,
        isHead: false,
        isOpenEnded: true,
      };
    },
  }));
}
