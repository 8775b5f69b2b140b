import { createHmac, randomUUID } from 'node:crypto';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';

import fc from 'fast-check';

import { changed } from './bodies.js';
import { FRAMINGS, type Planned, framed } from './planned.js';
import { jsonOf } from './raw-json.js';
import { nasty, nastyText } from './values.js';

/** Where hooks go, and how they are signed there; without a secret they are not. */
export interface HookAddress {
  readonly path: string;
  readonly signature?: {
    readonly header: string;
    readonly encoding: 'hex' | 'base64';
    readonly secret: string;
  };
  /** The delivery id's header. */
  readonly delivery?: string;
}

/** A hook as its sender would send it. */
export interface HookSeed {
  readonly address: HookAddress;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

type Encoding = 'none' | 'gzip' | 'deflate' | 'br' | 'lie' | 'unknown';
const ENCODED: Readonly<Record<Encoding, (body: Buffer) => Buffer>> = {
  none: (body) => body,
  gzip: (body) => gzipSync(body),
  deflate: (body) => deflateSync(body),
  br: (body) => brotliCompressSync(body),
  lie: (body) => body,
  unknown: (body) => body,
};

interface ByteChange {
  readonly at: number;
  readonly how: 'flip' | 'cut' | 'put' | 'double';
  readonly put: string;
}

const BYTE_CHANGES: fc.Arbitrary<readonly ByteChange[]> = fc.array(
  fc.record({
    at: fc.double({ min: 0, max: 0.999, noNaN: true }),
    how: fc.constantFrom('flip' as const, 'cut' as const, 'put' as const, 'double' as const),
    put: fc.oneof(
      nastyText,
      fc.constantFrom(
        '<!DOCTYPE a [<!ENTITY e "x">]>',
        '<![CDATA[',
        '&#0;',
        '%',
        '&a=1',
        '\r\n--b\r\n',
        '[['.repeat(300),
      ),
    ),
  }),
  { maxLength: 3 },
);

const TYPES: fc.Arbitrary<string | undefined> = fc.oneof(
  { weight: 10, arbitrary: fc.constant(undefined) },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      'application/json',
      'application/json; charset=utf-16le',
      'application/json; charset=klingon',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=b',
      'multipart/form-data',
      'application/xml',
      'text/xml; charset=iso-8859-1',
      'text/plain',
      'application/x-ndjson',
      'application/octet-stream',
      'garbage',
      '',
    ),
  },
);

/** Hooks of known senders with something of them changed, mostly signed as they then are. */
export function hookRequests(seeds: readonly HookSeed[]): fc.Arbitrary<Planned> {
  return fc.constantFrom(...seeds).chain((seed) => hooksLike(seed));
}

function hooksLike(seed: HookSeed): fc.Arbitrary<Planned> {
  const value = jsonIn(seed.body);
  const bodies =
    value === undefined
      ? fc.constant(seed.body)
      : fc.oneof(
          { weight: 8, arbitrary: changed(value).map((one) => Buffer.from(jsonOf(one))) },
          { weight: 1, arbitrary: nasty.map((one) => Buffer.from(jsonOf(one))) },
        );
  return fc
    .record({
      body: bodies,
      changes: fc.oneof(
        { weight: 3, arbitrary: fc.constant<readonly ByteChange[]>([]) },
        { weight: 1, arbitrary: BYTE_CHANGES },
      ),
      encoding: fc.oneof(
        { weight: 12, arbitrary: fc.constant('none' as const) },
        { weight: 1, arbitrary: fc.constantFrom(...(Object.keys(ENCODED) as Encoding[])) },
      ),
      isSigned: fc.oneof(
        { weight: 9, arbitrary: fc.constant(true) },
        { weight: 1, arbitrary: fc.constant(false) },
      ),
      delivery: fc.oneof(
        { weight: 9, arbitrary: fc.constant(undefined) },
        {
          weight: 1,
          arbitrary: fc.oneof(fc.nat(5).map(String), fc.constantFrom('', 'x'.repeat(3_000), '\u00ff')),
        },
      ),
      type: TYPES,
      method: fc.oneof(
        { weight: 30, arbitrary: fc.constant('POST') },
        { weight: 1, arbitrary: fc.constantFrom('GET', 'HEAD', 'PUT', 'DELETE', 'OPTIONS', 'PATCH') },
      ),
      tail: fc.oneof(
        { weight: 20, arbitrary: fc.constant('') },
        {
          weight: 1,
          arbitrary: fc.constantFrom(
            '?a=1&a=2',
            '?%zz',
            '/more',
            '/../..',
            '?__proto__=1',
            '?challenge=x&hub.mode=subscribe',
            '#x',
            '?\u00ff',
          ),
        },
      ),
      framing: fc.oneof(
        { weight: 20, arbitrary: fc.constant('whole' as const) },
        { weight: 1, arbitrary: fc.constantFrom(...FRAMINGS) },
      ),
    })
    .map((made) => ({
      name: `hook ${seed.address.path.split('/')[1]}`,
      outgoing: () => {
        const plain = made.changes.reduce<Buffer>(withChange, made.body);
        const body = ENCODED[made.encoding](plain);
        const coding = { lie: 'gzip', unknown: 'klingon', none: '' }[made.encoding as 'lie'] ?? made.encoding;
        const { signature, delivery } = seed.address;
        const { 'content-type': usual = 'application/json', ...others } = seed.headers;
        return framed({
          name: `hook ${seed.address.path.split('/')[1]}`,
          method: made.method,
          url: seed.address.path + made.tail,
          headers: [
            ...Object.entries(others),
            ['content-type', made.type ?? usual],
            ...(coding === '' ? [] : ([['content-encoding', coding]] as const)),
            ...(signature && made.isSigned
              ? [[signature.header, signedBy(signature, plain, body)] as const]
              : []),
            ...(delivery === undefined ? [] : ([[delivery, made.delivery ?? randomUUID()]] as const)),
          ],
          body: made.method === 'GET' || made.method === 'HEAD' ? null : body,
          framing: made.framing,
        });
      },
    }));
}

/** Senders sign what they send: the body as it is on the way. */
function signedBy(
  { encoding, secret }: NonNullable<HookAddress['signature']>,
  _plain: Buffer,
  sent: Buffer,
): string {
  return createHmac('sha256', secret).update(sent).digest(encoding);
}

function withChange(body: Buffer, { at, how, put }: ByteChange): Buffer {
  const place = Math.floor(at * body.length);
  const [before, after] = [body.subarray(0, place), body.subarray(place)];
  switch (how) {
    case 'flip':
      return Buffer.concat([before, Buffer.from([(after[0] ?? 0) ^ 0x81]), after.subarray(1)]);
    case 'cut':
      return before;
    case 'put':
      return Buffer.concat([before, Buffer.from(put), after]);
    case 'double':
      return Buffer.concat([body, after]);
  }
}

function jsonIn(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8')) as unknown;
  } catch {
    return undefined;
  }
}
