import { z } from 'zod';

import type { ChildMapping } from './child-mapping.js';
import { mappingsSchema } from './field-mapping.schema.js';
import { expressionSchema, recordTypeSchema } from './vocabulary.schema.js';

/** Order → line → discount of the line: no system known to us goes deeper. */
const MOST_LEVELS = 3;

const fieldName = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine((name) => !name.includes('.') && name !== '__proto__', {
    error: 'is the name of a field, not a path',
  });

const row = z.strictObject({
  name: fieldName,
  when: expressionSchema.optional(),
  mappings: mappingsSchema,
});

const tooDeep = z.undefined({ error: `children lie at most ${MOST_LEVELS} levels deep` }).optional();

function childrenAt(level: number): z.ZodType<readonly ChildMapping[]> {
  const child: z.ZodType<ChildMapping> = z.strictObject({
    target: fieldName,
    type: recordTypeSchema.optional(),
    source: expressionSchema.optional(),
    key: fieldName.optional(),
    match: z.array(fieldName).min(1).max(10).optional(),
    partial: z.boolean().optional(),
    filter: expressionSchema.optional(),
    mappings: mappingsSchema,
    rows: z.array(row).max(50).optional(),
    children: level < MOST_LEVELS ? childrenAt(level + 1).optional() : tooDeep,
  });
  return z.array(child).max(20);
}

/** Checks the child lists of a collection: closed, bounded in number and depth. */
export const childrenSchema = childrenAt(1);
