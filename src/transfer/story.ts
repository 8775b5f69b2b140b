import type { JsonObject, RecordType, ScopeAction } from '@hookyard/sdk';

import type { Draft, GatedRequest, Outcome, OutcomeFacts, Verdict, VerdictRow } from '../flow/index.js';
import type { Hub, HubEffects } from '../hub/index.js';
import type { CollectionView, Directory } from '../registry/index.js';

import type { InFlightCreates } from './in-flight-creates.js';

/** How a turn ended, when nothing failed. */
export interface StoryEnd {
  readonly outcome: Outcome;
  readonly effects?: HubEffects;
  readonly requests?: readonly GatedRequest[];
  readonly verdicts?: readonly VerdictRow[];
}

/** A request above another in its tree. */
export interface AncestorName {
  readonly type: RecordType;
  readonly action: ScopeAction;
  readonly recordId: string;
}

/** The gate, as a transfer sees it. `ancestors`: the requests above the drafts, nearest first. */
export type JudgeDrafts = (
  drafts: readonly Draft[],
  ancestors: readonly AncestorName[],
) => Promise<{ readonly requests: readonly GatedRequest[]; readonly verdicts: readonly VerdictRow[] }>;

/** What the stories need beside their turn. */
export interface StoryParts {
  readonly hub: Hub;
  readonly creates: InFlightCreates;
  readonly callTimeoutMs: number;
  directory(): Directory;
  readonly judge: JudgeDrafts;
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

/** `map_…@3`: what an attempt was made with. */
export function pinOf({ id, version }: CollectionView): string {
  return `${id}@${version}`;
}
