import { z } from 'zod';

export const presets = z.object({
  authentication: z
    .enum(['bearer', 'oauth2'])
    .default('bearer')
    .describe('bearer: the token of a private app; oauth2: a public app that is installed'),
  clientId: z.string().default('').describe('Client id of the app, where authentication is oauth2'),
  moreProperties: z
    .array(z.string().regex(/^[a-z0-9_]{1,100}$/, 'is the internal name of a property'))
    .max(200)
    .default([])
    .describe('Further properties that are read, of all kinds of records'),
  appId: z
    .string()
    .regex(/^\d{1,15}$/, 'is a number')
    .optional()
    .describe('Number of the public app, for registering its subscriptions'),
  address: z.url().default('https://api.hubapi.com').describe('Another one for tests'),
  developerAddress: z
    .url()
    .default('https://api.hubspot.com')
    .describe('Where subscriptions are registered with the developer key; another one for tests'),
});

export type HubspotSettings = z.output<typeof presets>;
