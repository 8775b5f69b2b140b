import { createHash, createHmac, createPrivateKey, sign, type KeyObject } from 'node:crypto';

import { hmacKeys } from '../verify/key.js';
import type { SignatureScheme } from '../verify/proof.js';
import type { EcdsaScheme, HmacScheme, StandardWebhooksScheme } from '../verify/scheme.js';
import { expandStandardWebhooks } from '../verify/standard-webhooks.js';

/** The signature over bytes, made with the secret's value. */
export function signatureOver(scheme: SignatureScheme, value: string, data: Buffer): Buffer {
  switch (scheme.kind) {
    case 'hmac':
      return keyedHash(scheme, value, data);
    case 'hash':
      return createHash(hashOf(scheme)).update(data).digest();
    case 'ed25519':
      return sign(null, data, privateKeyOf(value));
    case 'ecdsa':
      return sign(hashOf(scheme), data, { key: privateKeyOf(value), dsaEncoding: dsaEncodingOf(scheme) });
    case 'rsa':
      return sign(hashOf(scheme), data, privateKeyOf(value));
  }
}

/** The plain scheme of the Standard Webhooks version that a secret belongs to. */
export function standardScheme(scheme: StandardWebhooksScheme, value: string): SignatureScheme {
  const isPrivateKey = value.startsWith('whsk_') || value.startsWith('-----BEGIN');
  const kind = isPrivateKey ? 'ed25519' : 'hmac';
  const part = expandStandardWebhooks(scheme).find((candidate) => candidate.scheme.kind === kind);
  if (!part) throw new TypeError('the scheme has no version for this secret');
  return part.scheme;
}

function keyedHash(scheme: HmacScheme, value: string, data: Buffer): Buffer {
  const key = hmacKeys(scheme)({ id: 'signing', value });
  if (!key) throw new TypeError(`the secret is no ${scheme.key ?? 'utf8'} key`);
  return createHmac(hashOf(scheme), key).update(data).digest();
}

function hashOf({ hash = 'sha256' }: { readonly hash?: string }): string {
  return hash;
}

function dsaEncodingOf({ signatureForm }: EcdsaScheme): 'ieee-p1363' | 'der' {
  return signatureForm === 'p1363' ? 'ieee-p1363' : 'der';
}

/** DER header of a bare Ed25519 private key (RFC 8410, section 7). */
const ED25519_PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

function privateKeyOf(value: string): KeyObject {
  if (!value.startsWith('whsk_')) return createPrivateKey(value);
  const seed = Buffer.from(value.slice('whsk_'.length), 'base64').subarray(0, 32);
  return createPrivateKey({ key: Buffer.concat([ED25519_PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
}
