import type { HandChange, Hub, LinkReads } from '../hub/index.js';
import type { LedgerReads, OpenLedger } from '../ledger/index.js';
import type { Recovered } from '../receive/index.js';
import type { Registry } from '../registry/index.js';
import type { Initializing, PollSchedules } from '../schedule/index.js';
import type { PublicIds } from '../store/index.js';
import type { Health } from './health.controller.js';

/** What of the registry the management API uses. */
export type AdminRegistry = Pick<
  Registry,
  | 'apiKeys'
  | 'audit'
  | 'collections'
  | 'connections'
  | 'connectors'
  | 'directory'
  | 'receivers'
  | 'recordTypes'
  | 'scopes'
  | 'translations'
>;

export type AdminInitializing = Pick<Initializing, 'cancel' | 'get' | 'pause' | 'resume' | 'start'>;
export type AdminSchedules = Pick<PollSchedules, 'change' | 'create' | 'get' | 'list' | 'remove' | 'runNow'>;

/** Everything the management API reads and changes the host through. */
export interface AdminParts {
  readonly registry: AdminRegistry;
  readonly schedules: AdminSchedules;
  readonly initializing: AdminInitializing;
  readonly ledgerReads: LedgerReads;
  readonly hub: Pick<Hub, 'linked' | 'read' | 'view'>;
  readonly links: LinkReads;
  /** A change of a record or link by hand, in one commit with its audit and the requests it brings about. */
  readonly changeByHand: (change: HandChange) => Promise<boolean>;
  readonly publicIds: PublicIds;
  /** Runs requests again, puts them aside or ends them. */
  readonly requests: Pick<OpenLedger, 'commandRequests'>;
  /** Verifies the rejected requests of an address again, and accepts what passes. */
  readonly recoverRejections: (owner: number) => Promise<Recovered>;
  readonly health: Health;
}

export const REGISTRY = Symbol('Registry');
export const INITIALIZING = Symbol('Initializing');
export const SCHEDULES = Symbol('Schedules');
export const LEDGER_READS = Symbol('LedgerReads');
export const HUB = Symbol('Hub');
export const LINKS = Symbol('Links');
export const CHANGE_BY_HAND = Symbol('ChangeByHand');
export const PUBLIC_IDS = Symbol('PublicIds');
export const REQUESTS = Symbol('Requests');
export const RECOVER_REJECTIONS = Symbol('RecoverRejections');
