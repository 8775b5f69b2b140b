import type { ConnectorContext } from '@hookyard/sdk';
import { z } from 'zod';

export const presets = z.object({
  accountSid: z
    .string()
    .regex(/^AC[0-9a-f]{32}$/, 'is AC and 32 hexadecimal digits')
    .describe('SID of the account, or of a subaccount'),
  apiKeySid: z
    .string()
    .regex(/^SK[0-9a-f]{32}$/, 'is SK and 32 hexadecimal digits')
    .optional()
    .describe('SID of an API key for calls; without it they are made with the auth token'),
  sender: z
    .string()
    .max(100)
    .optional()
    .describe('What messages are sent from where a mapping names nothing else: a number, or whatsapp:+…'),
  statusCallback: z
    .url()
    .optional()
    .describe('Where Twilio reports what becomes of messages that are sent: this connection’s hook URL'),
  address: z.url().default('https://api.twilio.com').describe('Another address, for tests'),
});

export type TwilioSettings = z.output<typeof presets>;

export type Context = ConnectorContext<TwilioSettings>;
