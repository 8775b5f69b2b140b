import { z } from 'zod';

import type { Handshake } from './handshake.kinds.js';
import { HOST_PATTERN } from './pinned-host.js';
import { bodyPath, headerName, secretName, valueName } from './place.schema.js';

const methods = z
  .array(z.string().regex(/^[A-Z]{3,20}$/, 'must be an HTTP method in capitals'))
  .min(1)
  .max(10);
const shortText = z.string().min(1).max(200);
const match = z
  .record(bodyPath, shortText)
  .refine((values) => Object.keys(values).length >= 1 && Object.keys(values).length <= 5, '1 to 5 values');
const headers = z
  .record(
    headerName,
    z
      .string()
      .max(500)
      .regex(/^[\t\x20-\x7e]*$/, 'holds characters a header cannot'),
  )
  .refine((values) => Object.keys(values).length <= 20, 'at most 20 headers');

const echoQuery = z.strictObject({
  kind: z.literal('echoQuery'),
  query: valueName,
  methods: methods.optional(),
  match: z
    .record(valueName, shortText)
    .refine((values) => Object.keys(values).length <= 5, 'at most 5')
    .optional(),
  token: z.strictObject({ query: valueName, secret: secretName }).optional(),
  as: z.enum(['text', 'json']).optional(),
  key: valueName.optional(),
  headers: headers.optional(),
});
const echoBody = z.strictObject({
  kind: z.literal('echoBody'),
  match,
  from: bodyPath,
  as: z.enum(['text', 'json']).optional(),
  key: valueName.optional(),
  signed: z.boolean().optional(),
});
const hmacToken = z.strictObject({
  kind: z.literal('hmacToken'),
  match,
  from: bodyPath,
  secret: secretName.optional(),
  hash: z.enum(['sha1', 'sha256', 'sha512']).optional(),
  encoding: z.enum(['hex', 'base64']).optional(),
  keys: z.strictObject({ token: valueName, hash: valueName }).optional(),
  signed: z.boolean().optional(),
});
const ping = z.strictObject({
  kind: z.literal('ping'),
  methods: methods.optional(),
  onlyFormField: valueName.optional(),
});

const allowOrigin = z.strictObject({
  kind: z.literal('allowOrigin'),
  origins: z
    .array(z.string().regex(/^[A-Za-z0-9.-]{1,253}$/, 'must be a domain name'))
    .min(1)
    .max(20)
    .optional(),
  ratePerMinute: z.number().int().min(1).max(1_000_000).optional(),
});
const visit = z.strictObject({
  kind: z.literal('visit'),
  match,
  from: bodyPath,
  hosts: z
    .array(z.string().max(200).regex(HOST_PATTERN, "must be a host like '*.example.com'"))
    .min(1)
    .max(10),
  signed: z.boolean().optional(),
});
const hookSecret = z.strictObject({
  kind: z.literal('hookSecret'),
  header: headerName,
  secret: secretName.optional(),
  armedBy: secretName.optional(),
});

/** Checks one handshake in its data form. */
export const handshakeSchema: z.ZodType<Handshake> = z.discriminatedUnion(
  'kind',
  [echoQuery, echoBody, hmacToken, ping, allowOrigin, visit, hookSecret],
  { error: 'kind must be one of echoQuery, echoBody, hmacToken, ping, allowOrigin, visit or hookSecret' },
);

/** Checks the handshakes of a receiver: at most 8. */
export const handshakesSchema = z.array(handshakeSchema).max(8);
