import { z } from 'zod';

import type { FieldMapping } from './field-mapping.js';
import { expressionSchema, recordTypeSchema } from './vocabulary.schema.js';

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
    z.strictObject({
      kind: z.literal('link'),
      target: path,
      source: path,
      type: recordTypeSchema,
      connection: z
        .string()
        .regex(/^con_\w{1,40}$/, 'is the id of a connection: con_…')
        .optional(),
      missing: z.enum(['wait', 'fetch', 'null', 'error']).optional(),
    }),
  ],
  { error: 'kind must be one of static, field, formula, lookup or link' },
);

/** Mappings of one record, each target once. */
export const mappingsSchema: z.ZodType<readonly FieldMapping[]> = z
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
  });
