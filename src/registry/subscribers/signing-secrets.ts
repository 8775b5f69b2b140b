import { createPrivateKey, createPublicKey, generateKeyPairSync, randomBytes } from 'node:crypto';

import { HostError } from '../../errors/index.js';

/** Names of the secrets that sign; others are values of headers. */
export type Signature = 'v1' | 'v1a';

const SYMMETRIC = 'whsec_';
const PRIVATE = 'whsk_';
const PUBLIC = 'whpk_';
/** Standard Webhooks wants 24 to 64 bytes. */
const SECRET_BYTES = 32;
const LEAST_BYTES = 24;
const MOST_BYTES = 64;
/** Ed25519: the seed, then the public key, as the scheme's libraries write them. */
const SEED_BYTES = 32;
/** PKCS#8 around an Ed25519 seed (RFC 8410). */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** A new secret of a scheme, in the form its libraries take. */
export function newSigningSecret(signature: Signature): string {
  if (signature === 'v1') return SYMMETRIC + randomBytes(SECRET_BYTES).toString('base64');
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const seed = privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(-SEED_BYTES);
  const open = publicKey.export({ format: 'der', type: 'spki' }).subarray(-SEED_BYTES);
  return PRIVATE + Buffer.concat([seed, open]).toString('base64');
}

/** What a subscriber verifies `v1a` with. */
export function publicKeyOf(secret: string): string {
  const der = createPublicKey(privateKeyOf(secret)).export({ format: 'der', type: 'spki' });
  return PUBLIC + der.subarray(-SEED_BYTES).toString('base64');
}

export function privateKeyOf(secret: string) {
  const seed = bytesOf(secret, PRIVATE).subarray(0, SEED_BYTES);
  return createPrivateKey({ key: Buffer.concat([PKCS8_HEAD, seed]), format: 'der', type: 'pkcs8' });
}

export function symmetricKeyOf(secret: string): Buffer {
  return bytesOf(secret, SYMMETRIC);
}

/** A secret that an operator brings along. */
export function checkSigningSecret(signature: Signature, secret: string): void {
  const prefix = signature === 'v1' ? SYMMETRIC : PRIVATE;
  const bytes = secret.startsWith(prefix) ? bytesOf(secret, prefix).length : 0;
  const isGood = signature === 'v1' ? bytes >= LEAST_BYTES && bytes <= MOST_BYTES : bytes === 2 * SEED_BYTES;
  if (isGood) return;
  const form = signature === 'v1' ? `${LEAST_BYTES} to ${MOST_BYTES} bytes` : 'an Ed25519 key pair';
  const message = `is no secret of ${signature}: ${prefix} and ${form} in base64`;
  throw new HostError('VALIDATION_FAILED', { errors: [{ field: 'secret', message }] });
}

function bytesOf(secret: string, prefix: string): Buffer {
  return Buffer.from(secret.slice(prefix.length), 'base64');
}
