import type { Draft, GatedRequest, VerdictRow } from '../flow/index.js';
import type { Rehearsed } from '../receive/index.js';
import type { ReadField } from '../resolve/index.js';

/** What would come of a request, as whoever knows the order of the rooms tells it. */
export interface Rehearsal {
  readonly received: Rehearsed;
  /** How many elements its body has; null where it was not read. */
  readonly count: number | null;
  readonly decoded: unknown;
  /** Of the first of them. */
  readonly elements: readonly {
    readonly index: number;
    readonly value: unknown;
    readonly fields: readonly ReadField[];
  }[];
  readonly drafts: readonly Draft[];
  readonly requests: readonly GatedRequest[];
  readonly verdicts: readonly VerdictRow[];
}
