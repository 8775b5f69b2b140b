import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';

import type { JwtAlgorithm } from './jwt.scheme.js';

/** One key of a set. */
export interface SetKey {
  readonly kid: string | undefined;
  readonly algorithm: JwtAlgorithm;
  readonly key: KeyObject;
}

/** More keys than any sender has at a time. */
const MOST_KEYS = 50;

/** The keys of a set that can sign, in its order; others are left out. Throws where it is no set. */
export function keySetOf(text: string): readonly SetKey[] {
  const parsed = JSON.parse(text) as { readonly keys?: unknown };
  if (!Array.isArray(parsed.keys)) throw new TypeError('no key set');
  return parsed.keys.slice(0, MOST_KEYS).flatMap((one: unknown) => keyOf(one) ?? []);
}

function keyOf(given: unknown): SetKey | undefined {
  if (typeof given !== 'object' || given === null) return undefined;
  const { kid, use, alg, ...key } = given as Readonly<Record<string, unknown>>;
  const algorithm = algorithmOf(key);
  if (algorithm === undefined || (alg ?? algorithm) !== algorithm || (use ?? 'sig') !== 'sig')
    return undefined;
  try {
    return {
      kid: typeof kid === 'string' ? kid : undefined,
      algorithm,
      key: createPublicKey({ key: key as JsonWebKey, format: 'jwk' }),
    };
  } catch {
    return undefined;
  }
}

function algorithmOf({ kty, crv }: Readonly<Record<string, unknown>>): JwtAlgorithm | undefined {
  if (kty === 'RSA') return 'RS256';
  return kty === 'EC' && crv === 'P-256' ? 'ES256' : undefined;
}
