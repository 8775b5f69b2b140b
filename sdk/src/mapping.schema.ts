import { z } from 'zod';

import type { CollectionDefinition } from './mapping.js';
import { directionSchema, expressionSchema, recordTypeSchema, syncTypeSchema } from './vocabulary.schema.js';

const path = z.string().trim().min(1).max(200);
const scalars = z.record(z.string().max(200), z.json());

const mapping = z.discriminatedUnion(
  'kind',
  [
    z.strictObject({ kind: z.literal('static'), target: path, value: z.json() }),
    z.strictObject({ kind: z.literal('field'), target: path, source: path }),
    z.strictObject({ kind: z.literal('formula'), target: path, expression: expressionSchema }),
    z.strictObject({
      kind: z.literal('lookup'),
      target: path,
      source: path,
      table: z.union([z.string().min(1).max(100), scalars]),
      default: z.json().optional(),
      missing: z.enum(['error', 'null', 'keep']).optional(),
    }),
  ],
  { error: 'kind must be one of static, field, formula or lookup' },
);

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
  mappings: z
    .array(mapping)
    .max(500)
    .superRefine((mappings, context) => {
      const seen = new Set<string>();
      for (const [index, { target }] of mappings.entries()) {
        if (seen.has(target)) {
          context.addIssue({
            code: 'custom',
            message: `'${target}' is mapped twice`,
            path: [index, 'target'],
          });
        }
        seen.add(target);
      }
    }),
});
