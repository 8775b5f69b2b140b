import { z } from 'zod';

import { boundSchema as duration } from './duration.schema.js';
import { jwtSchema } from './jwt.schema.js';
import { clientCertificateSchema, ipListSchema } from './origin.schema.js';
import { HOST_PATTERN } from './pinned-host.js';
import { bodyPath, oneOf, placeKeys, placeSchema, secretName, valueName } from './place.schema.js';
import { signatureProblems } from './scheme-lint.js';
import type { SignatureScheme } from './proof.js';
import type { VerifyScheme } from './scheme.js';

const text = (max: number): z.ZodString => z.string().min(1).max(max);
const hash = z.enum(['sha1', 'sha256', 'sha512']);

const timestamp = z
  .strictObject({
    ...placeKeys,
    item: text(40).optional(),
    unit: z.enum(['s', 'ms', 'rfc3339', 'rfc1123']).optional(),
  })
  .superRefine(oneOf('header', 'query', 'body', 'form', 'item'));

const signature = {
  ...placeKeys,
  prefix: text(40).optional(),
  list: z
    .strictObject({ separator: text(4), pair: text(4).optional(), key: text(200).optional() })
    .optional(),
  encoding: z.enum(['hex', 'hex-upper', 'base64', 'base64url']).optional(),
  content: text(1000).optional(),
  fields: z
    .strictObject({
      paths: z.array(bodyPath).min(1).max(50),
      separator: text(10).optional(),
      named: z.boolean().optional(),
      escape: z.enum(['none', 'backslash']).optional(),
    })
    .optional(),
  id: placeSchema.optional(),
  timestamp: timestamp.optional(),
  maxAge: duration.optional(),
  maxFuture: duration.optional(),
  secret: secretName.optional(),
  ports: z.enum(['asIs', 'either']).optional(),
  bodyHash: z.strictObject({ query: valueName, hash: hash.optional() }).optional(),
  perElement: z.boolean().optional(),
};

const publicKey = z.enum(['auto', 'pem', 'der']).optional();

const hmac = signed({
  kind: z.literal('hmac'),
  ...signature,
  hash: hash.optional(),
  key: z.enum(['utf8', 'base64', 'hex', 'sha1']).optional(),
  keyPrefix: text(40).optional(),
});
const plainHash = signed({ kind: z.literal('hash'), ...signature, hash: hash.optional() });
const ed25519 = signed({
  kind: z.literal('ed25519'),
  ...signature,
  key: z.enum(['auto', 'pem', 'der', 'base64', 'hex']).optional(),
  keyPrefix: text(40).optional(),
});
const ecdsa = signed({
  kind: z.literal('ecdsa'),
  ...signature,
  key: publicKey,
  hash: z.enum(['sha256', 'sha512']).optional(),
  signatureForm: z.enum(['der', 'p1363']).optional(),
});
const certificate = z.strictObject({
  url: placeSchema,
  hosts: z
    .array(z.string().max(200).regex(HOST_PATTERN, "must be a host like '*.example.com'"))
    .min(1)
    .max(10),
  path: z
    .string()
    .max(200)
    .regex(/^\/[\w.*/-]*$/, "must be a path like '/certs/*.pem'")
    .optional(),
  subject: text(200).optional(),
  chain: z.boolean().optional(),
  authorities: secretName.optional(),
});
const rsa = signed({
  kind: z.literal('rsa'),
  ...signature,
  key: publicKey,
  hash: hash.optional(),
  certificate: certificate.optional(),
});
const standardWebhooks = z.strictObject({
  kind: z.literal('standardWebhooks'),
  secret: secretName.optional(),
  versions: z
    .array(z.enum(['v1', 'v1a']))
    .min(1)
    .max(2)
    .optional(),
  headers: z.enum(['webhook', 'svix']).optional(),
  key: z.enum(['base64', 'utf8']).optional(),
  maxAge: duration.optional(),
  maxFuture: duration.optional(),
});
const token = z
  .strictObject({
    kind: z.literal('token'),
    ...placeKeys,
    secret: secretName.optional(),
    prefix: text(40).optional(),
    perElement: z.boolean().optional(),
  })
  .superRefine(oneOf('header', 'query', 'body', 'form'))
  .refine((scheme) => !scheme.perElement || scheme.body !== undefined, 'perElement needs the token in body');
const basic = z.strictObject({
  kind: z.literal('basic'),
  user: text(200)
    .refine((user) => !user.includes(':'), 'a user name holds no colon')
    .optional(),
  secret: secretName.optional(),
});
const secretPath = z.strictObject({
  kind: z.literal('secretPath'),
  segment: z.number().int().min(0).max(20).optional(),
  secret: secretName.optional(),
});
const unsigned = z.strictObject({
  kind: z.literal('unsigned'),
  reason: z.string().trim().min(3, 'say in words why nothing is signed').max(500),
});

const proving = [
  hmac,
  plainHash,
  ed25519,
  ecdsa,
  rsa,
  standardWebhooks,
  token,
  basic,
  secretPath,
  jwtSchema,
  ipListSchema,
  clientCertificateSchema,
] as const;
const KINDS =
  'hmac, hash, ed25519, ecdsa, rsa, standardWebhooks, token, basic, secretPath, jwt, ipList, clientCertificate, ' +
  'unsigned, any or all';
const unknownKind = { error: `kind must be one of ${KINDS}` };
const inside = {
  error: `kind must be one of ${KINDS}; in any and all no unsigned, and at most two levels`,
};
const inner = z.discriminatedUnion('kind', proving, inside);
const innerGroups = groups(inner);
const member = z.discriminatedUnion('kind', [...proving, ...innerGroups], inside);

const schemes = [...proving, unsigned, ...groups(member)] as const;

/** Checks a scheme in its data form: closed, bounded, with a message for each problem. */
export const verifySchemeSchema = z.discriminatedUnion(
  'kind',
  schemes,
  unknownKind,
) as unknown as z.ZodType<VerifyScheme>;

/** Checks a scheme, or what may stand in the place of one. */
export function schemeOr<Shape extends { readonly kind: z.ZodLiteral<string> }>(
  other: z.ZodObject<Shape, z.core.$strict>,
): z.ZodType<VerifyScheme | z.output<typeof other>> {
  return z.discriminatedUnion('kind', [...schemes, other], {
    error: `${unknownKind.error}, or ${other.shape.kind.value}`,
  }) as unknown as z.ZodType<VerifyScheme | z.output<typeof other>>;
}

/** A scheme, checked. Throws a TypeError that names every problem. */
export function parseScheme(scheme: unknown): VerifyScheme {
  const parsed = verifySchemeSchema.safeParse(scheme);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => [...issue.path.map(String), issue.message].join(': '));
  throw new TypeError(`verify: ${problems.join('; ')}`);
}

function signed<Shape extends z.ZodRawShape>(shape: Shape): z.ZodObject<Shape, z.core.$strict> {
  return z
    .strictObject(shape)
    .superRefine(oneOf('header', 'query', 'body', 'form'))
    .superRefine((scheme, context) => {
      for (const problem of signatureProblems(scheme as unknown as SignatureScheme)) {
        context.addIssue({ code: 'custom', message: problem.message, path: [problem.field] });
      }
    });
}

/** Zod's types cannot say "exactly one place", ours do; hence the casts. */
function groups<Member extends z.ZodType>(of: Member) {
  const members = z.array(of).min(1).max(8);
  const any = z
    .strictObject({ kind: z.literal('any'), of: members })
    .refine((group) => new Set((group.of as VerifyScheme[]).map(isPerElement)).size === 1, {
      message: 'any holds schemes for the request or schemes for its elements, not both',
      path: ['of'],
    });
  return [any, z.strictObject({ kind: z.literal('all'), of: members })] as const;
}

function isPerElement(scheme: VerifyScheme): boolean {
  if ('of' in scheme) return scheme.of.some(isPerElement);
  return 'perElement' in scheme && scheme.perElement === true;
}
