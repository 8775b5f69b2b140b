import { z } from 'zod';

import { isSignatureName, signatureEntries, type SignatureName } from './signatures.js';

/** A sender's signature by its name, in the place of a scheme: its handshakes and delivery id come with it. */
export interface NamedSignature {
  readonly kind: 'named';
  /** One of the names of `signatures`. */
  readonly name: SignatureName;
}

/** Checks a reference to a known sender. */
export const namedSignatureSchema = z.strictObject({
  kind: z.literal('named'),
  name: z
    .string()
    .max(100)
    .refine(isSignatureName, {
      error: `is no known sender; there are ${Object.keys(signatureEntries).join(', ')}`,
    }),
});
