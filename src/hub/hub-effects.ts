import type { Mode, RecordType } from '@hookyard/sdk';

import type { LinkState, MatchKeyName } from './hub-record.js';
import type { CreateName } from './sent-creates.js';

/**
 * What one settlement changes in the hub: data, written inside its commit or not at all. Everything is compared with
 * what the transfer had read; a compare that fails makes the whole settlement a conflict, and its request runs again.
 */
export interface HubEffects {
  readonly record?: RecordWrite;
  readonly newLink?: NewLink;
  /** The link was committed ahead of these effects; they say that it is there for whoever waits for it. */
  readonly remembered?: Pick<NewLink, 'connection' | 'type' | 'externalId' | 'record'>;
  readonly linkChange?: LinkChange;
  readonly keys?: readonly KeyClaim[];
  /** What became of a create is known: its link is written here. */
  readonly createOver?: CreateName;
  /** Further records, where one change is of several. */
  readonly records?: readonly RecordWrite[];
  /** Further links of it. */
  readonly linkChanges?: readonly LinkChange[];
  readonly moves?: readonly LinkMove[];
  readonly merge?: MergeWrite;
  readonly erasing?: ErasingWrite;
  /** The key of the person who does it, where one does; of a transfer the handler whose decision it was. */
  readonly actor?: string;
}

/** `begin`: of records that are written empty in the same change. `again`: a hook came for one that is erased. */
export type ErasingWrite =
  | {
      readonly kind: 'begin';
      readonly record: number;
      readonly tenant: number;
      /** The record, and what was merged into it. */
      readonly records: readonly number[];
      readonly actor: string;
      readonly reason: string | null;
      readonly at: number;
    }
  | { readonly kind: 'again'; readonly record: number; readonly at: number };

/** A link that comes to another record, or changes whether it is the one written through. */
export interface LinkMove {
  readonly id: number;
  /** The generation that was read. */
  readonly expected: number;
  readonly record: number;
  readonly isPrimary: boolean;
  /** See `Link`. */
  readonly recordVersion: number;
  readonly at: number;
}

/** Records that become one, or two again. */
export interface MergeWrite {
  readonly id: number;
  /** The links of each record that are not ended, as read: a link that came meanwhile would be left behind. */
  readonly known: readonly { readonly record: number; readonly links: readonly number[] }[];
  /** What is kept of it. */
  readonly row:
    | { readonly kind: 'made'; readonly values: MergeValues }
    | { readonly kind: 'undone'; readonly at: number; readonly facts: string };
}

export interface MergeValues {
  readonly tenant: number;
  readonly mode: Mode;
  readonly type: RecordType;
  readonly winner: number;
  readonly depth: number;
  readonly at: number;
  readonly actor: string;
  /** JSON text. */
  readonly detail: string;
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
  /** Absent: as it is. */
  readonly merged?: { readonly into: number; readonly by: number } | null;
  /** JSON text of a `RecordEvent`. */
  readonly event?: string;
}

/** What a link holds besides its name. */
interface LinkContent {
  /** JSON text. */
  readonly baseline: string | null;
  /** JSON text; see `Link`. Absent: all was kept as it was. */
  readonly sent?: string | null;
  readonly isOwnWrite: boolean;
  readonly remoteVersion: string | null;
  /** See `Link`; absent: the system may have seen nothing. */
  readonly recordVersion?: number;
  /** JSON text, see `Link`; absent: as they were. */
  readonly children?: string;
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
