import { z } from 'zod';

import { collectionSchema } from './mapping.schema.js';
import { recordTypeDeclarationSchema } from './record-type.schema.js';
import { checkField, fieldShape, receiverShape, urlPathSchema } from './receiver.schema.js';
import { CONTRACT_VERSION, isInRange, isVersion } from './semver.js';
import { namedSignatureSchema } from './signatures/named.schema.js';
import { secretName } from './verify/place.schema.js';
import { schemeOr } from './verify/scheme.schema.js';
import { expressionSchema, recordTypeSchema, scopeActionSchema } from './vocabulary.schema.js';

const scope = z.strictObject({
  name: z.string().trim().min(1).max(200),
  type: recordTypeSchema,
  action: scopeActionSchema,
  description: z.string().max(500).default(''),
  source: z.enum(['read', 'payload', 'payload-then-read']).optional(),
  record: expressionSchema.optional(),
  version: expressionSchema.optional(),
  enabled: z.boolean().optional(),
});

const field = z
  .strictObject({ value: z.enum(['AuthToken', 'Scope', 'ExternalId']), ...fieldShape })
  .superRefine(checkField);

const receiver = z
  .strictObject({
    ...receiverShape,
    verify: schemeOr(namedSignatureSchema),
    hasMultiple: z.boolean().default(false),
    fields: z.array(field).max(3),
  })
  .superRefine(({ hasMultiple, multiple, fields }, context) => {
    if (hasMultiple && multiple === undefined) {
      context.addIssue({
        code: 'custom',
        path: ['multiple'],
        message: 'hasMultiple needs multiple, the selector',
      });
    }
    if (!hasMultiple && multiple !== undefined) {
      context.addIssue({
        code: 'custom',
        path: ['hasMultiple'],
        message: 'must be true where multiple is given',
      });
    }
    for (const value of ['AuthToken', 'Scope', 'ExternalId'] as const) {
      const count = fields.filter((candidate) => candidate.value === value).length;
      if (count === 1 || (count === 0 && value === 'AuthToken')) continue;
      const message = count === 0 ? `${value} is missing` : `${value} is given ${count} times`;
      context.addIssue({ code: 'custom', path: ['fields'], message });
    }
  });

const setting = z
  .strictObject({
    name: z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,59}$/, 'must be a name of letters, digits and _'),
    type: z.enum(['string', 'number', 'boolean']),
    default: z.union([z.string().max(4096), z.number(), z.boolean()]).optional(),
    required: z.boolean().optional(),
    description: z.string().max(500).optional(),
  })
  .refine(({ type, default: value }) => value === undefined || typeof value === type, {
    path: ['default'],
    message: 'is not of the setting’s type',
  });

const name = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,49}$/, 'must be lower case letters, digits and dashes, at most 50');

/**
 * Checks a connector in its data form, as `POST /v1/connectors` takes it: closed, bounded, and with the rules between
 * its parts. What it lets through, `connectorFromData` turns into a connector.
 */
export const connectorDataSchema = z
  .strictObject({
    name,
    version: z.string().max(100).refine(isVersion, 'must be a semantic version like 1.0.0'),
    host: z
      .string()
      .max(200)
      .refine(
        (range) => isInRange(CONTRACT_VERSION, range) === true,
        `must include this host, ${CONTRACT_VERSION}`,
      )
      .optional(),
    description: z.string().max(2000).optional(),
    urlPath: urlPathSchema.optional(),
    recordTypes: z
      .partialRecord(recordTypeSchema, recordTypeDeclarationSchema)
      .refine((types) => Object.keys(types).length <= 100, 'at most 100 record types')
      .optional(),
    scopes: z.array(scope).min(1).max(500),
    receiver,
    secrets: z
      .record(secretName, z.string().max(200))
      .refine((secrets) => Object.keys(secrets).length <= 20, 'at most 20 secrets')
      .optional(),
    settings: z.array(setting).max(100).optional(),
    collections: z.array(collectionSchema).max(200).optional(),
  })
  .superRefine((connector, context) => {
    refuseRepeats(connector.scopes, 'scopes', context);
    refuseRepeats(connector.settings ?? [], 'settings', context);
    const hasToken = connector.receiver.fields.some(({ value }) => value === 'AuthToken');
    if (connector.urlPath !== undefined && connector.receiver.account === undefined && !hasToken) {
      context.addIssue({
        code: 'custom',
        path: ['receiver', 'fields'],
        message:
          'AuthToken is missing: one urlPath serves several connections, and there is no account to tell them apart',
      });
    }
  });

/** A connector as data, checked. */
export type ConnectorData = z.output<typeof connectorDataSchema>;

function refuseRepeats(
  items: readonly { readonly name: string }[],
  key: 'scopes' | 'settings',
  context: z.RefinementCtx,
): void {
  const seen = new Set<string>();
  for (const [index, { name: own }] of items.entries()) {
    if (seen.has(own)) {
      context.addIssue({ code: 'custom', path: [key, index, 'name'], message: `'${own}' is there already` });
    }
    seen.add(own);
  }
}
