import type { Mode, RecordType } from '@hookyard/sdk';

import { laneKeyOf, TIERS, type GatedRequest, type Tier } from '../flow/index.js';

/** An event to be handed to one subscriber. */
export interface DeliveryDraft {
  readonly tenant: number;
  /** Of the subscriber, as queues know it. */
  readonly owner: number;
  readonly queue: number;
  readonly mode: Mode;
  /** The event's type. */
  readonly scope: string;
  readonly recordType: RecordType | null;
  /** What it must not overtake the earlier deliveries of; null: it stands for itself. */
  readonly order: string | null;
  /** The event's number. */
  readonly event: number;
  /** JSON text. */
  readonly payload: string;
  readonly dueAt: number;
  readonly tier?: Tier;
}

const NO_RECORD = 'EVENT' as RecordType;

/** A delivery is decided by whoever listens: nothing but its place in the queue is left to say. */
export function gateDelivery(draft: DeliveryDraft): GatedRequest {
  const { tenant, owner, queue, mode, scope, recordType, order, event, payload, dueAt } = draft;
  const type = recordType ?? NO_RECORD;
  const recordId = order ?? `event ${event}`;
  const request: { readonly [K in keyof GatedRequest as K extends symbol ? never : K]: GatedRequest[K] } = {
    queue,
    lane: laneKeyOf({ tenant, connection: owner, direction: 'OUT', kind: 'deliver', type, recordId }),
    tier: draft.tier ?? TIERS.live,
    kind: 'deliver',
    type,
    action: 'OTHER',
    scope,
    recordId,
    mode,
    payload,
    hook: null,
    element: 0,
    root: 0,
    parent: null,
    depth: 0,
    isOptional: false,
    dueAt,
    state: 'queued',
    heldCode: null,
    trail: '[]',
    coalesce: 'never',
    overtakes: false,
    absorbs: false,
    child: null,
  };
  return request as GatedRequest;
}
