import { z } from 'zod';

import { lengthSchema } from './duration.schema.js';
import { oneOf, placeKeys, secretName } from './place.schema.js';

const text = z.string().min(1).max(500);
const oneOrMore = z.union([text, z.array(text).min(1).max(10)], {
  error: 'must be a text, or 1 to 10 of them',
});
const LOCAL: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);
const claimName = z.string().min(1).max(200);

/** Checks `jwt` in its data form. */
export const jwtSchema = z
  .strictObject({
    kind: z.literal('jwt'),
    ...placeKeys,
    prefix: z.string().min(1).max(40).optional(),
    algorithms: z
      .array(z.enum(['HS256', 'RS256', 'ES256']))
      .min(1)
      .max(3),
    jwks: z
      .url({ protocol: /^https?$/, error: 'must be an https address' })
      .max(1000)
      .optional(),
    secret: secretName.optional(),
    key: z.enum(['utf8', 'base64']).optional(),
    issuer: oneOrMore.optional(),
    audience: oneOrMore.optional(),
    claims: z
      .record(claimName, text)
      .refine((claims) => Object.keys(claims).length <= 10, 'at most 10')
      .optional(),
    leeway: lengthSchema.optional(),
    maxAge: lengthSchema.optional(),
    bodyClaim: z
      .strictObject({
        claim: claimName,
        hash: z.enum(['sha1', 'sha256', 'sha512']).optional(),
        encoding: z.enum(['hex', 'base64', 'base64url']).optional(),
      })
      .optional(),
  })
  .superRefine(oneOf('header', 'query', 'body', 'form'))
  .superRefine(({ algorithms, jwks, secret, issuer, audience, claims, bodyClaim }, context) => {
    const refuse = (isWrong: boolean, field: string, message: string): void => {
      if (isWrong) context.addIssue({ code: 'custom', path: [field], message });
    };
    const isShared = algorithms.includes('HS256');
    refuse(isShared && algorithms.length > 1, 'algorithms', 'HS256 stands alone');
    refuse(isShared && jwks !== undefined, 'jwks', 'holds public keys, and HS256 needs a shared one');
    refuse(jwks !== undefined && secret !== undefined, 'secret', 'is not read where jwks gives the keys');
    // Keys of a set sign for all customers of their owner.
    const isBound = [issuer, audience, claims, bodyClaim].some((one) => one !== undefined);
    refuse(
      jwks !== undefined && !isBound,
      'audience',
      'or issuer, claims or bodyClaim must say whose token it is',
    );
    refuse(jwks !== undefined && !isSafe(jwks), 'jwks', 'must be an https address');
  });

/** In the open only within one machine. */
function isSafe(address: string): boolean {
  const url = URL.parse(address);
  return url?.protocol === 'https:' || LOCAL.has(url?.hostname ?? '');
}
