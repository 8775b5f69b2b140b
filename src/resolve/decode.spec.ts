import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';

import type { ReceiverDefinition } from '@hookyard/sdk';
import iconv from 'iconv-lite';

import { aHook } from '../../test/kit/a-hook.js';
import { SystemClock } from '../clock/index.js';
import type { HookHead } from '../flow/index.js';
import { type Decoded, decode } from './decode.js';
import { LoopTurns } from './loop-turns.js';
import { run } from './reading.js';
import { type Undecodable, isUndecodable } from './undecodable.js';

const turns = new LoopTurns(new SystemClock());

interface Given {
  readonly receiver?: Partial<ReceiverDefinition>;
  readonly head?: Partial<HookHead>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly maxBytes?: number;
}

async function decoded(
  body: Buffer | string,
  type: string | null,
  given: Given = {},
): Promise<Decoded | Undecodable> {
  const headers = { ...(type === null ? {} : { 'content-type': type }), ...given.headers };
  const { head, body: bytes } = aHook({ body, headers, head: given.head });
  const receiver = {
    verify: { kind: 'unsigned', reason: '' },
    scope: 'a',
    externalId: 'b',
    ...given.receiver,
  };
  const input = {
    head,
    body: bytes,
    receiver: receiver as ReceiverDefinition,
    maxBytes: given.maxBytes ?? 1_000_000,
  };
  return run(decode(input, turns));
}

async function valueOf(...args: Parameters<typeof decoded>): Promise<unknown> {
  const result = await decoded(...args);
  if (isUndecodable(result)) throw new Error(`${result.code} ${JSON.stringify(result.facts)}`);
  return result.kind === 'value' ? result.value : result.bytes.toString();
}

async function codeOf(...args: Parameters<typeof decoded>): Promise<string> {
  const result = await decoded(...args);
  return isUndecodable(result) ? result.code : 'decoded';
}

describe('decoding by kind', () => {
  it.each<[string, Buffer | string, string | null, unknown]>([
    ['JSON', '{"a":1}', 'application/json; charset=utf-8', { a: 1 }],
    ['JSON by suffix', '{"a":1}', 'application/vnd.acme.v2+json', { a: 1 }],
    ['JSON as text/plain', '{"a":1}', 'text/plain; charset=UTF-8', { a: 1 }],
    ['JSON that says it is a form', '{"a":1}', 'application/x-www-form-urlencoded', { a: 1 }],
    ['JSON without a type', ' [1]', null, [1]],
    ['JSON under a garbage type', '{"a":1}', 'garbage', { a: 1 }],
    ['JSON with a byte order mark', '\uFEFF{"a":"é"}', 'application/json', { a: 'é' }],
    ['JSON in UTF-16 with a mark', Buffer.from('\uFEFF{"a":"é"}', 'utf16le'), 'application/json', { a: 'é' }],
    ['JSON in UTF-16 without one', Buffer.from('{"a":"é"}', 'utf16le'), null, { a: 'é' }],
    [
      'JSON in a declared charset',
      iconv.encode('{"a":"é€"}', 'cp1252'),
      'application/json;charset="windows-1252"',
      { a: 'é€' },
    ],
    ['text that begins like JSON', '[urgent] call me', 'text/plain', '[urgent] call me'],
    ['plain text', 'hello', 'text/plain', 'hello'],
    [
      'a form',
      'a=1&b=x+y%21&a=2&data%5Bid%5D=7',
      'application/x-www-form-urlencoded',
      { a: ['1', '2'], b: 'x y!', 'data[id]': '7' },
    ],
    ['a form without a type', 'payload=%7B%7D&x=1', null, { payload: '{}', x: '1' }],
    [
      'a form in Latin-1',
      'a=%E9+%80',
      'application/x-www-form-urlencoded; charset=windows-1252',
      { a: 'é €' },
    ],
    [
      'a form with a lone escape',
      'a=100%&b=%zz',
      'application/x-www-form-urlencoded',
      { a: '100%', b: '%zz' },
    ],
    ['XML', '<a><b x="1">0012</b></a>', 'text/xml', { a: { b: { '@x': '1', '#text': '0012' } } }],
    ['XML without a type', '<?xml version="1.0"?><a/>', null, { a: '' }],
    [
      'XML in the charset it declares',
      iconv.encode('<?xml version="1.0" encoding="ISO-8859-1"?><a>é</a>', 'latin1'),
      'application/soap+xml',
      { a: 'é' },
    ],
    ['lines of JSON', '{"a":1}\n\n{"a":2}\r\n', 'application/x-ndjson', '{"a":1}\n\n{"a":2}\r\n'],
    [
      'lines of JSON under a plain type',
      '{"a":1}\n{"a":2}\n',
      'application/octet-stream',
      '{"a":1}\n{"a":2}\n',
    ],
    ['nothing', '', 'application/json', {}],
  ])('reads %s', async (_, body, type, value) => {
    expect(await valueOf(body, type)).toEqual(value);
  });

  it('reads a GET by its query', async () => {
    const head = { method: 'GET', query: 'topic=order&id=5&id=6&x=%C3%A9' };

    expect(await valueOf('', null, { head })).toEqual({ topic: 'order', id: ['5', '6'], x: 'é' });
  });

  it("takes the receiver's word over the sender's", async () => {
    expect(await valueOf('{"a":1}', 'text/html', { receiver: { format: 'json' } })).toEqual({ a: 1 });
    expect(await valueOf('{"a":1}', 'application/json', { receiver: { format: 'text' } })).toBe('{"a":1}');
  });

  it('takes the JSON inside a form field for the body, and keeps the other fields', async () => {
    const body = `token=t&payload=${encodeURIComponent('[{"id":1}]')}`;
    const type = 'application/x-www-form-urlencoded';

    expect(await decoded(body, type, { receiver: { formField: 'payload' } })).toMatchObject({
      value: [{ id: 1 }],
      fields: { token: 't' },
    });
    expect(await valueOf(body, type, { receiver: { formField: 'other' } })).toMatchObject({ token: 't' });
    expect(await codeOf('payload=%7B', type, { receiver: { formField: 'payload' } })).toBe('json-malformed');
  });

  it.each(['\r\n', '\n'])('reads multipart bodies whose lines end with %j', async (end) => {
    const body = [
      'preamble',
      '--b1',
      'Content-Disposition: form-data; name="id"',
      '',
      '12',
      '--b1 ',
      'content-disposition: form-data; name="note"; filename="a\\"b.txt"',
      'Content-Type: text/plain',
      '',
      'line one',
      '--b1x is no boundary',
      '--b1',
      'Content-Disposition: form-data; name="id"',
      '',
      '',
      '--b1--',
      'epilogue',
    ].join(end);

    const note = ['line one', '--b1x is no boundary'].join(end);
    expect(await valueOf(body, 'multipart/form-data; boundary=b1')).toEqual({
      id: ['12', ''],
      note: { filename: 'a"b.txt', contentType: 'text/plain', size: note.length, content: note },
    });
  });

  it('keeps binary parts as base64', async () => {
    const body =
      '--x\nContent-Disposition: form-data; name="f"; filename="p.png"\nContent-Type: image/png\n\n\u0001\u0002\n--x--';

    expect(await valueOf(body, 'multipart/form-data; boundary="x"')).toEqual({
      f: { filename: 'p.png', contentType: 'image/png', size: 2, content: 'AQI=' },
    });
  });
});

describe('CloudEvents', () => {
  const ce = {
    'ce-specversion': '1.0',
    'ce-id': 'e%201',
    'ce-type': 'order.updated',
    'ce-source': '/shop',
    'ce-myext': 'x',
  };

  it('become one object in binary mode, whatever the body', async () => {
    expect(await valueOf('{"a":1}', 'application/json', { headers: ce })).toEqual({
      specversion: '1.0',
      id: 'e 1',
      type: 'order.updated',
      source: '/shop',
      myext: 'x',
      datacontenttype: 'application/json',
      data: { a: 1 },
    });
    expect(await valueOf('hi', 'text/plain', { headers: ce })).toMatchObject({ id: 'e 1', data: 'hi' });
    expect(await valueOf('', null, { headers: ce })).toMatchObject({ type: 'order.updated' });
  });

  it('are wrapped the same way around a body too large to parse at once', async () => {
    const big = JSON.stringify({ pad: 'x'.repeat(300_000) });

    const text = (await valueOf(big, 'application/json', { headers: ce })) as string;

    expect(JSON.parse(text)).toMatchObject({ id: 'e 1', data: JSON.parse(big) as object });
  });

  it('are taken as they are in structured mode and split in batch mode', async () => {
    const event = { specversion: '1.0', id: '1' };

    expect(await valueOf(JSON.stringify(event), 'application/cloudevents+json')).toEqual(event);
    expect(
      await decoded(JSON.stringify([event]), 'application/cloudevents-batch+json; charset=UTF-8'),
    ).toMatchObject({
      isList: true,
      value: [event],
    });
  });
});

describe('compressed bodies', () => {
  const plain = Buffer.from('{"a":1}');

  it.each([
    ['gzip', gzipSync(plain)],
    ['x-gzip', gzipSync(plain)],
    ['deflate', deflateSync(plain)],
    ['deflate', deflateRawSync(plain)],
    ['br', brotliCompressSync(plain)],
    ['zstd', zstdCompressSync(plain)],
    ['gzip, br', brotliCompressSync(gzipSync(plain))],
    ['identity', plain],
  ])('in %s are inflated', async (encoding, body) => {
    expect(await valueOf(body, 'application/json', { headers: { 'content-encoding': encoding } })).toEqual({
      a: 1,
    });
  });

  it('stop at the cap, and are refused when broken or unknown', async () => {
    const bomb = gzipSync(Buffer.alloc(5_000_000, 0x20));
    const of = (encoding: string) => ({ headers: { 'content-encoding': encoding } });

    expect(await codeOf(bomb, 'application/json', of('gzip'))).toBe('inflated-too-large');
    expect(await codeOf('nonsense', 'application/json', of('gzip'))).toBe('inflate-failed');
    expect(await codeOf(plain, 'application/json', of('lzma'))).toBe('encoding-unknown');
    expect(await codeOf(plain, 'application/json', of('gzip,gzip,gzip,gzip'))).toBe('encoding-unknown');
  });
});

describe('bodies nobody can read', () => {
  it.each<[string, Buffer | string, string | null, string]>([
    ['truncated JSON', '{"a":[1,2', 'application/json', 'json-malformed'],
    ['JSON nested 300 deep', '['.repeat(300) + ']'.repeat(300), 'application/json', 'too-deep'],
    ['JSON nested 100,000 deep as text', '['.repeat(100_000), 'text/plain', 'too-deep'],
    ['truncated JSON without a type', '{"a":', null, 'json-malformed'],
    [
      'bytes that are no UTF-8',
      Buffer.from([0x7b, 0x22, 0xe9, 0x22, 0x7d]),
      'application/json',
      'charset-invalid',
    ],
    [
      'another charset than declared',
      Buffer.from([0x22, 0xff, 0xff, 0x22]),
      'application/json; charset=utf-8',
      'charset-invalid',
    ],
    ['a charset nobody knows', '{}', 'application/json; charset=klingon', 'charset-unknown'],
    [
      'a form in a charset nobody knows',
      'a=1',
      'application/x-www-form-urlencoded; charset=klingon',
      'charset-unknown',
    ],
    ['100,000 form fields', 'a=1&'.repeat(100_000), 'application/x-www-form-urlencoded', 'too-many-fields'],
    [
      '1,000 parts',
      '--b\n\nx\n'.repeat(1_000) + '--b--',
      'multipart/form-data; boundary=b',
      'too-many-parts',
    ],
    ['parts without an end', '--b\n\nx\n', 'multipart/form-data; boundary=b', 'multipart-malformed'],
    ['parts without the boundary', 'x', 'multipart/form-data; boundary=b', 'multipart-malformed'],
    [
      'part headers without an end',
      '--b\nContent-Disposition: x\n--b--',
      'multipart/form-data; boundary=b',
      'multipart-malformed',
    ],
    ['an entity bomb', '<!DOCTYPE a [<!ENTITY b "bbbb">]><a>&b;</a>', 'text/xml', 'xml-doctype'],
    ['an entity bomb sent as text', '<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>', 'text/plain', 'xml-doctype'],
    ['XML nested 300 deep', '<a>'.repeat(300), 'text/xml', 'too-deep'],
    ['truncated XML', '<a><b>', 'text/xml', 'xml-malformed'],
    ['XML with crossed tags', '<a><b></a></b>', 'text/xml', 'xml-malformed'],
    ['XML with two roots', '<a/><b/>', 'text/xml', 'xml-malformed'],
    ['XML without an element', '<!-- -->', 'text/xml', 'xml-malformed'],
    ['XML with an open attribute', '<a b="c>', 'text/xml', 'xml-malformed'],
    ['XML with an open comment', '<a><!-- ', 'text/xml', 'xml-malformed'],
    ['XML with text around it', 'x<a/>', 'text/xml', 'xml-malformed'],
  ])('%s', async (_, body, type, code) => {
    expect(await codeOf(body, type)).toBe(code);
  });

  it('tell where UTF-8 ends', async () => {
    const body = Buffer.concat([Buffer.from('{"a":"é'.repeat(100)), Buffer.from([0xff]), Buffer.from('"}')]);

    const result = await decoded(body, 'application/json');

    expect(result).toMatchObject({ facts: { offset: body.indexOf(0xff) } });
  });
});
