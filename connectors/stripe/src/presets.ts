import { z } from 'zod';

export const presets = z.object({
  account: z
    .string()
    .regex(/^acct_[A-Za-z0-9]+$/, 'begins with acct_')
    .optional()
    .describe('Connect: the connected account that calls are made for'),
  apiVersion: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}(?:\.[a-z]+)?$/)
    .default('2024-06-20')
    .describe('Version of the API; the default mappings are written for the default'),
  address: z.url().default('https://api.stripe.com').describe('Another one for tests'),
});

export type StripeSettings = z.output<typeof presets>;

/** What every call carries beside its key. */
export function headersOf({ account, apiVersion }: StripeSettings): Readonly<Record<string, string>> {
  return { 'stripe-version': apiVersion, ...(account === undefined ? {} : { 'stripe-account': account }) };
}
