import {
  laneKeyOf,
  TIERS,
  type ClaimedRequest,
  type DecisionDraft,
  type GatedRequest,
} from '../flow/index.js';

/** The lane that what handlers were asked of a record stands in: never before the record's own. */
export function laneOfDecisions(of: {
  readonly tenant: number;
  readonly connection: number;
  readonly direction: DecisionDraft['direction'];
  readonly type: GatedRequest['type'];
  readonly recordId: string;
}): number {
  return laneKeyOf({ ...of, kind: 'decide' });
}

type Waiting = Pick<ClaimedRequest, 'seq' | 'root' | 'depth' | 'tier'>;

/** A question was decided on by whoever has the handler: only its place in the queue is left to say. */
export function gateDecision(draft: DecisionDraft, waiting: Waiting | null): GatedRequest {
  const { order, queue, mode, recordId, dueAt } = draft;
  const type = order.question.recordType;
  const request: { readonly [K in keyof GatedRequest as K extends symbol ? never : K]: GatedRequest[K] } = {
    queue,
    lane: laneOfDecisions({ ...draft, type }),
    tier: waiting?.tier ?? TIERS.manual,
    kind: 'decide',
    type,
    action: 'OTHER',
    scope: `handler.${order.question.step}`,
    recordId,
    mode,
    payload: JSON.stringify(order),
    hook: null,
    element: 0,
    root: waiting ? waiting.root || waiting.seq : 0,
    parent: waiting?.seq ?? null,
    depth: waiting ? waiting.depth + 1 : 0,
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
