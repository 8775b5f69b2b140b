import type { JsonObject, Mode, RecordType } from '@hookyard/sdk';

/** A canonical record between the systems. */
export interface HubRecord {
  readonly id: number;
  readonly tenant: number;
  readonly mode: Mode;
  readonly type: RecordType;
  /** Raised by every change; writes compare it. */
  readonly version: number;
  readonly data: JsonObject;
  /** Set while it is deleted: soft, and revived by whoever sees it again. */
  readonly deletedAt: number | null;
  /** The record it was merged into; it is deleted as long as it is. */
  readonly mergedInto: number | null;
  /** The merge that did it. */
  readonly mergedBy: number | null;
  /** Set while it is a tombstone: its values are gone, and its systems' hooks do not bring them back. */
  readonly erasedAt: number | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/**
 * `live` · `source-deleted`: the system deleted its record; no longer written to, revived when it is seen again ·
 * `ended`: as if it had never been, kept for its generation.
 */
export type LinkState = 'live' | 'source-deleted' | 'ended';

/** A record of an external system and the hub record it is. */
export interface Link {
  readonly id: number;
  readonly tenant: number;
  readonly mode: Mode;
  readonly connection: number;
  readonly type: RecordType;
  /** Canonical. */
  readonly externalId: string;
  readonly record: number;
  /** Others of the same (connection, type, record) are read from, never written to. */
  readonly isPrimary: boolean;
  readonly state: LinkState;
  /** Raised by every change of the link and carried on by its successor: writes compare it, create keys hold it. */
  readonly generation: number;
  /** The hub-side form last read from or written to the system; null until then. */
  readonly baseline: JsonObject | null;
  /** The hub's values of fields that were written there and are kept otherwise: truncated, rounded. Null: there are none. */
  readonly sent: JsonObject | null;
  /** Whether the baseline came from a write of ours: a hook that brings the same is its echo. */
  readonly isOwnWrite: boolean;
  readonly remoteVersion: string | null;
  /** Up to this version the system has all that was changed here; what came after, it may not have seen. */
  readonly recordVersion: number;
  /** The system's ids of the record's children that it has, by the hub's; null where none is known. */
  readonly children: Readonly<Record<string, string>> | null;
  readonly createdAt: number;
  readonly updatedAt: number;
}

/** A live or source-deleted link with its record. */
export interface LinkedRecord {
  readonly link: Link;
  readonly record: HubRecord;
}

/** A value that only one record of a type carries, under the name of its key. */
export interface MatchKeyName {
  readonly tenant: number;
  readonly mode: Mode;
  readonly type: RecordType;
  readonly key: string;
  readonly value: string;
}

/** Who claimed a key last. Whether the record still carries the value is for whoever asks to see. */
export interface KeyHolder {
  readonly id: number;
  /** null: the commit that was to make it was lost. */
  readonly record: HubRecord | null;
  /** Whose key it is now: the record it was merged into, else itself. */
  readonly speaksFor: number;
}

/** A record as one connection sees it. */
export interface RecordView {
  readonly record: HubRecord;
  /** The primary link that is not ended. */
  readonly link: Link | null;
  /** The generation a new link begins with. */
  readonly nextGeneration: number;
}

/**
 * One change of a record: `[old, new]` per field. A version 1 has no fields: everything was new. What lost a conflict
 * is there as `<field> (not taken)`: `[what was sent, what was kept]`.
 */
export interface RecordChange {
  readonly record: number;
  readonly version: number;
  readonly at: number;
  /** Tracking id of the tree that made it; 0: a person. */
  readonly root: number;
  readonly connection: number | null;
  readonly changed: Readonly<Record<string, readonly [unknown, unknown]>>;
  /** What it was besides a change of fields; null: nothing. */
  readonly event: RecordEvent | null;
}

/** That records became one, or two again; in the history of each of them. */
export interface RecordEvent {
  readonly type: 'record.merged' | 'record.unmerged';
  readonly merge: number;
  readonly winner: number;
  readonly losers: readonly number[];
  /** The handler whose decision it was. */
  readonly handler?: string;
}
