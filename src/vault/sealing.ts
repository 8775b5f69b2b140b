import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

import { HostError } from '../errors/index.js';
import type { RingKey } from './key-ring.js';

type SealingKey = Pick<RingKey, 'id' | 'sealing'>;

/** The first key seals, all of them open. */
export type SealingRing = readonly [SealingKey, ...SealingKey[]];

const ALGORITHM = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** `v1.<key id>.<bytes>`: a cipher text names the key it needs. */
export function sealUnder([{ id, sealing }]: SealingRing, text: string, context: string): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(ALGORITHM, sealing, nonce).setAAD(Buffer.from(context));
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `v1.${id}.${sealed.toString('base64url')}`;
}

/** Throws SECRET_UNREADABLE when the key is not in the ring, or the text was changed or moved. */
export function openUnder(ring: SealingRing, cipherText: string, context: string): string {
  const [version, id, data = ''] = cipherText.split('.');
  const key = ring.find((candidate) => candidate.id === id);
  if (version !== 'v1' || !key) {
    throw new HostError('SECRET_UNREADABLE', {
      subject: context,
      detail: `the key ring has no key ${id ?? ''}`,
    });
  }
  const sealed = Buffer.from(data, 'base64url');
  try {
    const nonce = sealed.subarray(0, NONCE_BYTES);
    const decipher = createDecipheriv(ALGORITHM, key.sealing, nonce, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(context)).setAuthTag(sealed.subarray(-TAG_BYTES));
    return Buffer.concat([
      decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)),
      decipher.final(),
    ]).toString('utf8');
  } catch (cause) {
    throw new HostError(
      'SECRET_UNREADABLE',
      { subject: context, detail: 'it was changed or moved' },
      { cause },
    );
  }
}

/** The id of the key that a cipher text needs. */
export function keyIdOf(cipherText: string): string {
  return cipherText.split('.')[1] ?? '';
}
