import type { ConnectorContext } from '@hookyard/sdk';
import { z } from 'zod';

export const presets = z.object({
  sender: z
    .email()
    .optional()
    .describe('Who mail is from where a mapping names nobody else: a verified sender'),
  address: z
    .url()
    .default('https://api.sendgrid.com')
    .describe('https://api.eu.sendgrid.com for subusers in the EU; another one for tests'),
});

export type SendgridSettings = z.output<typeof presets>;

export type Context = ConnectorContext<SendgridSettings>;
