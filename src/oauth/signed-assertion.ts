import { createPrivateKey, randomUUID, sign, type KeyObject } from 'node:crypto';

import { BadConfig, type AuthAssertion } from '@hookyard/sdk';

/** What a JWT is signed for. */
export interface AssertionFacts {
  readonly assertion: AuthAssertion;
  /** The private key, as PEM. */
  readonly key: string;
  /** Who signs. */
  readonly issuer: string;
  /** Where tokens are had: what it is meant for, where the definition names nothing else. */
  readonly tokenUrl: string;
  readonly now: number;
}

/** Clocks differ: the host's may be a little ahead of the system's. */
const SKEW_S = 60;
/** The strictest systems take five minutes at most. */
const LIFETIME_S = 180;

/** A JWT that proves who signs it, once (RFC 7523, 3). Throws BadConfig where the key is none of its algorithm. */
export function signedAssertion({ assertion, key, issuer, tokenUrl, now }: AssertionFacts): string {
  const { algorithm = 'RS256', keyId, subject, audience, claims, lifetimeSeconds = LIFETIME_S } = assertion;
  const isGrant = assertion.sentAs !== 'bearer';
  const meantFor = audience ?? (isGrant ? tokenUrl : undefined);
  const seconds = Math.floor(now / 1_000);
  const head = { alg: algorithm, typ: 'JWT', ...(keyId === undefined ? {} : { kid: keyId }) };
  const body = {
    iss: issuer,
    ...(subject === undefined ? {} : { sub: subject }),
    ...(meantFor === undefined ? {} : { aud: meantFor }),
    iat: seconds - SKEW_S,
    exp: seconds + lifetimeSeconds,
    ...(isGrant ? { jti: randomUUID() } : {}),
    ...claims,
  };
  const signed = `${encoded(head)}.${encoded(body)}`;
  return `${signed}.${signatureOf(signed, keyFor(assertion, key), algorithm)}`;
}

/** As JWS writes them, ECDSA signatures are two numbers side by side (RFC 7518, 3.4). */
function signatureOf(text: string, key: KeyObject, algorithm: 'RS256' | 'ES256'): string {
  const ecdsa = algorithm === 'ES256' ? ({ dsaEncoding: 'ieee-p1363' } as const) : {};
  return sign('sha256', Buffer.from(text), { key, ...ecdsa }).toString('base64url');
}

function keyFor({ key: name, algorithm = 'RS256' }: AuthAssertion, pem: string): KeyObject {
  const found = privateKeyIn(pem);
  const isRight =
    algorithm === 'RS256'
      ? found?.asymmetricKeyType === 'rsa'
      : found?.asymmetricKeyDetails?.namedCurve === 'prime256v1';
  if (found && isRight) return found;
  throw new BadConfig(`the secret "${name}" is no private key for ${algorithm}, as PEM`, name);
}

function privateKeyIn(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

function encoded(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
