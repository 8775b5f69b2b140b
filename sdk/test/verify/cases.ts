import { generateKeyPairSync, type KeyObject } from 'node:crypto';

import {
  all,
  any,
  basic,
  ecdsa,
  ed25519,
  hash,
  hmac,
  rsa,
  secretPath,
  standardWebhooks,
  token,
  type VerifyScheme,
} from '@hookyard/sdk';
import type { UnsignedRequest } from '@hookyard/sdk/testing';

/** A scheme with what signs and what verifies it. */
export interface SchemeCase {
  readonly name: string;
  readonly scheme: VerifyScheme;
  readonly signWith: string;
  readonly verifyWith: string;
  readonly request?: UnsignedRequest;
}

const ed = generateKeyPairSync('ed25519');
const ec = generateKeyPairSync('ec', { namedCurve: 'prime256v1' });
const rs = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = (key: KeyObject): string =>
  key.export({ format: 'pem', type: key.type === 'private' ? 'pkcs8' : 'spki' }).toString();
const der = (key: KeyObject): string => key.export({ format: 'der', type: 'spki' }).toString('base64');
const bare = (key: KeyObject): Buffer => key.export({ format: 'der', type: 'spki' }).subarray(-32);
const seed = ed.privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-32);
const whsk = `whsk_${Buffer.concat([seed, bare(ed.publicKey)]).toString('base64')}`;
const whpk = `whpk_${bare(ed.publicKey).toString('base64')}`;
const shared = (name: string, scheme: VerifyScheme, secret = 'yard-secret'): SchemeCase => ({
  name,
  scheme,
  signWith: secret,
  verifyWith: secret,
});
const form = { body: 'a=1&b=two+words', headers: { 'content-type': 'application/x-www-form-urlencoded' } };

/** Schemes over the whole request whose content holds a time. */
export const TIMED: readonly SchemeCase[] = [
  shared('hmac with an implied timestamp', hmac({ header: 'X-Acme-Signature', maxAge: '5m' })),
  shared(
    'hmac, key-value list',
    hmac({ header: 'x-sig', list: { separator: ',', pair: '=', key: 'v1' }, timestamp: { item: 't' } }),
  ),
  shared('hmac, milliseconds', hmac({ header: 'x-sig', timestamp: { header: 'x-time', unit: 'ms' } })),
  shared('hmac, RFC 3339', hmac({ header: 'x-sig', timestamp: { header: 'x-time', unit: 'rfc3339' } })),
  shared('hmac, RFC 1123', hmac({ header: 'x-sig', timestamp: { header: 'date', unit: 'rfc1123' } })),
  shared(
    'hmac, time in the body',
    hmac({ body: 's.sig', timestamp: { body: 's.at' }, content: '{timestamp}{field:id}' }),
  ),
  shared('Standard Webhooks v1', standardWebhooks(), `whsec_${Buffer.alloc(24, 7).toString('base64')}`),
  shared('Standard Webhooks v1 with a text key', standardWebhooks({ key: 'utf8', headers: 'svix' })),
  { name: 'Standard Webhooks v1a', scheme: standardWebhooks(), signWith: whsk, verifyWith: whpk },
  {
    name: 'Ed25519, bare key in hex',
    scheme: ed25519({
      header: 'x-sig',
      encoding: 'hex',
      timestamp: { header: 'x-time' },
      content: '{timestamp}{body}',
    }),
    signWith: pem(ed.privateKey),
    verifyWith: bare(ed.publicKey).toString('hex'),
  },
  {
    name: 'ECDSA, key in DER',
    scheme: ecdsa({ header: 'x-sig', timestamp: { header: 'x-time' }, content: '{timestamp}{body}' }),
    signWith: pem(ec.privateKey),
    verifyWith: der(ec.publicKey),
  },
  {
    name: 'RSA, key in PEM',
    scheme: rsa({
      header: 'x-sig',
      id: { header: 'x-id' },
      timestamp: { header: 'x-time', unit: 'rfc3339' },
      content: '{id}|{timestamp}|{crc32}|{method}',
    }),
    signWith: pem(rs.privateKey),
    verifyWith: pem(rs.publicKey),
  },
];

/** Schemes over the whole request without a time. */
export const TIMELESS: readonly SchemeCase[] = [
  shared('hmac sha1', hmac({ header: 'x-sig', hash: 'sha1', prefix: 'sha1=' })),
  shared('hmac sha512 in base64', hmac({ header: 'x-sig', hash: 'sha512', encoding: 'base64' })),
  shared('hmac, key in hex', hmac({ header: 'x-sig', key: 'hex' }), 'a1b2c3d4'),
  shared('hmac, key in base64', hmac({ header: 'x-sig', key: 'base64' }), 'c2VjcmV0IQ=='),
  shared('hmac, SHA-1 of the secret as key', hmac({ header: 'x-sig', key: 'sha1' })),
  shared('hmac, upper case', hmac({ header: 'x-sig', encoding: 'hex-upper' })),
  shared('hmac in the query', hmac({ query: 'sig', encoding: 'base64url' })),
  {
    ...shared(
      'hmac over URL and sorted form',
      hmac({ header: 'x-sig', content: '{url}{sortedForm}', ports: 'either' }),
    ),
    request: form,
  },
  {
    ...shared(
      'hmac over the URL with a body hash',
      hmac({ header: 'x-sig', content: '{url}{sortedForm}', bodyHash: { query: 'bodySHA256' } }),
    ),
  },
  {
    ...shared(
      'hmac in a form field, pairs',
      hmac({ form: 'sig', list: { separator: '&', pair: '|' }, content: '{form:a}' }),
    ),
    request: form,
  },
  shared(
    'hmac over joined fields',
    hmac({ header: 'x-sig', content: '{fields}', fields: { paths: ['id', 'a.b'], escape: 'backslash' } }),
  ),
  shared('hash of secret and body', hash({ header: 'x-sig', content: '{secret}{body}' })),
  shared(
    'hash of secret, method and URL',
    hash({ header: 'x-sig', content: '{secret}{method}{urlDecoded}{body}' }),
  ),
  {
    name: 'ECDSA in 64 bytes',
    scheme: ecdsa({ header: 'x-sig', signatureForm: 'p1363', encoding: 'hex' }),
    signWith: pem(ec.privateKey),
    verifyWith: pem(ec.publicKey),
  },
  {
    name: 'RSA, sha1, key in DER',
    scheme: rsa({ header: 'x-sig', hash: 'sha1' }),
    signWith: pem(rs.privateKey),
    verifyWith: der(rs.publicKey),
  },
  shared('one of two', any([hmac({ header: 'x-new' }), hmac({ header: 'x-old', hash: 'sha1' })])),
  shared('two at once', all([hmac({ header: 'x-sig' }), basic({ user: 'acme' })])),
];

/** Schemes that show a credential instead of signing. */
export const CREDENTIALS: readonly SchemeCase[] = [
  shared('token in a header', token({ header: 'Authorization', prefix: 'Bearer ' })),
  shared('token in the query', token({ query: 'key' })),
  shared('token in the body', token({ body: 'auth.key' })),
  shared('basic with a user', basic({ user: 'acme' })),
  shared('basic with the whole pair', basic(), 'acme:pass:word'),
  shared('secret path', secretPath({ segment: 1 })),
];
