import type { CollectionDefinition, RecordHandlers } from '@hookyard/sdk';

import { collectionWarnings, type CollectionProblem } from '../mapping/index.js';
import type { ConnectionView } from './directory.js';
import { sidesOf } from './record-shapes.js';

/** What is probably not meant in a collection, beside the others of its connection and the records of both sides. */
export function warningsOf(
  of: { readonly id: string; readonly definition: CollectionDefinition },
  view: ConnectionView,
): readonly CollectionProblem[] {
  const { definition } = of;
  const connector = view.connector.definition;
  const handlers = connector.records?.[definition.type] as RecordHandlers | undefined;
  const at = view.collections.findIndex(({ id }) => id === of.id);
  const definitions = view.collections.map((one) => one.definition);
  return collectionWarnings(definition, {
    ...sidesOf(definition, { connector, declaredFields: view.declaredFields }),
    functions: new Set(Object.keys(connector.functions ?? {})),
    abilities: definition.direction === 'TO' ? null : new Set(Object.keys(handlers ?? {})),
    before: at < 0 ? [] : definitions.slice(0, at),
    behind: at < 0 ? [] : definitions.slice(at + 1),
  });
}
