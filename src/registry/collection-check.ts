import { collectionSchema, type CollectionDefinition } from '@hookyard/sdk';

import { HostError } from '../errors/index.js';
import { validateCollection } from '../mapping/index.js';

/** A mapping collection that may be saved; throws VALIDATION_FAILED with everything that is wrong. */
export function checkedCollection(given: unknown, translations: ReadonlySet<string>): CollectionDefinition {
  const errors = validateCollection(given, { tables: translations });
  if (errors.length > 0) throw new HostError('VALIDATION_FAILED', { errors });
  return collectionSchema.parse(given);
}
