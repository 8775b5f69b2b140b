import type { Mode, RecordType } from '@hookyard/sdk';

import type { LinkState, MatchKeyName } from './hub-record.js';

/**
 * What one settlement changes in the hub: data, written inside its commit or not at all. Everything is compared with
 * what the transfer had read; a compare that fails makes the whole settlement a conflict, and its request runs again.
 */
export interface HubEffects {
  readonly record?: RecordWrite;
  readonly newLink?: NewLink;
  readonly linkChange?: LinkChange;
  readonly keys?: readonly KeyClaim[];
}

/** A value by which records of a type are told apart, and whose it is to be. */
export interface KeyClaim extends MatchKeyName {
  readonly record: number;
  /** The record it was read to belong to, which no longer carries it; null: nobody had it. */
  readonly expected: number | null;
}

export interface RecordWrite {
  readonly id: number;
  /** The version that was read; 0: a new record. */
  readonly expected: number;
  readonly tenant: number;
  readonly mode: Mode;
  readonly type: RecordType;
  /** JSON text: nothing is written out inside a commit. */
  readonly data: string;
  readonly deletedAt: number | null;
  /** JSON text: `{field: [old, new]}`. */
  readonly changed: string;
  readonly root: number;
  readonly connection: number | null;
  readonly at: number;
}

/** What a link holds besides its name. */
interface LinkContent {
  /** JSON text. */
  readonly baseline: string | null;
  readonly isOwnWrite: boolean;
  readonly remoteVersion: string | null;
  /** See `Link`; absent: the system may have seen nothing. */
  readonly recordVersion?: number;
  readonly at: number;
}

export interface NewLink extends LinkContent {
  readonly tenant: number;
  readonly mode: Mode;
  readonly connection: number;
  readonly type: RecordType;
  readonly externalId: string;
  readonly record: number;
  readonly isPrimary: boolean;
  readonly generation: number;
}

export interface LinkChange extends LinkContent {
  readonly id: number;
  /** The generation that was read. */
  readonly expected: number;
  readonly state: LinkState;
}
