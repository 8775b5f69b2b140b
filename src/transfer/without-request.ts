import type { RecordType } from '@hookyard/sdk';

import { TIERS, type ClaimedRequest } from '../flow/index.js';

import type { ConnectionRuntime } from './connection-runtime.js';

/** What a call that no request stands behind is counted and told as. */
export function withoutRequest(
  { view }: ConnectionRuntime,
  of: {
    readonly type: RecordType;
    readonly scope: string;
    readonly recordId: string;
    readonly attempts?: number;
  },
  now: number,
): ClaimedRequest {
  return {
    seq: 0,
    queue: view.queues.TO,
    lane: 0,
    claim: 0,
    kind: 'transfer',
    type: of.type,
    action: 'OTHER',
    scope: of.scope,
    recordId: of.recordId,
    hook: null,
    element: 0,
    root: 0,
    parent: null,
    depth: 0,
    tier: TIERS.manual,
    state: 'queued',
    attempts: of.attempts ?? 0,
    payload: null,
    trail: '[]',
    result: null,
    createdAt: now,
  };
}
