import { collectionSchema, type CollectionDefinition } from '@hookyard/sdk';

import { HostError } from '../errors/index.js';
import { validateCollection, type ValidateOptions } from '../mapping/index.js';
import { sidesOf, type DeclaredRecords } from './record-shapes.js';

export interface CheckFacts extends DeclaredRecords {
  /** The names of the tenant's translations. */
  readonly translations: ReadonlySet<string>;
}

/** A mapping collection that may be saved; throws VALIDATION_FAILED with everything that is wrong. */
export function checkedCollection(given: unknown, facts: CheckFacts): CollectionDefinition {
  const options: ValidateOptions = {
    tables: facts.translations,
    functions: new Set(Object.keys(facts.connector.functions ?? {})),
    sidesOf: (definition) => sidesOf(definition, facts),
  };
  const errors = validateCollection(given, options);
  if (errors.length > 0) throw new HostError('VALIDATION_FAILED', { errors });
  return collectionSchema.parse(given);
}
