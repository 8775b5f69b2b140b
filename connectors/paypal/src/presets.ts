import type { ConnectorContext } from '@hookyard/sdk';
import { z } from 'zod';

export const presets = z.object({
  clientId: z.string().min(10).max(200).describe('Client id of the REST app'),
  address: z
    .url()
    .default('https://api-m.paypal.com')
    .describe('https://api-m.sandbox.paypal.com for the sandbox; another one for tests'),
});

export type PaypalSettings = z.output<typeof presets>;

export type Context = ConnectorContext<PaypalSettings>;
