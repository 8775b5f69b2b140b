import type { RecordType } from './vocabulary.js';

/** What one direction of a connection may call. With several workers it is what all of them together may. */
export interface CallLimit {
  /** Calls in any stretch of `perSeconds`; absent: as many as it likes. */
  readonly calls?: number;
  /** Seconds. Default 1. */
  readonly perSeconds?: number;
  /** Transfers running at the same time. Default 32 a worker. */
  readonly concurrency?: number;
}

/** The headers in which answers tell what is left of a quota, where they are not `RateLimit-…` or `X-RateLimit-…`. */
export interface RateHeaders {
  /** Holds how many calls a window has. */
  readonly limit?: string;
  /** Holds how many calls are left. */
  readonly remaining?: string;
  /** Holds when the window ends: seconds from now, seconds or milliseconds since the epoch, or a date. */
  readonly reset?: string;
  /** Holds both as `used/limit`, instead of `remaining` and `limit`. */
  readonly usedOfLimit?: string;
}

/** What the external system allows, as data: the host keeps to it, so that nobody is refused for asking too often. */
export interface ConnectorLimits {
  /** Of calls that bring records to the hub. An operator may set other limits for a connection. */
  readonly TO?: CallLimit;
  /** Of calls that bring records from the hub. */
  readonly FROM?: CallLimit;
  /** Where its answers say what is left. */
  readonly headers?: RateHeaders;
  /** Calls a transfer of a type is expected to take, until it is known what it does take. Default 1. */
  readonly estimates?: { readonly [T in RecordType]?: number };
}
