import { createPublicKey, verify } from 'node:crypto';

import { Webhook } from 'standardwebhooks';

import type { EndpointView } from '../registry/index.js';
import { ownHeaders, Signing } from './signing.js';

const AT = 1_731_705_121_000;
/** Of the scheme's own documents. */
const VECTOR = {
  secret: 'whsec_plJ3nmyCDGBKInavdOK15jsl',
  id: 'msg_loFOjxBNrRLzqYUf',
  body: '{"event_type":"ping","data":{"success":true}}',
  signature: 'v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0=',
};
/** The key pair of RFC 8032, 7.1, test 2. */
const SEED = '4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb';
const OPEN = '3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c';
const PAIR = `whsk_${Buffer.from(SEED + OPEN, 'hex').toString('base64')}`;

type Secrets = EndpointView['secrets'];

function subscriber(secrets: Secrets, signs: readonly ('v1' | 'v1a')[] = ['v1']): EndpointView {
  return { secrets, definition: { signs, headers: { 'x-plain': 'a' } } } as unknown as EndpointView;
}

const value = (text: string, notAfter?: number) => [
  { id: 's', value: text, ...(notAfter === undefined ? {} : { notAfter }) },
];

describe('a signed call', () => {
  const signing = new Signing();
  const { id, body } = VECTOR;

  it('is signed as the published vector is', () => {
    const headers = signing.headers(subscriber({ v1: value(VECTOR.secret) }), { id, at: AT, body });

    expect(headers).toEqual({
      'webhook-id': id,
      'webhook-timestamp': '1731705121',
      'webhook-signature': VECTOR.signature,
    });
  });

  it('is taken by the official library under either of two secrets', () => {
    const secrets = {
      v1: [...value(`whsec_${Buffer.alloc(32, 1).toString('base64')}`), ...value(VECTOR.secret)],
    };
    const message = { id, at: Date.now(), body };
    const headers = signing.headers(subscriber(secrets), message);

    for (const { value: secret } of secrets.v1)
      expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
    expect(() =>
      new Webhook(`whsec_${Buffer.alloc(32, 2).toString('base64')}`).verify(body, headers),
    ).toThrow();
  });

  it('of v1a is verified with the public key alone', () => {
    const headers = signing.headers(subscriber({ v1a: value(PAIR) }, ['v1a']), { id, at: AT, body });
    const [scheme, signature = ''] = (headers['webhook-signature'] ?? '').split(',');
    const head = Buffer.from('302a300506032b6570032100', 'hex');
    const key = createPublicKey({
      key: Buffer.concat([head, Buffer.from(OPEN, 'hex')]),
      format: 'der',
      type: 'spki',
    });

    expect(scheme).toBe('v1a');
    expect(verify(null, Buffer.from(`${id}.1731705121.${body}`), key, Buffer.from(signature, 'base64'))).toBe(
      true,
    );
  });

  it('is not signed any more by a secret whose day is over', () => {
    const secrets = { v1: [...value(VECTOR.secret), ...value('whsec_b2xkb2xkb2xkb2xkb2xkb2xkb2xk', AT - 1)] };

    expect(signing.headers(subscriber(secrets), { id, at: AT, body })['webhook-signature']).toBe(
      VECTOR.signature,
    );
  });

  it('carries the headers an operator added, those kept as secrets too', () => {
    const secrets = { 'header.authorization': value('Bearer t'), v1: value(VECTOR.secret) };

    expect(ownHeaders(subscriber(secrets), AT)).toEqual({ 'x-plain': 'a', authorization: 'Bearer t' });
  });
});
