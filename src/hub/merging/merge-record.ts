import type { JsonObject, Mode, RecordType } from '@hookyard/sdk';

import type { MergeRow } from './merge-row.js';

/** Records that became one. */
export interface RecordMerge {
  readonly id: number;
  readonly tenant: number;
  readonly mode: Mode;
  readonly type: RecordType;
  readonly winner: number;
  /** How many merges stand below it: 1, unless what was merged had been merged into before. */
  readonly depth: number;
  readonly at: number;
  readonly undoneAt: number | null;
  /** Who did it. */
  readonly actor: string;
  readonly detail: MergeDetail;
  /** What the undo could not put back; null while it is not undone. */
  readonly undone: UndoFacts | null;
}

/** What a merge did, as its undo needs it. */
export interface MergeDetail {
  /** Versions as the merge left them. */
  readonly winnerVersion: number;
  readonly losers: readonly { readonly record: number; readonly version: number }[];
  /** The winner's data before and after. */
  readonly before: JsonObject;
  readonly after: JsonObject;
  /** Which record each changed field comes from; null: a person's own value. */
  readonly sources: Readonly<Record<string, number | null>>;
  /** The links of the losers, and those of the winner that were given another place. */
  readonly links: readonly MovedLink[];
}

/** A link as it was before a merge. */
export interface MovedLink {
  readonly id: number;
  readonly connection: number;
  readonly externalId: string;
  readonly record: number;
  readonly isPrimary: boolean;
  readonly recordVersion: number;
}

/** What an undo left as it found it, or could not put back. */
export interface UndoFacts {
  /** Fields of the winner that somebody changed after the merge. */
  readonly kept: readonly { readonly field: string; readonly connection: number | null }[];
  /** Changes of systems that go back with their record. */
  readonly returned: readonly { readonly field: string; readonly record: number }[];
  /** Links that ended, or came to another record, after the merge. */
  readonly lostLinks: readonly Pick<MovedLink, 'connection' | 'externalId' | 'record'>[];
}

export function mergeOf(row: MergeRow): RecordMerge {
  return {
    id: row.id,
    tenant: row.tenant,
    mode: row.mode as Mode,
    type: row.type as RecordType,
    winner: row.winner,
    depth: row.depth,
    at: row.at,
    undoneAt: row.undone_at,
    actor: row.actor,
    detail: JSON.parse(row.detail) as MergeDetail,
    undone: row.undone === null ? null : (JSON.parse(row.undone) as UndoFacts),
  };
}
