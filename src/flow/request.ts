import type { Direction, Json, Mode, RecordType, ScopeAction } from '@hookyard/sdk';

import type { ChildMark } from './child-mark.js';
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
  /** Everything the collection maps is written, whatever was last known of the record: the mapping changed, not it. */
  readonly isRewrite?: boolean;
  /** What alone it may do in the hub; absent: whatever the record needs. */
  readonly only?: OnlyThis;
  /** Of a stored hook that is judged again (S4.6). */
  readonly replay?: {
    /** Older payloads are applied, and deletes believed, whatever was heard since. */
    readonly isForced: boolean;
    /** A hook received later whose payload of this record was applied, or waits to be: there is no version to compare. */
    readonly laterHook: number | null;
    /** Its event was a duplicate when it came, and nobody asked to take it all the same. */
    readonly isDuplicate: boolean;
  };
  /** Where the type and action are not the scope's (a child named by type and action only). */
  readonly type?: RecordType;
  readonly action?: ScopeAction;
}

/** Make a record that is new, change one that is there, or delete one that nobody changed since. */
export type OnlyThis =
  { readonly act: 'create' | 'update' } | { readonly act: 'delete'; readonly version: number };

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
  /**
   * `held`: waits in its lane for a person or a configuration change (`heldCode`). `held-aside`: waits outside its lane
   * until `dueAt`: a delete, or until a later change of its record overtakes it; what children brought about, or until
   * a request of the record itself absorbs it.
   */
  readonly state: 'queued' | 'held' | 'held-aside';
  readonly heldCode: string | null;
  /** JSON text: the rulings it passed. */
  readonly trail: string;
  /** How it folds into an earlier open request of its record: S3.7. */
  readonly coalesce: 'record' | 'type' | 'never';
  /** It says that the record is there: deletes of it that are held aside end `overtaken`. */
  readonly overtakes: boolean;
  /** It reads the record anyway: what its children brought about and is held aside ends in it. */
  readonly absorbs: boolean;
  /** The child it was made for; its trail says so, too. */
  readonly child: ChildMark | null;
}

/** What a request is about; one queue serves (connection or subscriber, direction, kind). */
export type RequestKind = 'transfer' | 'deliver' | 'decide';

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
  /** A handler decides how it goes on: its one request is the decision; none: it waits for one that was made before. */
  | { readonly kind: 'decision'; readonly facts?: OutcomeFacts }
  /** Held until a configuration change or a person releases `code`. */
  | {
      readonly kind: 'held';
      readonly code: string;
      readonly reason: string;
      readonly facts?: OutcomeFacts;
      /** Released by whoever makes what it waits for, and when its time is over. */
      readonly wait?: Wait;
    }
  | {
      readonly kind: 'parked';
      readonly reason: string;
      readonly lane: 'skip' | 'block';
      readonly facts?: OutcomeFacts;
    };

/** What a held request waits for, by names that only whoever writes effects can read. */
export interface Wait {
  readonly need: string;
  /** What it will make itself: two that wait for each other are told by it. */
  readonly own: string;
  readonly until: number;
}

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
  /** Children (with `outcome.kind` children), the decision (with `decision`) or requests of the hub change for other connections. */
  readonly requests: readonly GatedRequest[];
  readonly verdicts: readonly VerdictRow[];
  readonly attempt?: AttemptRow;
  /** Calls this turn made of its system. */
  readonly calls?: number;
}

/** What a commit made of a request, for who tells of it. */
export interface Turned {
  readonly request: Pick<
    ClaimedRequest,
    'action' | 'attempts' | 'kind' | 'queue' | 'recordId' | 'root' | 'seq' | 'type'
  >;
  readonly outcome: Outcome;
}
