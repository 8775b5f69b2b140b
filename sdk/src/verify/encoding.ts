import { timingSafeEqual } from 'node:crypto';

import type { SignatureEncoding } from './scheme.js';

/** Writes bytes as a signature is written. */
export function encode(bytes: Buffer, encoding: SignatureEncoding): string {
  return encoding === 'hex-upper' ? bytes.toString('hex').toUpperCase() : bytes.toString(encoding);
}

/** The bytes of a signature; undefined unless it is written exactly as `encode` writes it, padding aside. */
export function decode(text: string, encoding: SignatureEncoding): Buffer | undefined {
  const bytes = Buffer.from(text, encoding === 'hex-upper' ? 'hex' : encoding);
  return bytes.length > 0 && withoutPadding(encode(bytes, encoding)) === withoutPadding(text)
    ? bytes
    : undefined;
}

/** Whether two texts are equal, in a time that depends on their lengths alone. */
export function equalText(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

/** Whether a presented signature is the expected one; base64 may lack its padding. */
export function equalSignature(presented: string, expected: string): boolean {
  if (equalText(presented, expected)) return true;
  const bare = withoutPadding(expected);
  return bare !== expected && equalText(presented, bare);
}

function withoutPadding(text: string): string {
  return text.replace(/={1,2}$/, '');
}
