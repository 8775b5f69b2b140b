import { createHash, createHmac, generateKeyPairSync, sign as signBytes, type KeyObject } from 'node:crypto';

import {
  compileVerifier,
  credentialPlaces,
  jwt,
  secretsUsed,
  verifySchemeSchema,
  type JwtOptions,
  type KeyDocuments,
  type SignedRequest,
  type VerifyScheme,
} from '@hookyard/sdk';

const AT = Date.parse('2026-03-04T05:06:07Z');
const SECONDS = AT / 1000;
const KEYS = 'https://keys.example.com/jwks.json';
const BODY = '{"id":1}';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const other = generateKeyPairSync('rsa', { modulusLength: 2048 });

const BEARER = { header: 'authorization', prefix: 'Bearer ' } as const;
const BY_KEYS: JwtOptions = {
  ...BEARER,
  algorithms: ['RS256', 'ES256'],
  jwks: KEYS,
  issuer: 'https://issuer.example.com',
  audience: 'hookyard',
};
const CLAIMS = { iss: 'https://issuer.example.com', aud: 'hookyard', iat: SECONDS, exp: SECONDS + 60 };

const set = (...keys: readonly (readonly [kid: string, key: KeyObject])[]): string =>
  JSON.stringify({ keys: keys.map(([kid, key]) => ({ ...key.export({ format: 'jwk' }), kid, use: 'sig' })) });
const served =
  (text: string): KeyDocuments =>
  (url) =>
    url === KEYS ? { text } : undefined;
const both = served(set(['r1', rsa.publicKey], ['e1', ec.publicKey]));

describe('a token signed by keys of a set', () => {
  it.each([
    ['RS256', 'r1', rsa.privateKey],
    ['ES256', 'e1', ec.privateKey],
  ] as const)('is believed under %s', (alg, kid, key) => {
    const result = judge(BY_KEYS, token({ alg, kid }, CLAIMS, key), both);

    expect(result).toEqual({ ok: true, scheme: `jwt-${alg.toLowerCase()}`, secretId: null });
  });

  it.each([
    ['another issuer', { iss: 'https://else.example.com' }, 'wrong-issuer'],
    ['another audience', { aud: ['a', 'b'] }, 'wrong-audience'],
    ['an end an hour ago', { exp: SECONDS - 3600 }, 'too-old'],
    ['a beginning in an hour', { nbf: SECONDS + 3600 }, 'too-new'],
    ['a time of making in an hour', { iat: SECONDS + 3600 }, 'too-new'],
    ['no end', { exp: undefined }, 'missing-timestamp'],
    ['an end that is no time', { exp: 'never' }, 'malformed-timestamp'],
  ])('with %s is refused before a key is asked for', (_, changed, reason) => {
    const none: KeyDocuments = () => {
      throw new Error('a key was asked for');
    };

    const result = judge(
      BY_KEYS,
      token({ alg: 'RS256', kid: 'r1' }, { ...CLAIMS, ...changed }, rsa.privateKey),
      none,
    );

    expect(result).toEqual({ ok: false, reason });
  });

  it('is given the leeway of clocks', () => {
    const late = token({ alg: 'RS256', kid: 'r1' }, { ...CLAIMS, exp: SECONDS - 59 }, rsa.privateKey);

    expect(judge(BY_KEYS, late, both)).toMatchObject({ ok: true });
    expect(judge({ ...BY_KEYS, leeway: '10s' }, late, both)).toMatchObject({ reason: 'too-old' });
  });

  it('asks for the set while it is not at hand, and for a newer one where its key is missing', () => {
    const unknown = token({ alg: 'RS256', kid: 'r2' }, CLAIMS, rsa.privateKey);

    expect(judge(BY_KEYS, unknown)).toEqual({
      ok: false,
      reason: 'key-unavailable',
      needs: { url: KEYS, isRefresh: false },
    });
    expect(judge(BY_KEYS, unknown, both)).toEqual({
      ok: false,
      reason: 'unknown-key',
      needs: { url: KEYS, isRefresh: true },
    });
  });

  it('finds its key without naming it', () => {
    expect(judge(BY_KEYS, token({ alg: 'ES256' }, CLAIMS, ec.privateKey), both)).toMatchObject({ ok: true });
  });

  it.each([
    ['a key of another', token({ alg: 'RS256', kid: 'r1' }, CLAIMS, other.privateKey), 'signature-mismatch'],
    ['no signature', token({ alg: 'none' }, CLAIMS, null), 'malformed-signature'],
    // The public key as a shared secret: the oldest trick there is.
    [
      'the public key as a secret',
      hs256(CLAIMS, String(rsa.publicKey.export({ type: 'spki', format: 'pem' }))),
      'malformed-signature',
    ],
    [
      'an extension nobody knows',
      token({ alg: 'RS256', kid: 'r1', crit: ['b64'] }, CLAIMS, rsa.privateKey),
      'malformed-signature',
    ],
    ['claims of another', swapped(), 'signature-mismatch'],
    ['text that is no token', 'hello', 'malformed-signature'],
    ['more than any token has', `a.${'b'.repeat(9000)}.c`, 'malformed-signature'],
  ])('with %s is refused', (_, text, reason) => {
    expect(judge(BY_KEYS, text, both)).toEqual({ ok: false, reason });
  });

  it('is refused where the set is none, or holds a key of another use', () => {
    const text = token({ alg: 'RS256', kid: 'r1' }, CLAIMS, rsa.privateKey);
    const forEncryption = JSON.stringify({
      keys: [{ ...rsa.publicKey.export({ format: 'jwk' }), kid: 'r1', use: 'enc' }],
    });

    expect(judge(BY_KEYS, text, served('<html>'))).toMatchObject({ reason: 'unknown-key' });
    expect(judge(BY_KEYS, text, served(forEncryption))).toMatchObject({ reason: 'unknown-key' });
  });
});

describe('a token that binds the body', () => {
  const scheme: JwtOptions = {
    header: 'x-verification',
    algorithms: ['ES256'],
    maxAge: '5m',
    bodyClaim: { claim: 'request_body_sha256' },
  };
  const secrets = {
    webhook: [{ id: 'sec_1', value: String(ec.publicKey.export({ type: 'spki', format: 'pem' })) }],
  };
  const claims = {
    iat: SECONDS,
    request_body_sha256: createHash('sha256').update(BODY).digest('hex'),
  };
  const text = token({ alg: 'ES256' }, claims, ec.privateKey);
  const verify = (given: string, body = BODY) =>
    compileVerifier(jwt(scheme)).verify(request({ 'x-verification': given }, body), secrets, AT);

  it('is believed for that body, under a key that is the secret', () => {
    expect(verify(text)).toEqual({ ok: true, scheme: 'jwt-es256', secretId: 'sec_1' });
  });

  it('is refused for another, without the claim, or made longer ago', () => {
    const unbound = token({ alg: 'ES256' }, { iat: SECONDS }, ec.privateKey);
    const old = token({ alg: 'ES256' }, { ...claims, iat: SECONDS - 600 }, ec.privateKey);

    expect(verify(text, '{"id":2}')).toEqual({ ok: false, reason: 'body-hash-mismatch' });
    expect(verify(unbound)).toEqual({ ok: false, reason: 'missing-body-hash' });
    expect(verify(old)).toEqual({ ok: false, reason: 'too-old' });
  });

  it('is no credential, and one that binds none is', () => {
    expect(credentialPlaces(jwt(scheme)).headers).toEqual([]);
    expect(credentialPlaces(jwt({ ...scheme, bodyClaim: undefined })).headers).toEqual(['x-verification']);
    expect(secretsUsed(jwt(scheme))).toEqual(['webhook']);
    expect(secretsUsed(jwt(BY_KEYS))).toEqual([]);
  });
});

describe('a token under a shared secret', () => {
  const scheme = jwt({ ...BEARER, algorithms: ['HS256'], claims: { scope: 'hooks' } });
  const claims = { exp: SECONDS + 60, scope: 'hooks' };

  it('is believed with the secret and its claims, and not without', () => {
    const verify = (text: string) =>
      compileVerifier(scheme).verify(
        request({ authorization: `Bearer ${text}` }),
        { webhook: [{ id: 'sec_1', value: 'a shared secret' }] },
        AT,
      );

    expect(verify(hs256(claims, 'a shared secret'))).toEqual({
      ok: true,
      scheme: 'jwt-hs256',
      secretId: 'sec_1',
    });
    expect(verify(hs256(claims, 'another secret'))).toEqual({ ok: false, reason: 'signature-mismatch' });
    expect(verify(hs256({ ...claims, scope: 'all' }, 'a shared secret'))).toEqual({
      ok: false,
      reason: 'wrong-claim',
    });
  });
});

describe('a token as data', () => {
  it.each<[string, object, string]>([
    ['a shared secret beside public keys', { algorithms: ['HS256', 'RS256'] }, 'HS256 stands alone'],
    ['a shared secret from a set', { algorithms: ['HS256'] }, 'HS256 needs a shared one'],
    ['a set in the open', { jwks: 'http://keys.example.com' }, 'must be an https address'],
    ['a set that hides as local', { jwks: 'http://localhost.example.com' }, 'must be an https address'],
    ['a set for anybody', { issuer: undefined, audience: undefined }, 'must say whose token it is'],
    ['a secret nobody reads', { secret: 'webhook' }, 'is not read'],
  ])('has not %s', (_, changed, message) => {
    const data = JSON.parse(JSON.stringify({ ...jwt(BY_KEYS), ...changed })) as VerifyScheme;
    const parsed = verifySchemeSchema.safeParse(data);

    expect(parsed.error?.issues.map((issue) => issue.message).join()).toContain(message);
  });
});

function judge(options: JwtOptions, text: string, documents?: KeyDocuments) {
  return compileVerifier(jwt(options)).verify(
    request({ authorization: `Bearer ${text}` }),
    {},
    AT,
    documents,
  );
}

function request(headers: Readonly<Record<string, string>>, body = BODY): SignedRequest {
  return {
    method: 'POST',
    url: 'https://h.example.com',
    headers,
    query: '',
    path: '',
    body: Buffer.from(body),
  };
}

function token(head: object, claims: object, key: KeyObject | null): string {
  const signed = `${encoded(head)}.${encoded(claims)}`;
  const signature =
    key === null
      ? 'AAAA'
      : signBytes('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');
  return `${signed}.${signature}`;
}

function hs256(claims: object, secret: string): string {
  const signed = `${encoded({ alg: 'HS256' })}.${encoded(claims)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}

function swapped(): string {
  const [head, , signature] = token({ alg: 'RS256', kid: 'r1' }, CLAIMS, rsa.privateKey).split('.');
  return `${head}.${encoded({ ...CLAIMS, sub: 'root' })}.${signature}`;
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
