import type { Direction, RecordType, ScopeAction } from '@hookyard/sdk';

import { HostError } from '../errors/index.js';
import { TIERS, rootOfSync, type Draft } from '../flow/index.js';
import type { Hub } from '../hub/index.js';
import { canonicalIn, type ConnectionView, type ScopeView } from '../registry/index.js';

/** What ids of a sync become. */
export interface SyncPlan {
  readonly view: ConnectionView;
  readonly direction: Direction;
  readonly type: RecordType;
  readonly isDebug: boolean;
  /** The scopes of records that are linked already, and of those that are not. */
  readonly linked: ScopeView;
  readonly unlinked: ScopeView;
}

export interface DraftingParts {
  readonly hub: Pick<Hub, 'linked' | 'view'>;
  /** The number of a record's public id; undefined for anything that is none. */
  recordOf(id: string): number | undefined;
}

/** Looked for before the first id is read: what could bring nothing is refused whole. */
export function planOfSync(
  view: ConnectionView,
  { direction, type, isDebug }: Pick<SyncPlan, 'direction' | 'type' | 'isDebug'>,
): SyncPlan {
  const updated = scopeOf(view, direction, type, 'UPDATED');
  const created = scopeOf(view, direction, type, 'CREATED');
  const linked = updated ?? created;
  const unlinked = created ?? updated;
  if (!linked || !unlinked)
    throw invalid(
      `has no scope of ${direction === 'TO' ? 'this connection' : 'the hub'} whose action is UPDATED or CREATED`,
    );
  if (direction === 'TO' && !view.connector.definition.records?.[type]?.get)
    throw invalid('cannot be read by id: the connector has no get of it');
  return { view, direction, type, isDebug, linked, unlinked };
}

function scopeOf(
  view: ConnectionView,
  direction: Direction,
  type: RecordType,
  action: ScopeAction,
): ScopeView | undefined {
  const ofPair = [...view.scopes[direction].values()].filter(
    (scope) => scope.type === type && scope.action === action,
  );
  return ofPair.find(({ isEnabled }) => isEnabled) ?? ofPair[0];
}

/** The draft of an id; undefined where the hub has no such record. */
export async function draftOfId(
  id: string,
  { sync, element }: { readonly sync: number; readonly element: number },
  plan: SyncPlan,
  parts: DraftingParts,
): Promise<Draft | undefined> {
  const { view, direction, isDebug } = plan;
  const found = await (direction === 'TO' ? outside(id, plan, parts) : inHub(id, plan, parts));
  if (!found) return undefined;
  return {
    origin: 'manual',
    connection: view.number,
    direction,
    mode: view.mode,
    scope: (found.isLinked ? plan.linked : plan.unlinked).name,
    recordId: found.recordId,
    root: rootOfSync(sync, isDebug),
    element,
    tier: isDebug ? TIERS.manual : TIERS.bulk,
  };
}

interface Found {
  readonly recordId: string;
  readonly isLinked: boolean;
}

async function outside(raw: string, { view, type }: SyncPlan, { hub }: DraftingParts): Promise<Found> {
  const externalId = await canonicalOf(raw, view, type);
  // The gate says what is wrong with it.
  if (externalId === undefined) return { recordId: raw, isLinked: false };
  const linked = await hub.linked({ connection: view.number, type, externalId });
  return { recordId: raw, isLinked: linked !== null };
}

async function canonicalOf(
  raw: string,
  { connector }: ConnectionView,
  type: RecordType,
): Promise<string | undefined> {
  try {
    return (await canonicalIn(connector, type, raw)).id;
  } catch {
    return undefined;
  }
}

async function inHub(id: string, { view, type }: SyncPlan, parts: DraftingParts): Promise<Found | undefined> {
  const number = parts.recordOf(id);
  const seen = number === undefined ? null : await parts.hub.view(number, view.number);
  if (!seen) return undefined;
  const { record, link } = seen;
  const isOurs = record.tenant === view.tenant && record.mode === view.mode && record.type === type;
  if (!isOurs || record.deletedAt !== null) return undefined;
  return { recordId: String(record.id), isLinked: link !== null };
}

function invalid(message: string): HostError {
  return new HostError('VALIDATION_FAILED', {
    errors: [{ field: 'type', message }],
    detail: `type ${message}`,
  });
}
