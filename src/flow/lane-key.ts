import { hash } from 'node:crypto';

import type { Direction, RecordType } from '@hookyard/sdk';

export interface LaneName {
  readonly tenant: number;
  readonly connection: number;
  /** `OUT`: to a subscriber. */
  readonly direction: Direction | 'OUT';
  readonly kind: string;
  readonly type: RecordType;
  readonly recordId: string;
}

/**
 * The first 53 bits of SHA-256 over the lane's name: a JavaScript number on both engines. Two records that collide
 * share a lane, which is safe and only slower.
 */
export function laneKeyOf(name: LaneName): number {
  const text = `${name.tenant}\n${name.connection}\n${name.direction}\n${name.kind}\n${name.type}\n${name.recordId}`;
  return hash53(text);
}

/** 53 bits of SHA-256, never 0 (0 says "none" in the ledger). */
export function hash53(data: string | Buffer): number {
  // One call and hex: 1.2 µs for 1 KB, against 2.0 by a hash object and its buffer (bench/micro/digest).
  const digest = hash('sha256', data, 'hex');
  const high = Number.parseInt(digest.slice(0, 8), 16) & 0x1f_ff_ff;
  return high * 0x1_0000_0000 + Number.parseInt(digest.slice(8, 16), 16) || 1;
}
