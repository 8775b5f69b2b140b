import { createHash, verify, type KeyObject } from 'node:crypto';

import { decode, encode, equalSignature } from './encoding.js';
import { hmacKeys, isOfKind, publicKeys, type KeyReader } from './key.js';
import { macOf, type Mac } from './mac.js';
import type {
  EcdsaScheme,
  Ed25519Scheme,
  HashScheme,
  HmacScheme,
  LiveSecret,
  RsaScheme,
  SignatureEncoding,
  SingleScheme,
} from './scheme.js';

/** The schemes that sign content. */
export type SignatureScheme = HmacScheme | HashScheme | Ed25519Scheme | EcdsaScheme | RsaScheme;

const SIGNATURE_KINDS: ReadonlySet<string> = new Set(['hmac', 'hash', 'ed25519', 'ecdsa', 'rsa']);

/** Whether a scheme signs content. */
export function isSignatureScheme(scheme: SingleScheme): scheme is SignatureScheme {
  return SIGNATURE_KINDS.has(scheme.kind);
}

/** The content in pieces. */
export type Pieces = readonly (string | Uint8Array)[];

/** How one algorithm judges presented signatures. */
export interface Proof {
  /** As results name it. */
  readonly name: string;
  readonly encoding: SignatureEncoding;
  /** At most this many entries of a list are tried. */
  readonly maxCandidates: number;
  /** Whether one of the candidates is right; undefined when the secret's value is no key. */
  proves(secret: LiveSecret, content: Pieces, candidates: readonly string[]): boolean | undefined;
  /** The same with a key found elsewhere; undefined when it is of another kind. Absent: there are no such keys. */
  provesBy?(key: KeyObject, content: Pieces, candidates: readonly string[]): boolean | undefined;
}

/** Hashing costs about 2 µs a try and a public-key check about 100 µs: lists are cut where a flood would tell. */
const MAX_HASH_CANDIDATES = 16;
const MAX_KEY_CANDIDATES = 4;

/** The algorithm of a scheme. */
export function proofOf(scheme: SignatureScheme): Proof {
  switch (scheme.kind) {
    case 'hmac':
      return hmacProof(scheme);
    case 'hash':
      return hashProof(scheme);
    case 'ed25519':
      return keyProof({ scheme, keys: publicKeys('ed25519', scheme.key, scheme.keyPrefix), hash: null });
    case 'ecdsa':
      return keyProof({ scheme, keys: publicKeys('ecdsa', scheme.key), hash: scheme.hash ?? 'sha256' });
    case 'rsa':
      return keyProof({ scheme, keys: publicKeys('rsa', scheme.key), hash: scheme.hash ?? 'sha256' });
  }
}

function hmacProof(scheme: HmacScheme): Proof {
  const { hash = 'sha256', encoding = 'hex' } = scheme;
  const keys = hmacKeys(scheme);
  const macs = new WeakMap<KeyObject, Mac>();
  return {
    name: `hmac-${hash}`,
    encoding,
    maxCandidates: MAX_HASH_CANDIDATES,
    proves(secret, content, candidates) {
      const key = keys(secret);
      if (!key) return undefined;
      let mac = macs.get(key);
      if (!mac) macs.set(key, (mac = macOf(hash, key)));
      const expected = encode(mac(content), encoding);
      return candidates.some((candidate) => equalSignature(candidate, expected));
    },
  };
}

function hashProof(scheme: HashScheme): Proof {
  const { hash = 'sha256', encoding = 'hex' } = scheme;
  return {
    name: `hash-${hash}`,
    encoding,
    maxCandidates: MAX_HASH_CANDIDATES,
    proves(secret, content, candidates) {
      if (secret.value === '') return undefined;
      const digest = createHash(hash);
      for (const piece of content) digest.update(piece);
      const expected = encode(digest.digest(), encoding);
      return candidates.some((candidate) => equalSignature(candidate, expected));
    },
  };
}

interface KeyProofParts {
  readonly scheme: Ed25519Scheme | EcdsaScheme | RsaScheme;
  readonly keys: KeyReader;
  readonly hash: string | null;
}

function keyProof({ scheme, keys, hash }: KeyProofParts): Proof {
  const encoding = scheme.encoding ?? 'base64';
  const isP1363 = scheme.kind === 'ecdsa' && scheme.signatureForm === 'p1363';
  const dsaEncoding = isP1363 ? 'ieee-p1363' : 'der';
  const provesBy: Proof['provesBy'] = (key, content, candidates) => {
    if (!isOfKind(key, scheme.kind)) return undefined;
    const data = Buffer.concat(
      content.map((piece) => (typeof piece === 'string' ? Buffer.from(piece) : piece)),
    );
    return candidates.some((candidate) => {
      const signature = decode(candidate, encoding);
      return signature !== undefined && verify(hash, data, { key, dsaEncoding }, signature);
    });
  };
  return {
    name: hash === null ? scheme.kind : `${scheme.kind}-${hash}`,
    encoding,
    maxCandidates: MAX_KEY_CANDIDATES,
    proves(secret, content, candidates) {
      const key = keys(secret);
      return key && provesBy(key, content, candidates);
    },
    provesBy,
  };
}
