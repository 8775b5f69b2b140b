import type { AnyConnector } from '../connector.js';
import type { CollectionDefinition } from '../mapping.js';
import { collectionSchema } from '../mapping.schema.js';
import { problem, type ConnectorProblem } from './problem.js';

/** What a default mapping may still name when its source record is gone. */
const IDS = new Set(['id', 'Id', 'externalId', 'ExternalId']);

/** Default mapping collections, and the control scope that needs one. */
export function collectionProblems(connector: AnyConnector): readonly ConnectorProblem[] {
  const collections: readonly CollectionDefinition[] = connector.collections ?? [];
  const seen = new Set<string>();
  const problems = collections.flatMap((collection, index) => {
    const subject = `collections.${collection?.name ?? index}`;
    const parsed = collectionSchema.safeParse(collection);
    if (!parsed.success) {
      return parsed.error.issues.map(({ path, message }) =>
        problem('collection-invalid', [subject, ...path].map(String).join('.'), message),
      );
    }
    const key = `${collection.type} ${collection.direction} ${collection.name}`;
    const isRepeated = seen.has(key);
    seen.add(key);
    const repeated = isRepeated
      ? [problem('collection-name-repeated', subject, `there are two '${key}'`)]
      : [];
    return [...repeated, ...recordOfDelete(collection, subject)];
  });
  return [...problems, ...controlWithoutCollection(connector, collections)];
}

/** On a delete the source cannot be read any more: only the id is known. */
function recordOfDelete(
  { syncType, direction, mappings }: CollectionDefinition,
  subject: string,
): readonly ConnectorProblem[] {
  if (direction !== 'TO' || !syncType.startsWith('DELETE')) return [];
  return mappings.flatMap((mapping) => {
    const source = mapping.kind === 'field' || mapping.kind === 'lookup' ? mapping.source : 'id';
    if (IDS.has(source)) return [];
    return [
      problem('delete-needs-record', `${subject}.${mapping.target}`, `reads '${source}' of a deleted record`),
    ];
  });
}

function controlWithoutCollection(
  connector: AnyConnector,
  collections: readonly CollectionDefinition[],
): readonly ConnectorProblem[] {
  if (!connector.handlePrerequisite || collections.length === 0) return [];
  const declared = Object.entries(connector.scopes ?? {});
  const control = declared.find(([, scope]) => ('type' in scope ? scope.type : scope[0]) === 'MESSAGE');
  if (!control || collections.some(({ type }) => type === 'MESSAGE')) return [];
  const message = 'is a control scope, and MESSAGE has no mapping collection';
  return [problem('control-without-collection', `scopes.${control[0]}`, message)];
}
