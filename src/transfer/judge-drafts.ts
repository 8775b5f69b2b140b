import type { Draft, GatedRequest, VerdictRow } from '../flow/index.js';

import type { AncestorName } from './tree-reads.js';

/** The gate, as a transfer sees it. `ancestors`: the requests above the drafts, nearest first. */
export type JudgeDrafts = (
  drafts: readonly Draft[],
  ancestors: readonly AncestorName[],
) => Promise<{ readonly requests: readonly GatedRequest[]; readonly verdicts: readonly VerdictRow[] }>;
