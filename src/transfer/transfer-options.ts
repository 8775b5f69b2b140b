import type { Clock } from '../clock/index.js';
import type { Egress } from '../egress/index.js';
import type { Hub } from '../hub/index.js';
import type { DirectorySource } from '../registry/index.js';
import type { PublicIds, Store } from '../store/index.js';

import type { RuntimeOptions } from './connection-runtime.js';
import type { JudgeDrafts } from './judge-drafts.js';
import type { LackingParts } from './link-parts.js';
import type { OutageNotes } from './outages.js';
import type { KeepEvidence } from './post-action.js';
import type { LedgerReads } from './tree-reads.js';
import type { ConnectorLogLine } from './turn.js';
import type { WalkParts } from './walk.js';

export interface TransferOptions {
  readonly directory: DirectorySource;
  readonly hub: Hub;
  readonly egress: Egress;
  readonly store: Store;
  readonly clock: Clock;
  readonly callTimeoutMs: number;
  readonly tokens: RuntimeOptions['tokens'];
  /** The gate: the only way from drafts to requests. */
  readonly judge: JudgeDrafts;
  readonly ledger: {
    readonly reads: LedgerReads;
    readonly awaiting: Pick<LackingParts, 'isCircle'>;
    commandRequests(command: 'queue' | 'cancel', seqs: readonly number[]): Promise<unknown>;
  };
  /** How long a request waits for the link of a record that it names. */
  readonly linkWaitMs: number;
  readonly publicIds: Pick<PublicIds, 'publicId' | 'seqOf'>;
  /** Where connectors' lines go. */
  log(line: ConnectorLogLine): void;
  /** The system no longer takes the credentials a connection has under this version of its configuration. */
  onNeedsAuthorization(connection: number, configVersion: number): void;
  /** Which systems do not answer; default: nobody wants to know. */
  readonly outages?: OutageNotes;
  /** Counts values that lookups have no row for; absent: nobody does. */
  readonly onUntranslated?: RuntimeOptions['onUntranslated'];
  /** Why and until when the ledger holds a queue, whichever process said so. Default: it holds none. */
  readonly queueHold?: (queue: number) => { readonly until: number; readonly code: string | null } | null;
  /** This process heard of a quota nobody knew of: the others are told, and call `quotasChanged`. */
  readonly onQuota?: () => void;
  /** This process, among those that share the database. Default: one of its own. */
  readonly process?: string;
  /** Queues part of what a walk found, ahead of the commit that puts its page behind. */
  readonly enqueue: WalkParts['enqueue'];
  /** How the records of a type are walked; default: as nobody scheduled it. */
  readonly walkPlanOf?: WalkParts['planOf'];
  /** What failed behind a settled request. */
  readonly keepEvidence: KeepEvidence;
  /** Where reconciles are kept; default: there are none. */
  readonly reconciles?: WalkParts['reconciles'];
  /** Keeps what a turn of a watched request did. */
  readonly keepDetail?: (request: number, at: number, data: string) => Promise<void>;
  /** In [0, 1); default Math.random. */
  readonly random?: () => number;
}
