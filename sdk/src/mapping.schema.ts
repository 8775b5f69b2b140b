import { z } from 'zod';

import { childrenSchema } from './child-mapping.schema.js';
import { mappingsSchema } from './field-mapping.schema.js';
import type { CollectionDefinition } from './mapping.js';
import { directionSchema, expressionSchema, recordTypeSchema, syncTypeSchema } from './vocabulary.schema.js';

const fieldName = z.string().min(1).max(100);
const matchKey = z.union([fieldName, z.strictObject({ field: fieldName, form: z.literal('email') })]);

const conflictRule = z.union([
  z.enum(['latest', 'hub', 'park']),
  z.strictObject({ priority: z.array(z.string().min(1).max(100)).min(1).max(100) }),
]);

/** Checks a mapping collection: closed, bounded, each target mapped once. */
export const collectionSchema: z.ZodType<CollectionDefinition> = z.strictObject({
  name: z.string().trim().min(1).max(100),
  type: recordTypeSchema,
  direction: directionSchema,
  syncType: syncTypeSchema,
  order: z.number().int().min(0).max(100_000).optional(),
  filter: expressionSchema.optional(),
  errorFilter: expressionSchema.optional(),
  collision: z.enum(['ERROR', 'REMAP_AND_LINK', 'UPDATE_AND_LINK', 'UPDATE_AND_NO_LINK']).optional(),
  match: z.array(matchKey).max(10).optional(),
  conflict: conflictRule.optional(),
  conflictByField: z.record(fieldName, conflictRule).optional(),
  onMissing: z.enum(['park', 'recreate', 'unlink']).optional(),
  mappings: mappingsSchema,
  children: childrenSchema.optional(),
});
