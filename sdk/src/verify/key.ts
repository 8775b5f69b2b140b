import { createHash, createPublicKey, createSecretKey, X509Certificate, type KeyObject } from 'node:crypto';

import type { HmacOptions, LiveSecret, PublicKeyForm } from './scheme.js';

/** DER header of a bare Ed25519 public key (RFC 8410, section 4). */
const ED25519_SPKI_HEAD = Buffer.from('302a300506032b6570032100', 'hex');
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;
const HEX = /^([0-9a-fA-F]{2})+$/;

/** Public keys of these kinds. */
export type PublicKeyKind = 'ed25519' | 'ecdsa' | 'rsa';

/** The key of a live secret; undefined when its value is no key of this kind. */
export type KeyReader = (secret: LiveSecret) => KeyObject | undefined;

/** Reads the keys of an hmac scheme, each value once. */
export function hmacKeys({ key = 'utf8', keyPrefix = '' }: HmacOptions): KeyReader {
  return remembered((value) => {
    // A Standard Webhooks public key taken for a shared secret would let everyone sign.
    if (/^wh[sp]k_/.test(value)) return undefined;
    const bytes = hmacKeyBytes(value.startsWith(keyPrefix) ? value.slice(keyPrefix.length) : value, key);
    return bytes === undefined || bytes.length === 0 ? undefined : createSecretKey(bytes);
  });
}

/** Reads the keys of a public-key scheme, each value once. */
export function publicKeys(kind: PublicKeyKind, form: PublicKeyForm = 'auto', keyPrefix = ''): KeyReader {
  return remembered((value) => {
    if (!value.startsWith(keyPrefix)) return undefined;
    const key = publicKeyOf(value.slice(keyPrefix.length).trim(), form);
    return key && isOfKind(key, kind) ? key : undefined;
  });
}

function hmacKeyBytes(text: string, form: NonNullable<HmacOptions['key']>): Buffer | undefined {
  switch (form) {
    case 'utf8':
      return Buffer.from(text);
    case 'base64':
      return BASE64.test(text) ? Buffer.from(text, 'base64') : undefined;
    case 'hex':
      return HEX.test(text) ? Buffer.from(text, 'hex') : undefined;
    case 'sha1':
      return text === '' ? undefined : createHash('sha1').update(text).digest();
  }
}

function publicKeyOf(text: string, form: PublicKeyForm): KeyObject | undefined {
  if (form === 'pem' || (form === 'auto' && text.startsWith('-----BEGIN'))) return pemKey(text);
  const bytes = keyBytes(text, form);
  if (bytes === undefined) return undefined;
  const isBare = form === 'hex' || form === 'base64' || (form === 'auto' && bytes.length === 32);
  if (!isBare) return derKey(bytes);
  return bytes.length === 32 ? derKey(Buffer.concat([ED25519_SPKI_HEAD, bytes])) : undefined;
}

function keyBytes(text: string, form: PublicKeyForm): Buffer | undefined {
  const isHex = form === 'hex' || (form === 'auto' && text.length === 64 && HEX.test(text));
  if (isHex) return HEX.test(text) ? Buffer.from(text, 'hex') : undefined;
  const compact = text.replace(/\s+/g, '');
  return BASE64.test(compact) ? Buffer.from(compact, 'base64') : undefined;
}

function pemKey(text: string): KeyObject {
  return text.startsWith('-----BEGIN CERTIFICATE')
    ? new X509Certificate(text).publicKey
    : createPublicKey(text);
}

function derKey(bytes: Buffer): KeyObject {
  try {
    return createPublicKey({ key: bytes, format: 'der', type: 'spki' });
  } catch {
    return new X509Certificate(bytes).publicKey;
  }
}

/** Shorter RSA keys have been factored in public. */
const MIN_RSA_BITS = 1024;

/** Whether a key is of a kind, and strong enough. */
export function isOfKind(key: KeyObject, kind: PublicKeyKind): boolean {
  const details = key.asymmetricKeyDetails;
  if (kind === 'ed25519') return key.asymmetricKeyType === 'ed25519';
  if (kind === 'ecdsa') return key.asymmetricKeyType === 'ec' && details?.namedCurve === 'prime256v1';
  return key.asymmetricKeyType === 'rsa' && (details?.modulusLength ?? 0) >= MIN_RSA_BITS;
}

function remembered(read: (value: string) => KeyObject | undefined): KeyReader {
  const known = new WeakMap<LiveSecret, { readonly key: KeyObject | undefined }>();
  return (secret) => {
    let entry = known.get(secret);
    if (!entry) {
      entry = { key: safely(() => read(secret.value)) };
      known.set(secret, entry);
    }
    return entry.key;
  };
}

function safely<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch {
    return undefined;
  }
}
