import type { ConnectorContext } from '@hookyard/sdk';
import { z } from 'zod';

export const presets = z.object({
  company: z
    .string()
    .regex(/^[a-z\d][a-z\d-]*$/, 'is the first part of COMPANY.pipedrive.com')
    .describe('First part of the company’s address: COMPANY.pipedrive.com'),
  authentication: z
    .enum(['apiToken', 'oauth2'])
    .default('apiToken')
    .describe('apiToken: of a user; oauth2: of an app that a user installed'),
  clientId: z.string().default('').describe('Client id of the app, where authentication is oauth2'),
  address: z.url().optional().describe('Another address, for tests'),
});

export type PipedriveSettings = z.output<typeof presets>;

export type Context = ConnectorContext<PipedriveSettings, 'webhook' | 'apiToken' | 'clientSecret'>;
