import { z } from 'zod';

import { FIELD_KINDS, type RecordField, type RecordTypeDeclaration } from './record-type.js';

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

/** Checks what a type of record is declared to hold: closed and bounded. */
export const recordTypeDeclarationSchema: z.ZodType<RecordTypeDeclaration> = z.strictObject({
  description: z.string().max(500).default(''),
  fields: fieldsSchema,
});
