import { z } from 'zod';

import { addressRanges } from './address-range.js';
import { headerName, secretName } from './place.schema.js';

const told = z.strictObject({ header: headerName, is: z.string().min(1).max(500) });

/** Checks `ipList` in its data form. */
export const ipListSchema = z.strictObject({
  kind: z.literal('ipList'),
  ranges: z.array(z.string().max(60).refine(isRange, 'is no address and no CIDR range')).min(1).max(200),
});

/** Checks `clientCertificate` in its data form. */
export const clientCertificateSchema = z
  .strictObject({
    kind: z.literal('clientCertificate'),
    subject: told.optional(),
    issuer: told.optional(),
    fingerprint: z.strictObject({ header: headerName, secret: secretName.optional() }).optional(),
    verified: told.optional(),
  })
  .refine(({ subject, issuer, fingerprint }) => subject ?? issuer ?? fingerprint, {
    error: 'subject, issuer or fingerprint must be given',
  });

function isRange(text: string): boolean {
  try {
    addressRanges([text]);
    return true;
  } catch {
    return false;
  }
}
