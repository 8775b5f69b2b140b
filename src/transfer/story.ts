import type { JsonObject } from '@hookyard/sdk';

import type { GatedRequest, Outcome, OutcomeFacts, Verdict, VerdictRow } from '../flow/index.js';
import type { Hub, HubEffects } from '../hub/index.js';
import type { CollectionView, Directory } from '../registry/index.js';

import type { InFlightCreates } from './in-flight-creates.js';
import type { JudgeDrafts } from './judge-drafts.js';
import type { Turn } from './turn.js';
import type { LedgerReads } from './tree-reads.js';
import type { UpdatesInFlight } from './updates-in-flight.js';

/** How a turn ended, when nothing failed. */
export interface StoryEnd {
  readonly outcome: Outcome;
  readonly effects?: HubEffects;
  readonly requests?: readonly GatedRequest[];
  readonly verdicts?: readonly VerdictRow[];
}

/** What the stories need beside their turn. */
export interface StoryParts {
  readonly hub: Hub;
  readonly creates: InFlightCreates;
  readonly updates: UpdatesInFlight;
  readonly reads: LedgerReads;
  /** When this process began: what is older may have been begun by another. */
  readonly startedAt: number;
  readonly callTimeoutMs: number;
  directory(): Directory;
  /** Decisions that are parked: a person wants the request to go on. */
  readonly parked: ParkedDecisions;
  readonly judge: JudgeDrafts;
}

export interface ParkedDecisions {
  readonly askAgain: (decisions: readonly number[]) => Promise<void>;
  /** Nobody waits for them any more. */
  readonly forget: (decisions: readonly number[]) => Promise<void>;
}

/** What a mapping collection made of a record. */
export type Mapped =
  | { readonly kind: 'mapped'; readonly fields: JsonObject; readonly collection: CollectionView }
  | { readonly kind: 'ended'; readonly end: StoryEnd };

export function ended(verdict: Verdict, facts?: OutcomeFacts, effects?: HubEffects): StoryEnd {
  return { outcome: { kind: 'ended', verdict, ...(facts ? { facts } : {}) }, effects };
}

/** A turn that has to come back, through no fault of its own. */
export function comeBack(at: number, reason: string, effects?: HubEffects): StoryEnd {
  return { outcome: { kind: 'retry', at, usesAttempt: false, reason }, effects };
}

/** What an attempt is made with (S5.9): the connector's version, and the collection's once one is chosen. */
export function pinsOf({ view, collection }: Pick<Turn, 'view' | 'collection'>): OutcomeFacts {
  const { id: connector } = view.connector;
  return collection === undefined ? { connector } : { connector, collection };
}

/** `map_…@3`. */
export function pinOf({ id, version }: CollectionView): string {
  return `${id}@${version}`;
}
