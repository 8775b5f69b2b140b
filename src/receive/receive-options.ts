import type { Clock } from '../clock/index.js';
import type { IncomingHook } from '../flow/index.js';
import type { ErrorListener } from '../http/index.js';
import type { Accepted, LedgerReads, Replies } from '../ledger/index.js';
import type { Metrics, Traces } from '../observe/index.js';
import type { BroughtSecret, ConnectionView, DirectorySource } from '../registry/index.js';
import type { UsageBook } from '../tenancy/index.js';

import type { RejectedRequest } from './rejections.js';
import type { SenderHosts } from './sender-hosts.js';

/** What bounds all receiving points together. */
export interface ReceiveLimits {
  /** Bytes of bodies held at one time, waiting for their end or their commit; beyond it 503. Default 256 MiB. */
  readonly maxBufferedBytes?: number;
}

/** What the room is given. */
export interface ReceiveOptions {
  readonly directory: DirectorySource;
  /** Keeps a hook; answers after its commit. The sender gets its 2xx only then. */
  accept(hook: IncomingHook): Promise<Accepted>;
  /** Answers that wait for what a hook brings about. */
  readonly replies: Pick<Replies, 'find' | 'untilAtRest' | 'keep'>;
  readonly reads: Pick<LedgerReads, 'requestsOfHook' | 'verdictsOfHook' | 'rejections'>;
  /** They became hooks. */
  forgetRejections(seqs: readonly number[]): Promise<void>;
  /** Keeps a rejected request as evidence; never waited for, at most one per address in 10 ms. */
  reject(rejection: RejectedRequest): void;
  /** False until the database and the directory are there: 503. */
  isReady(): boolean;
  /** False when there is no room to keep hooks: 503. Never because of a queue's length. */
  hasRoom(): boolean;
  /** Keys the hashes that stand for credentials in stored heads; at least 16 bytes, the same for ever. */
  readonly credentialKey: Buffer;
  readonly clock: Clock;
  readonly limits?: ReceiveLimits;
  /** Tenants with quotas: who may bring hooks in now, and how much came in. */
  readonly usage: Pick<UsageBook, 'enter' | 'leave' | 'refusal'>;
  readonly count: Pick<Metrics, 'hookAccepted' | 'hookRejected'>;
  /** Told of every hook that was kept; null: nobody traces. */
  readonly traces: Pick<Traces, 'accepted'> | null;
  /** Calls the hosts of senders, for what proves and confirms their requests. */
  readonly senders: Pick<SenderHosts, 'document' | 'fetch' | 'visit'>;
  /** Addresses and CIDR ranges of proxies that are believed. */
  readonly trustedProxies: readonly string[];
  /** Seals a secret that a sender brought; false: none may come now. */
  keepSecret(connection: ConnectionView, secret: BroughtSecret): Promise<boolean>;
  /** Told about what failed inside the host. */
  readonly onError: ErrorListener;
}
