import { createHmac, hash as hashOnce, type KeyObject } from 'node:crypto';

import type { HashName } from './scheme.js';

/** The HMAC of content in pieces under one key. */
export type Mac = (content: readonly (string | Uint8Array)[]) => Buffer;

const BLOCK_BYTES: Readonly<Record<HashName, number>> = { sha1: 64, sha256: 64, sha512: 128 };
const DIGEST_BYTES: Readonly<Record<HashName, number>> = { sha1: 20, sha256: 32, sha512: 64 };
const INNER_PAD = 0x36;
const OUTER_PAD = 0x5c;
/** Larger content is not copied together. */
const MOST_COPIED_BYTES = 16 * 1024;

/**
 * HMAC (RFC 2104) by two one-shot hashes, with the padded keys made once: 2 µs for 1 KB against 5 µs for
 * `createHmac` (bench/micro/digest), and no native object left for the collector to finalise.
 */
export function macOf(hash: HashName, key: KeyObject): Mac {
  const block = BLOCK_BYTES[hash];
  const inner = paddedKey(hash, key, INNER_PAD);
  // With room for the inner digest behind the key: written anew by every call, and read before it ends.
  const outer = Buffer.concat([paddedKey(hash, key, OUTER_PAD), Buffer.alloc(DIGEST_BYTES[hash])]);
  return (content) => {
    let length = block;
    for (const piece of content)
      length += typeof piece === 'string' ? Buffer.byteLength(piece) : piece.byteLength;
    if (length > MOST_COPIED_BYTES) return streamed(hash, key, content);
    const message = Buffer.allocUnsafe(length);
    inner.copy(message);
    let at = block;
    for (const piece of content) {
      if (typeof piece === 'string') at += message.write(piece, at);
      else {
        message.set(piece, at);
        at += piece.byteLength;
      }
    }
    outer.write(hashOnce(hash, message, 'binary'), block, 'binary');
    return Buffer.from(hashOnce(hash, outer, 'binary'), 'binary');
  };
}

/** Keys longer than a block are hashed. */
function paddedKey(hash: HashName, key: KeyObject, pad: number): Buffer {
  const given = key.export();
  const short = given.length > BLOCK_BYTES[hash] ? hashOnce(hash, given, 'buffer') : given;
  const padded = Buffer.alloc(BLOCK_BYTES[hash], pad);
  for (const [at, byte] of short.entries()) padded[at] = byte ^ pad;
  return padded;
}

function streamed(hash: HashName, key: KeyObject, content: Parameters<Mac>[0]): Buffer {
  const mac = createHmac(hash, key);
  for (const piece of content) mac.update(piece);
  return mac.digest();
}
