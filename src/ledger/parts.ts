import type { Clock } from '../clock/index.js';
import type { Store } from '../store/index.js';

import type { ClaimNumbers } from './claim-numbers.js';
import type { Engine } from './engine.js';
import type { HeldLanes } from './held-lanes.js';
import type { EffectsWriter, NeedFacts, TurnsTeller } from './ledger.js';
import type { QueueBook } from './queue-book.js';

/** What the stages of the ledger share. */
export interface LedgerParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly engine: Engine;
  readonly held: HeldLanes;
  readonly numbers: ClaimNumbers;
  readonly queues: QueueBook;
  readonly effects: EffectsWriter;
  readonly tellTurns: TurnsTeller;
  readonly needs: NeedFacts;
  readonly leaseMs: number;
  /** `hasWindow`: new lanes may begin claimed by this process. `isStopping`: it takes and keeps nothing more. */
  readonly flags: { readonly hasWindow: boolean; isStopping: boolean };
  readonly tell: (hint: 'hooks' | 'requests') => void;
  /** Called with whatever a sweep, or a claim, had to mend: in a quiet system nothing. */
  readonly onMended: (what: Mended, count: number) => void;
}

/** What can be out of order after a crash. */
export type Mended = 'parents' | 'lanes-missing' | 'lanes-empty' | 'hooks-waiting' | 'cycles' | 'leases-lost';
