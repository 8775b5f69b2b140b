import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  writeSync,
} from 'node:fs';
import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';

import { HostError } from '../errors/index.js';

/** One master key, split by purpose. */
export interface RingKey {
  /** Names the key in a cipher text; derived from the key, tells nothing about it. */
  readonly id: string;
  readonly sealing: Buffer;
  /** Hashes in databases from before the hashing keys were the database's own. */
  readonly hashing: Buffer;
}

/** The first key seals, all of them open. Never empty. */
export type KeyRing = readonly [RingKey, ...RingKey[]];

export interface KeyRingOptions {
  /** Keys of 32 bytes in base64, separated by commas (`HOOKYARD_MASTER_KEY`). They come before those of the file. */
  readonly masterKey?: string | undefined;
  readonly dataDir: string;
}

const FILE_NAME = 'master.key';
const KEY_BYTES = 32;
/** More retired keys than this are a mistake, not a rotation. */
const MAX_KEYS = 8;

/**
 * The given keys, then those of the key file, one a line, newest first. Without any, a key file is made that only
 * this user may read, where it may be.
 */
export function loadKeyRing(
  { masterKey, dataDir }: KeyRingOptions,
  { makes }: { readonly makes: boolean },
): KeyRing {
  const path = join(dataDir, FILE_NAME);
  const given = masterKey ? masterKey.split(',') : [];
  const kept = existsSync(path) ? readKeyFile(path) : [];
  const [first, ...others] = [...new Set([...given, ...kept])];
  if (!first) {
    if (!makes || existsSync(path))
      throw new HostError('MASTER_KEY_INVALID', { subject: path, detail: 'there is no key in it' });
    return [ringKey(makeKeyFile(dataDir, path), path)];
  }
  if (others.length >= MAX_KEYS) {
    throw new HostError('MASTER_KEY_INVALID', { subject: path, detail: `more than ${MAX_KEYS} keys` });
  }
  return [ringKey(first, path), ...others.map((key) => ringKey(key, path))];
}

function readKeyFile(path: string): string[] {
  if ((statSync(path).mode & 0o077) !== 0) {
    throw new HostError('MASTER_KEY_EXPOSED', { subject: path, detail: `run: chmod 600 ${path}` });
  }
  const lines = readFileSync(path, 'utf8').split('\n');
  return lines.map((line) => line.trim()).filter((line) => line !== '');
}

function makeKeyFile(dataDir: string, path: string): string {
  mkdirSync(dataDir, { recursive: true });
  const key = randomBytes(KEY_BYTES).toString('base64');
  const file = openSync(path, 'wx', 0o600);
  writeSync(file, `${key}\n`);
  fsyncSync(file);
  closeSync(file);
  return key;
}

function ringKey(text: string, path: string): RingKey {
  const master = Buffer.from(text, 'base64');
  if (master.length !== KEY_BYTES) {
    throw new HostError('MASTER_KEY_INVALID', {
      subject: path,
      detail: 'a key is 32 bytes in base64, one a line',
    });
  }
  const derive = (purpose: string): Buffer =>
    Buffer.from(hkdfSync('sha256', master, Buffer.alloc(0), `hookyard ${purpose}`, KEY_BYTES));
  const id = createHmac('sha256', derive('id')).update('id').digest('hex').slice(0, 8);
  return { id, sealing: derive('sealing'), hashing: derive('hashing') };
}
