import type { ConnectorContext } from '@hookyard/sdk';
import { z } from 'zod';

export const presets = z.object({
  subdomain: z
    .string()
    .regex(/^[a-z\d][a-z\d-]*$/, 'is the first part of SUBDOMAIN.zendesk.com')
    .describe('First part of the account’s address: SUBDOMAIN.zendesk.com'),
  email: z.email().describe('E-mail of the administrator whose API token it is'),
  address: z.url().optional().describe('Another address, for tests'),
});

export type ZendeskSettings = z.output<typeof presets>;

export type Context = ConnectorContext<ZendeskSettings, 'webhook' | 'apiToken'>;
