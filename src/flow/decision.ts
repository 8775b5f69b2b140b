import { hash } from 'node:crypto';

import type { Direction, JsonObject, Mode, RecordType } from '@hookyard/sdk';

/** What a handler may be asked about. */
export const DECISION_STEPS = ['create', 'update', 'delete', 'merge'] as const;
export type DecisionStep = (typeof DECISION_STEPS)[number];

/** How a handler may answer. */
export const DECISIONS = ['proceed', 'replace', 'skip', 'reject'] as const;
export type Decision = (typeof DECISIONS)[number];

/** What becomes of a step whose handler fails. */
export const FAILURE_POLICIES = ['proceed', 'skip', 'reject', 'park'] as const;
export type FailurePolicy = (typeof FAILURE_POLICIES)[number];

/** `before`: asked, then the host does it. `instead`: the handler has done it when it answers `proceed`. */
export const HANDLER_POSITIONS = ['before', 'instead'] as const;
export type HandlerPosition = (typeof HANDLER_POSITIONS)[number];

/** A record of the hub as a handler is shown it. */
export interface AskedRecord {
  /** Its number. */
  readonly record: number;
  readonly version: number;
  readonly data: JsonObject;
}

/** What a handler is asked. */
export interface Question {
  readonly step: DecisionStep;
  readonly recordType: RecordType;
  /** Null: a person asked for it. */
  readonly connection: string | null;
  readonly externalId: string | null;
  /** What came, in the form of the hub; null for a delete. Of a merge: the record as it would be. */
  readonly incoming: JsonObject | null;
  /** As the hub has it; null for a create. Of a merge: the one that survives. */
  readonly stored: AskedRecord | null;
  /** `[before, after]` of the fields that would change. */
  readonly changes: JsonObject;
  /** Of a merge: those that would go into the stored one. */
  readonly losers?: readonly AskedRecord[];
}

/** What it is about; that others change the record meanwhile makes no other question of it. */
export function fingerprintOf({ step, incoming, stored, losers }: Question): string {
  const about = [step, stored?.record ?? null, incoming, losers?.map(({ record }) => record) ?? null];
  return hash('sha256', JSON.stringify(about), 'base64url').slice(0, 22);
}

/** What the request of a decision carries. */
export interface DecisionOrder {
  /** `hdl_…`. */
  readonly handler: string;
  readonly position: HandlerPosition;
  /** As it was when it was asked, for when there is no handler any more. */
  readonly onFailure: FailurePolicy;
  /** The same for the same question. */
  readonly fingerprint: string;
  readonly question: Question;
}

/** An answer as it is kept: what the step goes on from. */
export interface StoredDecision {
  readonly answer: Decision;
  readonly by: 'handler' | 'failure' | 'operator';
  /** `hdl_…`, and its name then. */
  readonly handler: string;
  readonly name: string;
  readonly position: HandlerPosition;
  /** Of `replace`, and of an `instead` that proceeds. */
  readonly record: JsonObject | null;
  /** As the handler, the policy or a person gave it. */
  readonly reason: string | null;
  /** Of the last call. */
  readonly status: number | null;
  readonly tookMs: number | null;
}

/** A question on its way to the queue of its handler. */
export interface DecisionDraft {
  readonly tenant: number;
  /** Whose record it is: a connection, or 0 where a person asked. */
  readonly connection: number;
  readonly direction: Direction;
  readonly mode: Mode;
  readonly queue: number;
  /** As the request that waits names the record. */
  readonly recordId: string;
  readonly order: DecisionOrder;
  readonly dueAt: number;
}
