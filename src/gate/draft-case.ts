import type { Json, RecordType, ScopeAction } from '@hookyard/sdk';

import type { CanonicalId, ChildMark, Draft, GatedRequest, Ruling, Verdict } from '../flow/index.js';
import type { ConnectionView, ScopeView } from '../registry/index.js';

/** What a link knows of its record's versions; asked for only where a draft carries one. */
export interface LinkFact {
  /** The version last read from or written to the connection. */
  readonly version: string | number | null;
  /** The version our own last write returned, as long as nothing newer was read. */
  readonly writtenVersion: string | number | null;
  /** A delete of the record waits beside its lane. */
  readonly isDeleteWaiting?: boolean;
}

/** The record a version belongs to. */
export interface LinkKey {
  readonly connection: number;
  readonly type: RecordType;
  readonly externalId: string;
}

/** A request above the draft in its tree. */
export interface Ancestor {
  readonly type: RecordType;
  readonly action: ScopeAction;
  readonly recordId: string;
}

/** What a rule asks a connector of a draft, answered beforehand. */
export interface Foreseen {
  /** The draft's id in its one form, where it has not been given one. */
  readonly recordId: CanonicalId;
  /** The id of the record that carries it, and what became of asking for it. */
  readonly parent: { readonly id: CanonicalId | null; readonly problem?: string } | null;
}

/** A draft on its way through the rules. Rules fill in what the draft left open. */
export interface DraftCase {
  readonly draft: Draft;
  readonly connection: ConnectionView;
  readonly ancestors: readonly Ancestor[];
  scope: ScopeView | undefined;
  type: RecordType;
  action: ScopeAction;
  recordId: string;
  payload: Json | undefined;
  version: string | number | undefined;
  link: LinkFact | undefined;
  coalesce: GatedRequest['coalesce'];
  /** How long a delete waits beside its lane; 0: not at all. */
  settleMs: number;
  /** The child it was, before it became one for its parent. */
  child: (ChildMark & { readonly action: ScopeAction; readonly windowMs: number }) | null;
  /** How long it waits for more children of its record; 0: not at all. */
  windowMs: number;
  /** Set where the connector runs elsewhere: what rules ask it was asked before them. */
  foreseen?: Foreseen | undefined;
}

export type Facts = Ruling['facts'];

/** What a rule says: nothing to say, passed (with facts worth keeping), or refused. */
export type Judgement =
  | { readonly kind: 'not-asked' }
  | { readonly kind: 'passed'; readonly facts?: Facts }
  | { readonly kind: 'refused'; readonly verdict: Verdict; readonly facts: Facts };

export const NOT_ASKED: Judgement = { kind: 'not-asked' };
export const PASSED: Judgement = { kind: 'passed' };

export function refused(verdict: Verdict, facts: Facts): Judgement {
  return { kind: 'refused', verdict, facts };
}
