import { randomBytes } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** 62^22 is the first power of 62 above 2^128. */
const LENGTH = 22;

/** `prefix` and 128 random bits in base62: an id or a key nobody can guess, safe in a path. */
export function newKey(prefix: string): string {
  let value = BigInt(`0x${randomBytes(16).toString('hex')}`);
  let text = '';
  for (let place = 0; place < LENGTH; place += 1) {
    text = ALPHABET.charAt(Number(value % 62n)) + text;
    value /= 62n;
  }
  return prefix + text;
}
