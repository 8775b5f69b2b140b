import {
  CHILD_WINDOW,
  DELETE_SETTLING,
  type GatedRequest,
  type Origin,
  TIERS,
  type Tier,
  laneKeyOf,
} from '../flow/index.js';
import { parentRuleOf, type ConnectionView } from '../registry/index.js';

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
    dueAt: now + one.settleMs + one.windowMs,
    ...standingOf(one),
    trail,
    coalesce: one.coalesce,
    overtakes: overtakesDeletes(one),
    absorbs: absorbsChildren(one),
    child: markOf(one),
  };
  return request as GatedRequest;
}

function standingOf({ settleMs, windowMs }: DraftCase): Pick<GatedRequest, 'heldCode' | 'state'> {
  if (settleMs > 0) return { state: 'held-aside', heldCode: DELETE_SETTLING };
  if (windowMs > 0) return { state: 'held-aside', heldCode: CHILD_WINDOW };
  return { state: 'queued', heldCode: null };
}

function markOf({ child }: DraftCase): GatedRequest['child'] {
  return child && { connection: child.connection, scope: child.scope, policy: child.policy };
}

/**
 * An old hook that is replayed says nothing about the record as it is now. Nor does a child that was deleted: a system
 * that deletes a record deletes its children with it, before or behind. One that was made or changed has a parent.
 */
function overtakesDeletes({ draft, connection, type, action, child }: DraftCase): boolean {
  const said = child?.action ?? action;
  if (draft.origin === 'replay' || (said !== 'CREATED' && said !== 'UPDATED')) return false;
  return waitingTypes(connection).deleted[draft.direction].has(type);
}

/** What reads the record brings its children, too. A payload does not, and what is replayed stands for itself. */
function absorbsChildren({ draft, connection, type, action, coalesce, windowMs }: DraftCase): boolean {
  if (draft.direction !== 'TO' || coalesce !== 'record' || windowMs > 0) return false;
  if (action !== 'CREATED' && action !== 'UPDATED') return false;
  return waitingTypes(connection).carrying.has(type);
}

interface WaitingTypes {
  readonly deleted: { readonly TO: ReadonlySet<string>; readonly FROM: ReadonlySet<string> };
  /** Carry children whose scopes make them wait. */
  readonly carrying: ReadonlySet<string>;
}

const waitingBefore = new WeakMap<ConnectionView, WaitingTypes>();

/** Types of which something may be waiting aside: the changes of all others need not look for any. */
function waitingTypes(connection: ConnectionView): WaitingTypes {
  const known = waitingBefore.get(connection);
  if (known) return known;
  const { TO, FROM } = connection.scopes;
  const deletedOf = (scopes: typeof TO): ReadonlySet<string> =>
    new Set(
      [...scopes.values()]
        .filter(({ action, guard }) => action === 'DELETED' && guard !== 'off')
        .map(({ type }) => type),
    );
  const carriers = [...TO.values()]
    .filter(({ childPolicy }) => childPolicy === 'coalesce')
    .map(({ type }) => parentRuleOf(connection.connector.definition, type)?.type)
    .filter((type) => type !== undefined);
  const types = { deleted: { TO: deletedOf(TO), FROM: deletedOf(FROM) }, carrying: new Set(carriers) };
  waitingBefore.set(connection, types);
  return types;
}

type Brand = { readonly [K in keyof GatedRequest as K extends symbol ? K : never]: GatedRequest[K] };
