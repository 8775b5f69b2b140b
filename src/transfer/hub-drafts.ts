import type { Mode, RecordType } from '@hookyard/sdk';

import { TIERS, type Draft, type Tier } from '../flow/index.js';
import type { Directory } from '../registry/index.js';

/** A change of a hub record that others may want to know. */
export interface HubEvent {
  readonly tenant: number;
  readonly mode: Mode;
  readonly type: RecordType;
  readonly action: 'CREATED' | 'UPDATED' | 'DELETED';
  readonly record: number;
  /** Not told about its own change. */
  readonly origin: number;
  readonly root: number;
  /** A bulk import stays bulk on its way out. */
  readonly tier: Tier;
}

/** One draft for every connection that listens. They belong to the tree of their cause, but nobody waits for them. */
export function hubDrafts(directory: Directory, event: HubEvent): Draft[] {
  return draftsFor(directory, event, (connection) => connection !== event.origin);
}

/** What the hub holds otherwise than its origin goes back there, as any other change. */
export function correctionDrafts(directory: Directory, event: HubEvent): Draft[] {
  const change = { ...event, action: 'UPDATED' as const };
  return draftsFor(directory, change, (connection) => connection === event.origin);
}

function draftsFor(directory: Directory, event: HubEvent, isTold: (connection: number) => boolean): Draft[] {
  const { tenant, mode, type, action, record, root } = event;
  // What a retry brought about is new to those who hear of it.
  const tier = event.tier === TIERS.retry ? TIERS.live : event.tier;
  return directory
    .listeners(tenant, mode, type, action)
    .filter(({ number }) => isTold(number))
    .map(({ number }) => ({
      origin: 'hub',
      connection: number,
      direction: 'FROM',
      mode,
      scope: `${type}/${action.toLowerCase()}`,
      type,
      action,
      recordId: String(record),
      root,
      tier,
    }));
}
