import type { JsonObject } from '@hookyard/sdk';

import type { HubRecord } from '../../hub/index.js';
import type { ChildIds } from '../../mapping/index.js';
import type { CollectionView } from '../../registry/index.js';
import type { SeenRecord } from '../to-hub-effects.js';
import type { Turn } from '../turn.js';

import { childNamesOf } from './child-names.js';
import { resolveChildren } from './resolve-children.js';

/** A mapped record whose children have their ids of the hub. */
export interface KeyedRecord {
  readonly collection: CollectionView;
  readonly fields: JsonObject;
  /** The system's ids of its children; absent where the collection tells none apart. */
  readonly ids?: ChildIds;
  /** Children that nobody has brought before. */
  readonly fresh: ReadonlySet<string>;
}

/** What is known of the record they belong to. */
export interface KnownSides {
  readonly record: Pick<HubRecord, 'data'> | null;
  readonly baseline: JsonObject | null;
  readonly known: ChildIds | null;
  /** Of the record in the system: part of the id of a new child. */
  readonly externalId: string;
}

const NONE: ReadonlySet<string> = new Set();

/** Gives the children of a record that was read their ids of the hub; a record without children stays as it is. */
export async function withHubIds(
  turn: Turn,
  { collection, fields }: Pick<KeyedRecord, 'collection' | 'fields'>,
  { record, baseline, known, externalId }: KnownSides,
): Promise<KeyedRecord> {
  const { children } = collection.definition;
  if (!children?.some(({ key }) => key !== undefined)) return { collection, fields, fresh: NONE };
  const { view, request } = turn;
  const { mapped, ids, fresh } = resolveChildren({
    children,
    mapped: fields,
    known: known ?? {},
    hub: record?.data ?? null,
    baseline,
    owner: [view.number, request.type, externalId],
    isPartial: turn.payload !== undefined,
    normalize: await childNamesOf(view, { children, records: [fields] }),
  });
  return { collection, fields: mapped, ids, fresh };
}

/** The children of a record nobody has: there is nothing to hold them against. */
export function newChildren({ ids }: KeyedRecord): Pick<SeenRecord, 'children'> {
  return ids ? { children: { merged: {}, lost: {}, ids } } : {};
}
