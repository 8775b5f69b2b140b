import { z } from 'zod';

import type { AuthData } from './auth.js';
import { bodyPath, headerName, secretName, valueName } from './verify/place.schema.js';

const text = z.string().max(200);
const address = z.url({ protocol: /^https?$/, error: 'is no http address' }).max(2_048);
const parameters = z
  .record(z.string().min(1).max(100), z.string().max(1_000))
  .refine((given) => Object.keys(given).length <= 20, 'at most 20');

const assertion = z.strictObject({
  key: secretName,
  algorithm: z.enum(['RS256', 'ES256']).optional(),
  keyId: text.optional(),
  subject: text.optional(),
  audience: z.string().min(1).max(2_048).optional(),
  claims: z
    .record(z.string().min(1).max(100), z.union([z.string().max(2_000), z.boolean()]))
    .refine((given) => Object.keys(given).length <= 20, 'at most 20')
    .optional(),
  lifetimeSeconds: z.number().int().min(1).max(3_600).optional(),
  sentAs: z.enum(['assertion', 'bearer']).optional(),
});
const answer = z.strictObject({ token: valueName.optional(), expiresAt: valueName.optional() });

const oauth2 = z
  .strictObject({
    kind: z.literal('oauth2'),
    flow: z.enum(['code', 'client_credentials', 'jwt_bearer']),
    authorizeUrl: address.optional(),
    tokenUrl: address,
    scopes: z.array(z.string().min(1).max(500)).max(100),
    scopeSeparator: z.string().min(1).max(5).optional(),
    clientId: z.union(
      [z.strictObject({ secret: secretName }), z.strictObject({ setting: z.string().min(1).max(60) })],
      { error: 'must be { secret } or { setting }' },
    ),
    clientSecret: secretName.optional(),
    assertion: assertion.optional(),
    answer: answer.optional(),
    clientAuthentication: z.enum(['basic', 'body']).optional(),
    pkce: z.boolean().optional(),
    authorizeParameters: parameters.optional(),
    tokenParameters: parameters.optional(),
    rotating: z.boolean().optional(),
    lifetimeSeconds: z.number().int().min(1).max(31_536_000).optional(),
    header: headerName.optional(),
    prefix: text.optional(),
    account: z
      .union(
        [
          z.strictObject({ token: bodyPath }),
          z.strictObject({ idToken: bodyPath }),
          z.strictObject({ callback: valueName }),
        ],
        { error: 'must be { token }, { idToken } or { callback }' },
      )
      .optional(),
  })
  .superRefine(({ flow, authorizeUrl, clientSecret, assertion: signed, pkce }, context) => {
    const refuse = (path: string, message: string): void =>
      context.addIssue({ code: 'custom', path: [path], message });
    if (flow === 'code' && authorizeUrl === undefined) refuse('authorizeUrl', 'is needed by flow code');
    if (flow === 'client_credentials' && clientSecret === undefined)
      refuse('clientSecret', 'is needed by flow client_credentials');
    if (flow === 'code' && clientSecret === undefined && pkce === false)
      refuse('pkce', 'is the only proof of an app without clientSecret');
    if ((flow === 'jwt_bearer') !== (signed !== undefined))
      refuse('assertion', signed ? 'belongs to flow jwt_bearer' : 'is needed by flow jwt_bearer');
  });

/** Checks authentication as data: closed, bounded, and with the rules between its parts. */
export const authDataSchema: z.ZodType<AuthData> = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('none') }),
  z
    .strictObject({
      kind: z.literal('apiKey'),
      secret: secretName,
      header: headerName.optional(),
      query: valueName.optional(),
      prefix: text.optional(),
    })
    .refine(({ header, query }) => header === undefined || query === undefined, {
      path: ['query'],
      message: 'only one of header and query can be given',
    }),
  z.strictObject({ kind: z.literal('basic'), user: z.string().max(1_000), secret: secretName }),
  z.strictObject({ kind: z.literal('bearer'), secret: secretName }),
  oauth2,
]);

/** The secrets that authentication reads. */
export function secretsOfAuth(auth: AuthData): readonly string[] {
  if (auth.kind === 'none') return [];
  if (auth.kind !== 'oauth2') return [auth.secret];
  const { clientId, clientSecret, assertion: signed } = auth;
  return [
    ...('secret' in clientId ? [clientId.secret] : []),
    ...(clientSecret === undefined ? [] : [clientSecret]),
    ...(signed === undefined ? [] : [signed.key]),
  ];
}
