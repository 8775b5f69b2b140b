import { z } from 'zod';

import { HostError } from '../../errors/index.js';
import { FIELD_KINDS, type RecordField, type RecordTypeDeclaration } from './record-field.js';

const MOST_FIELDS = 500;

const fieldsSchema: z.ZodType<Record<string, RecordField>> = z.lazy(() =>
  z
    .record(z.string().regex(/^[A-Za-z]\w{0,99}$/, 'is no name of a field'), fieldSchema)
    .refine((fields) => Object.keys(fields).length <= MOST_FIELDS, `holds more than ${MOST_FIELDS} fields`),
);

const fieldSchema: z.ZodType<RecordField> = z
  .strictObject({
    kind: z.enum(FIELD_KINDS),
    description: z.string().max(500).optional(),
    fields: fieldsSchema.optional(),
  })
  .refine(
    ({ kind, fields }) => fields === undefined || kind === 'object' || kind === 'list',
    'only objects and lists hold fields',
  );

const declarationSchema: z.ZodType<RecordTypeDeclaration> = z.strictObject({
  description: z.string().max(500).default(''),
  fields: fieldsSchema,
});

/** A declaration that may be saved; throws VALIDATION_FAILED with everything that is wrong. */
export function checkedDeclaration(given: unknown): RecordTypeDeclaration {
  const parsed = declarationSchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.map(({ path, message }) => ({ field: path.join('.'), message }));
  throw new HostError('VALIDATION_FAILED', { errors });
}
