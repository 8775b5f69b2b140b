import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';

import type { AuthAssertion } from '@hookyard/sdk';

import { signedAssertion } from './signed-assertion.js';

const RSA = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const EC = generateKeyPairSync('ec', { namedCurve: 'prime256v1' }).privateKey;
const NOW = 1_770_113_472_345;

const pemOf = (key: typeof RSA, type: 'pkcs1' | 'pkcs8' | 'sec1'): string =>
  key.export({ type: type as 'pkcs8', format: 'pem' }).toString();

function signed(assertion: Partial<AuthAssertion>, key = pemOf(RSA, 'pkcs8')) {
  const facts = { issuer: 'app-1', tokenUrl: 'https://system.example/token', now: NOW };
  const token = signedAssertion({ assertion: { key: 'privateKey', ...assertion }, key, ...facts });
  const [head = '', body = '', signature = ''] = token.split('.');
  const read = (part: string): unknown => JSON.parse(Buffer.from(part, 'base64url').toString());
  const by = (of: typeof RSA): boolean =>
    verify(
      'sha256',
      Buffer.from(`${head}.${body}`),
      { key: createPublicKey(of), dsaEncoding: 'ieee-p1363' },
      Buffer.from(signature, 'base64url'),
    );
  return { head: read(head), body: read(body), by };
}

describe('the JWT an app signs', () => {
  it('says who signs it, what for, and until when', () => {
    const { head, body, by } = signed({
      subject: 'ada@example.com',
      keyId: 'k1',
      claims: { scope: 'a b', admin: true },
    });

    expect(head).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'k1' });
    expect(body).toEqual({
      iss: 'app-1',
      sub: 'ada@example.com',
      aud: 'https://system.example/token',
      iat: 1_770_113_412,
      exp: 1_770_113_652,
      jti: expect.any(String) as string,
      scope: 'a b',
      admin: true,
    });
    expect([by(RSA), by(EC)]).toEqual([true, false]);
  });

  it('is for nobody by name where it is no grant', () => {
    expect(signed({ sentAs: 'bearer', lifetimeSeconds: 540 }).body).toEqual({
      iss: 'app-1',
      iat: 1_770_113_412,
      exp: 1_770_114_012,
    });
  });

  it('is signed with any form of its key', () => {
    expect(signed({}, pemOf(RSA, 'pkcs1')).by(RSA)).toBe(true);
    expect(signed({ algorithm: 'ES256' }, pemOf(EC, 'sec1')).by(EC)).toBe(true);
  });

  it.each([
    ['no key', 'not a key', 'RS256'],
    ['a key of another algorithm', pemOf(EC, 'pkcs8'), 'RS256'],
    ['a key of another kind', pemOf(RSA, 'pkcs8'), 'ES256'],
  ] as const)('is not made with %s, which names the secret', (_, key, algorithm) => {
    expect(() => signed({ algorithm }, key)).toThrow(
      expect.objectContaining({ failure: 'BadConfig', subject: 'privateKey' }) as Error,
    );
  });
});
