import { z } from 'zod';

export const presets = z.object({
  realmId: z
    .string()
    .regex(/^\d{1,30}$/, 'is a number')
    .describe('Company id, which QuickBooks calls realm'),
  authentication: z
    .enum(['oauth2', 'bearer'])
    .default('oauth2')
    .describe('bearer: a token that something else keeps fresh'),
  clientId: z.string().max(200).default('').describe('Client id of the app, where authentication is oauth2'),
  address: z
    .url()
    .default('https://quickbooks.api.intuit.com')
    .describe('Another one for the sandbox, and for tests'),
});
