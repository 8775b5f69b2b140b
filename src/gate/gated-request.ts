import { type GatedRequest, type Origin, TIERS, type Tier, laneKeyOf } from '../flow/index.js';

import type { DraftCase } from './draft-case.js';

const TIER_OF: Readonly<Record<Origin, Tier>> = {
  manual: TIERS.manual,
  hook: TIERS.live,
  prerequisite: TIERS.live,
  hub: TIERS.live,
  poll: TIERS.poll,
  initialize: TIERS.bulk,
  dataset: TIERS.bulk,
  replay: TIERS.bulk,
};

/** The only place where a queued request is made. */
export function gatedRequest(one: DraftCase, now: number, trail: string): GatedRequest {
  const { draft, connection, type, action, recordId, payload } = one;
  const { direction } = draft;
  const { tenant, number, queues } = connection;
  const request: Omit<GatedRequest, keyof Brand> = {
    queue: queues[direction],
    lane: laneKeyOf({ tenant, connection: number, direction, kind: 'transfer', type, recordId }),
    tier: draft.tier ?? TIER_OF[draft.origin],
    kind: 'transfer',
    type,
    action,
    scope: one.scope?.name ?? draft.scope,
    recordId,
    mode: draft.mode,
    payload: payload === undefined ? null : JSON.stringify(payload),
    hook: draft.hook ?? null,
    element: draft.element ?? 0,
    root: draft.root ?? 0,
    parent: draft.parent ?? null,
    depth: draft.depth ?? one.ancestors.length,
    isOptional: draft.isOptional ?? false,
    dueAt: now,
    state: 'queued',
    heldCode: null,
    trail,
    coalesce: one.coalesce,
  };
  return request as GatedRequest;
}

type Brand = { readonly [K in keyof GatedRequest as K extends symbol ? K : never]: GatedRequest[K] };
