import { createPublicKey } from 'node:crypto';

import {
  all,
  clientCertificate,
  compileVerifier,
  defineConnector,
  ipList,
  jwt,
  rsa,
  signatures,
  type KeyDocuments,
  type LiveSecrets,
  type VerifyScheme,
} from '@hookyard/sdk';
import { conformance, sign, type Fixture } from '@hookyard/sdk/testing';

import { aCertificate } from '../../test/kit/certificates.js';

const AT = Date.parse('2026-03-04T05:06:07Z');
const WEEK_MS = 7 * 86_400_000;
const KEYS = 'https://keys.example.com/jwks';
const leaf = aCertificate({ name: 'sender', kind: 'rsa' });
const publicKey = createPublicKey(leaf.key);
const pem = String(publicKey.export({ type: 'spki', format: 'pem' }));
const set = JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'k1' }] });

interface Case {
  readonly scheme: VerifyScheme;
  readonly signing: Readonly<Record<string, string>>;
  readonly stored?: Readonly<Record<string, string>>;
  readonly documents?: string;
}

const CASES: Readonly<Record<string, Case>> = {
  'a token under a shared secret': {
    scheme: jwt({ header: 'authorization', prefix: 'Bearer ', algorithms: ['HS256'], issuer: 'acme' }),
    signing: { webhook: 'a shared secret' },
  },
  'a token that binds the body': {
    scheme: jwt({
      header: 'x-token',
      algorithms: ['RS256'],
      maxAge: '5m',
      bodyClaim: { claim: 'sha', hash: 'sha512', encoding: 'base64url' },
    }),
    signing: { webhook: leaf.key },
    stored: { webhook: pem },
  },
  'a token under a key of a set': {
    scheme: jwt({ query: 'token', algorithms: ['RS256'], jwks: KEYS, audience: ['me', 'us'] }),
    signing: { webhook: leaf.key },
    stored: {},
    documents: set,
  },
  'a certificate the request names': {
    scheme: rsa({
      header: 'x-signature',
      certificate: { url: { header: 'x-cert-url' }, hosts: ['*.example.com'], path: '/certs/*.pem' },
    }),
    signing: { webhook: leaf.key },
    stored: {},
    documents: leaf.cert,
  },
  SNS: {
    scheme: signatures.sns.verify,
    signing: { webhook: leaf.key, topicArn: 'arn:aws:sns:eu-west-1:1:orders' },
    documents: leaf.cert,
  },
  'a client certificate from an address': {
    scheme: all([
      ipList({ ranges: ['203.0.113.0/24'] }),
      clientCertificate({
        fingerprint: { header: 'x-fingerprint' },
        subject: { header: 'x-dn', is: 'CN=a' },
      }),
    ]),
    signing: { webhook: 'AA:BB' },
  },
};

describe('signing as a provider', () => {
  it.each(Object.entries(CASES))('%s: what is signed verifies, and nothing else does', (_, given) => {
    const { scheme, signing, stored = signing, documents } = given;
    const verifier = compileVerifier(scheme);
    const request = sign(scheme, { body: '{"id":"1"}' }, signing, { at: AT });
    const at: KeyDocuments = () => (documents === undefined ? undefined : { text: documents });

    expect(verifier.verify(request, live(stored), AT, at)).toMatchObject({ ok: true });
    expect(
      verifier.verify({ ...request, headers: {}, query: '', body: Buffer.from('{}') }, live(stored), AT, at),
    ).toMatchObject({ ok: false });
  });

  it.each(Object.entries(CASES).filter(([, given]) => isTimed(given)))(
    '%s: is too old a week later',
    (_, given) => {
      const { scheme, signing, stored = signing, documents } = given;
      const request = sign(scheme, { body: '{"id":"1"}' }, signing, { at: AT });

      const result = compileVerifier(scheme).verify(request, live(stored), AT + WEEK_MS, () =>
        documents === undefined ? undefined : { text: documents },
      );

      expect(result).toMatchObject({ ok: false, reason: 'too-old' });
    },
  );

  it('says what a test wants a token to say', () => {
    const scheme = jwt({ header: 'x-token', algorithms: ['HS256'], audience: 'me' });
    const { headers } = sign(scheme, { body: '' }, 'secret', { at: AT, kid: 'k9', claims: { sub: 'you' } });
    const [head, claims] = (headers['x-token'] ?? '')
      .split('.')
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()) as object);

    expect(head).toEqual({ alg: 'HS256', typ: 'JWT', kid: 'k9' });
    expect(claims).toEqual({ aud: 'me', iat: AT / 1000, exp: AT / 1000 + 300, sub: 'you' });
  });
});

describe('the conformance suite', () => {
  const connector = defineConnector({
    name: 'acme',
    version: '1.0.0',
    scopes: { Notification: ['MESSAGE', 'CREATED', 'Message'] },
    webhook: { ...signatures.sns, scope: 'Type', externalId: 'MessageId' },
  });
  const SigningCertURL = 'https://sns.eu-west-1.amazonaws.com/SimpleNotificationService-1.pem';
  const fixture: Fixture = {
    name: 'message',
    request: {
      body: JSON.stringify({ Type: 'Notification', MessageId: 'm-1', Message: 'hi', SigningCertURL }),
    },
    secret: { webhook: leaf.key, topicArn: 'arn:aws:sns:eu-west-1:1:orders' },
    documents: { [SigningCertURL]: leaf.cert },
    expect: [{ scope: 'Notification', externalId: 'm-1' }],
  };

  it('hands out the certificates of a fixture, and fails one that has none', async () => {
    expect(await failuresOf(fixture)).toEqual([]);
    expect(await failuresOf({ ...fixture, documents: {} })).toContain('message: its signature verifies');
  });

  it.each(['asana', 'cloudevents', 'event-grid', 'microsoft-graph', 'sns'] as const)(
    'has the handshakes of %s answered',
    async (name) => {
      const checks = conformance(
        { ...connector, webhook: { ...connector.webhook, ...signatures[name] } },
        { fixtures: [fixture] },
      ).filter((check) => check.name.startsWith('handshake'));

      await Promise.all(checks.map(({ run }) => run()));

      expect(checks.length).toBeGreaterThan(0);
    },
  );

  async function failuresOf(given: Fixture): Promise<readonly string[]> {
    const failed: string[] = [];
    for (const { name, run } of conformance(connector, { fixtures: [given] }))
      await run().catch(() => failed.push(name));
    return failed;
  }
});

function isTimed({ scheme }: Case): boolean {
  return scheme.kind === 'jwt' || scheme === signatures.sns.verify;
}

function live(values: Readonly<Record<string, string>>): LiveSecrets {
  return Object.fromEntries(Object.entries(values).map(([id, value]) => [id, [{ id, value }]]));
}
