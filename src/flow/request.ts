import type { Direction, Json, Mode, RecordType, ScopeAction } from '@hookyard/sdk';

import type { RequestState } from './states.js';
import type { Origin, Ruling, Tier, Verdict } from './words.js';

/** A request somebody would like to make. Only the gate turns it into a queued one. */
export interface Draft {
  readonly origin: Origin;
  readonly connection: number;
  readonly direction: Direction;
  readonly mode: Mode;
  /** The scope's name: the external system's event, or `<type>/created|updated|deleted` of the hub. */
  readonly scope: string;
  /** TO: the external id, canonical. FROM: the hub record's id (its number as text). */
  readonly recordId: string;
  /** The record, where the scope's source is the payload. */
  readonly payload?: Json;
  readonly version?: string | number;
  readonly hook?: number;
  readonly element?: number;
  /** The first request of the tree (its tracking id); absent: this one starts a tree. */
  readonly root?: number;
  readonly parent?: number;
  /** Depth below the root, for the limit of 8. */
  readonly depth?: number;
  readonly isOptional?: boolean;
  readonly tier?: Tier;
  /** Where the type and action are not the scope's (a child named by type and action only). */
  readonly type?: RecordType;
  readonly action?: ScopeAction;
}

declare const gated: unique symbol;

/** A draft that passed the gate. The brand keeps everybody else from making one. */
export interface GatedRequest {
  readonly [gated]: true;
  readonly queue: number;
  /** 53 bits of (tenant, connection, direction, kind, type, record id). */
  readonly lane: number;
  readonly tier: Tier;
  readonly kind: RequestKind;
  readonly type: RecordType;
  readonly action: ScopeAction;
  readonly scope: string;
  readonly recordId: string;
  readonly mode: Mode;
  /** JSON text of the payload, or null. */
  readonly payload: string | null;
  readonly hook: number | null;
  readonly element: number;
  /** 0: the request itself is the root. */
  readonly root: number;
  readonly parent: number | null;
  readonly depth: number;
  readonly isOptional: boolean;
  readonly dueAt: number;
  /** `held`: waits for a person or a configuration change (`heldCode`). */
  readonly state: 'queued' | 'held';
  readonly heldCode: string | null;
  /** JSON text: the rulings it passed. */
  readonly trail: string;
  /** How it folds into an earlier open request of its record: S3.7. */
  readonly coalesce: 'record' | 'type' | 'never';
}

/** What a request is about; one queue serves (connection, direction, kind). */
export type RequestKind = 'transfer';

/** An element that became no request, with the reason. A row of its own. */
export interface VerdictRow {
  readonly tenant: number;
  readonly connection: number | null;
  readonly owner: number;
  readonly hook: number | null;
  readonly element: number;
  readonly parent: number | null;
  readonly scope: string | null;
  readonly type: RecordType | null;
  readonly recordId: string | null;
  readonly ruling: Ruling;
}

/** A request its worker holds: nobody else runs its lane until it settles or the lease ends. */
export interface ClaimedRequest {
  readonly seq: number;
  readonly queue: number;
  readonly lane: number;
  /** The fence: a settle under another claim is refused. */
  readonly claim: number;
  readonly kind: RequestKind;
  readonly type: RecordType;
  readonly action: ScopeAction;
  readonly scope: string;
  readonly recordId: string;
  readonly hook: number | null;
  readonly element: number;
  readonly root: number;
  readonly parent: number | null;
  readonly depth: number;
  readonly tier: Tier;
  readonly state: RequestState;
  readonly attempts: number;
  readonly payload: string | null;
  readonly trail: string;
  /** What an earlier turn left: `{"then":"continue"}` behind a prerequisite, write facts of a broken create. */
  readonly result: string | null;
  readonly createdAt: number;
}

/** How a turn of a request ends. */
export type Outcome =
  | { readonly kind: 'done'; readonly facts?: OutcomeFacts }
  | { readonly kind: 'ended'; readonly verdict: Verdict; readonly facts?: OutcomeFacts }
  | {
      readonly kind: 'retry';
      readonly at: number;
      readonly usesAttempt: boolean;
      readonly reason: string;
      readonly facts?: OutcomeFacts;
    }
  | { readonly kind: 'children'; readonly then: 'done' | 'continue'; readonly facts?: OutcomeFacts }
  /** Held until a configuration change or a person releases `code`. */
  | { readonly kind: 'held'; readonly code: string; readonly reason: string; readonly facts?: OutcomeFacts }
  | {
      readonly kind: 'parked';
      readonly reason: string;
      readonly lane: 'skip' | 'block';
      readonly facts?: OutcomeFacts;
    };

export type OutcomeFacts = Readonly<Record<string, Json>>;

/** A failed turn, kept as evidence. */
export interface AttemptRow {
  readonly number: number;
  readonly at: number;
  readonly tookMs: number;
  readonly failure: string;
  readonly message: string;
  readonly facts: OutcomeFacts;
}

/** Everything one turn of a request writes, in one commit. `Effects` is the hub's, opaque to the ledger. */
export interface Settlement<Effects = unknown> {
  readonly request: ClaimedRequest;
  readonly outcome: Outcome;
  readonly effects?: Effects;
  /** Children (with `outcome.kind` children) or requests of the hub change for other connections. */
  readonly requests: readonly GatedRequest[];
  readonly verdicts: readonly VerdictRow[];
  readonly attempt?: AttemptRow;
}
