import type { JsonObject } from '@hookyard/sdk';

import type { RecordView } from '../../hub/index.js';
import { isRowName, type ChildIds } from '../../mapping/index.js';
import type { CollectionView } from '../../registry/index.js';
import type { Turn } from '../turn.js';

import { childNamesOf } from './child-names.js';
import { learnChildIds, type LearnFacts } from './learn-child-ids.js';

/** A record as it is written to a system. */
interface Sent {
  readonly fields: JsonObject;
  readonly collection: CollectionView;
}

/** The system's ids of the children it was sent; undefined where the collection tells none apart. */
export async function idsLearnt(
  { view }: Turn,
  { fields, collection, view: { link } }: Sent & { readonly view: Pick<RecordView, 'link'> },
  facts: Pick<LearnFacts, 'answered' | 'isMade'> & { readonly kept: JsonObject | null },
): Promise<ChildIds | undefined> {
  const children = keyedChildren(collection);
  if (!children) return undefined;
  const { kept: got, answered, isMade } = facts;
  const normalize = await childNamesOf(view, { children, records: [got], answered });
  const learnt = learnChildIds({ children, sent: fields, got, answered, isMade, normalize });
  return { ...rowsOf(link?.children ?? {}), ...learnt };
}

/** Children that the system makes of its own fields are not sent to it: they stay known. */
function rowsOf(ids: ChildIds): ChildIds {
  return Object.fromEntries(Object.entries(ids).filter(([, id]) => isRowName(id)));
}

function keyedChildren({ definition }: CollectionView): LearnFacts['children'] | undefined {
  return hasKeyedChildren(definition) ? definition.children : undefined;
}

export function hasKeyedChildren({ children = [] }: Pick<CollectionView['definition'], 'children'>): boolean {
  return children.some(({ key }) => key !== undefined);
}
