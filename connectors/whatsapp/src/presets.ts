import type { ConnectorContext } from '@hookyard/sdk';
import { z } from 'zod';

const digits = z.string().regex(/^\d{1,40}$/, 'is digits');

export const presets = z.object({
  businessAccountId: digits.describe(
    'Id of the WhatsApp Business account: hooks of it are this connection’s',
  ),
  phoneNumberId: digits.describe('Id of the phone number that messages are sent from'),
  apiVersion: z
    .string()
    .regex(/^v\d{2}\.\d$/, 'is written v23.0')
    .default('v23.0')
    .describe('Version of the Graph API'),
  address: z.url().default('https://graph.facebook.com').describe('Another address, for tests'),
});

export type WhatsappSettings = z.output<typeof presets>;

export type Context = ConnectorContext<WhatsappSettings, 'webhook' | 'verifyToken' | 'token'>;
