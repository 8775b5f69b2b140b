import type { ConnectorContext } from '@hookyard/sdk';
import { z } from 'zod';

export const presets = z.object({
  sender: z.email().optional().describe('Who mail is from where a mapping names nobody else'),
  subaccount: z.string().max(255).optional().describe('Subaccount that mail and rejections belong to'),
  address: z.url().default('https://mandrillapp.com').describe('Another address, for tests'),
});

export type MandrillSettings = z.output<typeof presets>;

export type Context = ConnectorContext<MandrillSettings, 'webhook' | 'apiKey'>;
