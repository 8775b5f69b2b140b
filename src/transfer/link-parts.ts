import type { Hub } from '../hub/index.js';
import type { Directory } from '../registry/index.js';
import type { PublicIds } from '../store/index.js';

import type { JudgeDrafts } from './judge-drafts.js';
import type { LedgerReads } from './tree-reads.js';

/** What ids are looked up with. */
export interface ReferenceParts {
  readonly hub: Pick<Hub, 'linked' | 'view' | 'survivor'>;
  readonly publicIds: Pick<PublicIds, 'publicId' | 'seqOf'>;
  directory(): Directory;
}

/** What a turn needs that cannot write its record before others are linked. */
export interface LackingParts {
  readonly judge: JudgeDrafts;
  readonly reads: LedgerReads;
  /** Whether what is needed waits, perhaps through others, for what needs it. */
  isCircle(own: string, need: string): Promise<boolean>;
  /** How long a request waits for a link before a person is asked. */
  readonly linkWaitMs: number;
}
