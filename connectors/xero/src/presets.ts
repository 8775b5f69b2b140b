import { z } from 'zod';

export const presets = z.object({
  tenantId: z.uuid().describe('Id of the organisation, as https://api.xero.com/connections names it'),
  authentication: z
    .enum(['code', 'client_credentials'])
    .default('code')
    .describe('code: somebody grants access; client_credentials: a custom connection'),
  clientId: z.string().default('').describe('Client id of the app'),
  address: z.url().default('https://api.xero.com').describe('Another one for tests'),
  authAddress: z
    .url()
    .default('https://identity.xero.com')
    .describe('Another address that gives tokens, for tests'),
});

export type XeroSettings = z.output<typeof presets>;
