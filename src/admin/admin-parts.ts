import type { DatasetRows, Datasets, Imports } from '../datasets/index.js';
import type { Decisions, Deliveries, Hearings, MergeDecisions, TriggerTests } from '../deliver/index.js';
import type { Duplicates, Erasures, HandChange, Hub, LinkReads, MatchRules, Merging } from '../hub/index.js';
import type { ChildWindows, LedgerReads, LedgerTail, OpenLedger, WaitingDeletes } from '../ledger/index.js';
import type { Authorizing } from '../oauth/index.js';
import type { Recovered, TriedRequest } from '../receive/index.js';
import type { Registry, Trial } from '../registry/index.js';
import type {
  Checks,
  Initializing,
  ManualSyncs,
  PollSchedules,
  Reconciles,
  Replays,
  Resyncs,
  Sequences,
  Subscriptions,
} from '../schedule/index.js';
import type { Rehearsal } from './rehearsal.js';
import type { PublicIds } from '../store/index.js';
import type { OpenRequests, TenantExport, TenantUsage } from '../tenancy/index.js';
import type { Transfer, TransferDetails } from '../transfer/index.js';
import type { KeyRates } from './key-rates.js';
import type { Health } from './health.controller.js';

/** What of the registry the management API uses. */
export type AdminRegistry = Pick<
  Registry,
  | 'apiKeys'
  | 'audit'
  | 'callbacks'
  | 'auditTrail'
  | 'collectionHistory'
  | 'collections'
  | 'connections'
  | 'connectors'
  | 'coverage'
  | 'endpoints'
  | 'handlers'
  | 'directory'
  | 'masterKeys'
  | 'idempotency'
  | 'portalLinks'
  | 'receivers'
  | 'recordTypes'
  | 'scopes'
  | 'tenants'
  | 'translations'
  | 'triggers'
  | 'trials'
  | 'upgrades'
  | 'version'
>;

export type AdminInitializing = Pick<Initializing, 'cancel' | 'get' | 'pause' | 'resume' | 'start'>;
export type AdminResyncs = Pick<Resyncs, 'cancel' | 'get' | 'plan' | 'start'>;
export type AdminManualSyncs = Pick<ManualSyncs, 'get' | 'list' | 'receive'>;
export type AdminReconciles = Pick<Reconciles, 'cancel' | 'get' | 'list' | 'run' | 'start'>;
export type AdminReplays = Pick<Replays, 'get' | 'list' | 'readAgain' | 'start' | 'step'>;
export type AdminDatasets = Pick<
  Datasets,
  'analyse' | 'change' | 'create' | 'get' | 'list' | 'receive' | 'remove'
>;
export type AdminDatasetRows = Pick<DatasetRows, 'get' | 'list' | 'mend'>;
export type AdminImports = Pick<Imports, 'get' | 'list' | 'rowsOf' | 'start' | 'step' | 'undo'>;
export type AdminChecks = Pick<Checks, 'check'>;
export type AdminSubscriptions = Pick<Subscriptions, 'of' | 'reconcile' | 'remove' | 'setManaged'>;
export type AdminSequences = Pick<Sequences, 'of'>;
export type AdminTransferDetails = Pick<TransferDetails, 'of'>;
export type AdminSchedules = Pick<PollSchedules, 'change' | 'create' | 'get' | 'list' | 'remove' | 'runNow'>;

/** What tenants use and have. */
export interface AdminTenancy {
  readonly tenantUsage: TenantUsage;
  readonly openRequests: Pick<OpenRequests, 'hasRoom'>;
  readonly exports: Pick<TenantExport, 'lines'>;
}

/** Everything the management API reads and changes the host through. */
export interface AdminParts {
  readonly registry: AdminRegistry;
  readonly schedules: AdminSchedules;
  readonly initializing: AdminInitializing;
  readonly manualSyncs: AdminManualSyncs;
  readonly reconciles: AdminReconciles;
  readonly replays: AdminReplays;
  readonly datasets: AdminDatasets;
  readonly datasetRows: AdminDatasetRows;
  readonly imports: AdminImports;
  readonly subscriptions: AdminSubscriptions;
  readonly checks: AdminChecks;
  readonly sequences: AdminSequences;
  readonly transferDetails: AdminTransferDetails;
  readonly ledgerReads: LedgerReads;
  readonly tail: LedgerTail;
  /** Something was committed, here or elsewhere; answers a function that ends the listening. */
  readonly onNews: (listener: () => void) => () => void;
  readonly hub: Pick<Hub, 'linked' | 'lists' | 'read' | 'view'>;
  readonly links: LinkReads;
  readonly merging: Merging;
  /** Which records are erased, and how far. */
  readonly erasures: Pick<Erasures, 'familyOf' | 'of'>;
  readonly matchRules: MatchRules;
  readonly duplicates: Duplicates;
  readonly resyncs: AdminResyncs;
  readonly deliveries: Deliveries;
  readonly triggerTests: TriggerTests;
  readonly hearings: Hearings;
  readonly decisions: Decisions;
  readonly mergeDecisions: MergeDecisions;
  /** Asks a system for a record, within the limits of its connection. */
  readonly readThere: Transfer['read'];
  /** A change of a record or link by hand, in one commit with its audit and the requests it brings about. */
  readonly changeByHand: (change: HandChange) => Promise<boolean>;
  /** What a connection may call, and has. */
  readonly budgetsOf: Transfer['budgetsOf'];
  /** Sends people to a system for its access, and takes them back. */
  readonly authorizing: Authorizing;
  readonly publicIds: PublicIds;
  /** Runs requests again, puts them aside or ends them. */
  readonly requests: Pick<OpenLedger, 'commandRequests'>;
  /** Deletes that wait beside their lanes. */
  readonly deletes: WaitingDeletes;
  /** What the children of scopes cost and saved. */
  readonly children: Pick<ChildWindows, 'day'>;
  /** Verifies the rejected requests of an address again, and accepts what passes. */
  readonly recoverRejections: (owner: number) => Promise<Recovered>;
  /** Takes a request through the rooms, and leaves nothing behind. */
  readonly rehearse: (request: TriedRequest, trial: Trial) => Promise<Rehearsal>;
  readonly tenancy: AdminTenancy;
  /** How fast each key may call. */
  readonly keyRates: KeyRates;
  readonly health: Health;
}

export const REGISTRY = Symbol('Registry');
export const INITIALIZING = Symbol('Initializing');
export const RESYNCS = Symbol('Resyncs');
export const DELIVERIES = Symbol('Deliveries');
export const TRIGGER_TESTS = Symbol('TriggerTests');
export const HEARINGS = Symbol('Hearings');
export const DECISIONS = Symbol('Decisions');
export const MERGE_DECISIONS = Symbol('MergeDecisions');
export const READ_THERE = Symbol('ReadThere');
export const MANUAL_SYNCS = Symbol('ManualSyncs');
export const RECONCILES = Symbol('Reconciles');
export const REPLAYS = Symbol('Replays');
export const DATASETS = Symbol('Datasets');
export const DATASET_ROWS = Symbol('DatasetRows');
export const IMPORTS = Symbol('Imports');
export const CHECKS = Symbol('Checks');
export const SUBSCRIPTIONS = Symbol('Subscriptions');
export const SEQUENCES = Symbol('Sequences');
export const TRANSFER_DETAILS = Symbol('TransferDetails');
export const SCHEDULES = Symbol('Schedules');
export const LEDGER_READS = Symbol('LedgerReads');
export const HUB = Symbol('Hub');
export const LINKS = Symbol('Links');
export const ERASURES = Symbol('Erasures');
export const MERGING = Symbol('Merging');
export const MATCH_RULES = Symbol('MatchRules');
export const DUPLICATES = Symbol('Duplicates');
export const CHANGE_BY_HAND = Symbol('ChangeByHand');
export const BUDGETS = Symbol('Budgets');
export const PUBLIC_IDS = Symbol('PublicIds');
export const REQUESTS = Symbol('Requests');
export const CHILDREN = Symbol('Children');
export const WAITING_DELETES = Symbol('WaitingDeletes');
export const RECOVER_REJECTIONS = Symbol('RecoverRejections');
export const REHEARSE = Symbol('Rehearse');
export const TAIL = Symbol('Tail');
export const ON_NEWS = Symbol('OnNews');
export const TENANCY = Symbol('Tenancy');
