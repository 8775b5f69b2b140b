import { z } from 'zod';

import { handshakesSchema } from './verify/handshake.schema.js';
import { headerName } from './verify/place.schema.js';
import { verifySchemeSchema } from './verify/scheme.schema.js';
import { expressionSchema } from './vocabulary.schema.js';

const FIELD_SOURCES = ['Header', 'BodyPath', 'UrlSegment', 'Static', 'Query', 'FormField', 'Method'] as const;
const MAX_BODY_BYTES = 256 * 1024 * 1024;
/** Proxies end a request without an answer after 60 s (nginx, AWS load balancers). */
const MAX_REPLY_MS = 60_000;

/** What a field of the data form and a field definition in code have in common. */
export const fieldShape = {
  from: z.enum(FIELD_SOURCES),
  at: z.coerce.string().min(1).max(1000).optional(),
  processing: z.enum(['AsIs', 'Expression']).optional(),
  expression: expressionSchema.optional(),
};

/** The rules between the keys of a field. */
export function checkField(field: FieldKeys, context: z.RefinementCtx): void {
  const refuse = (key: string, message: string): void => {
    context.addIssue({ code: 'custom', message, path: [key] });
  };
  if (field.from !== 'Method' && field.at === undefined) refuse('at', `a field from ${field.from} needs at`);
  if (field.from === 'UrlSegment' && field.at !== undefined && !/^\d{1,2}$/.test(field.at)) {
    refuse('at', 'must be the number of a segment, from 0');
  }
  const isExpression = field.processing === 'Expression';
  if (isExpression && field.expression === undefined) refuse('expression', 'processing Expression needs one');
  if (!isExpression && field.expression !== undefined) {
    refuse('processing', 'must be Expression where an expression is given');
  }
}

interface FieldKeys {
  readonly from: string;
  readonly at?: string;
  readonly processing?: string;
  readonly expression?: string;
}

const field = z.strictObject(fieldShape).superRefine(checkField);
const value = z.union([expressionSchema, field], { error: 'must be an expression or a field definition' });

/** What the data form of a receiver and a webhook in code have in common. */
export const receiverShape = {
  methods: z
    .array(z.string().regex(/^[A-Z][A-Z-]{1,19}$/, 'must be an HTTP method in capitals'))
    .min(1)
    .max(10)
    .optional(),
  verify: verifySchemeSchema,
  handshakes: handshakesSchema.optional(),
  preprocess: expressionSchema.optional(),
  multiple: expressionSchema.optional(),
  repeats: z.array(z.string().min(1).max(200)).max(50).optional(),
  format: z.enum(['json', 'ndjson', 'xml', 'form', 'multipart', 'text']).optional(),
  formField: z.string().min(1).max(200).optional(),
  account: expressionSchema.optional(),
  deliveryId: expressionSchema.optional(),
  eventId: expressionSchema.optional(),
  mode: expressionSchema.optional(),
  answer: z
    .strictObject({
      status: z.number().int().min(200).max(299).optional(),
      headers: z
        .record(
          headerName,
          z
            .string()
            .max(1000)
            .regex(/^[\t\x20-\x7e]*$/, 'holds characters a header cannot'),
        )
        .refine((headers) => Object.keys(headers).length <= 20, 'at most 20 headers')
        .optional(),
      body: z.string().max(65_536).optional(),
    })
    .optional(),
  reply: z
    .strictObject({
      when: z.literal('done'),
      deadlineMs: z.number().int().min(100).max(MAX_REPLY_MS),
      only: expressionSchema.optional(),
      body: expressionSchema.optional(),
    })
    .optional(),
  sequence: z
    .strictObject({
      first: expressionSchema,
      last: expressionSchema.optional(),
      graceSeconds: z.number().int().min(1).max(86_400).optional(),
    })
    .optional(),
  maxBytes: z.number().int().min(1).max(MAX_BODY_BYTES).optional(),
};

/** The data of a webhook in code; functions beside it are left alone. */
export const webhookDataSchema = z.object({
  ...receiverShape,
  scope: value.optional(),
  externalId: value.optional(),
  authToken: field.optional(),
});

/** The last part of a receiver's address. */
export const urlPathSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, 'must be letters, digits, - and _, at most 64');
