import type { ConnectorContext } from '@hookyard/sdk';
import { z } from 'zod';

export const presets = z
  .object({
    merchantAccount: z
      .string()
      .min(1)
      .max(80)
      .describe('Code of the merchant account: its hooks are this connection’s'),
    environment: z.enum(['test', 'live']).default('test').describe('Where the account is'),
    livePrefix: z
      .string()
      .regex(/^[\w-]+$/, 'is letters, digits and dashes')
      .optional()
      .describe('Prefix of the live endpoints, where the environment is live: Developers → API URLs'),
    checkoutAddress: z.url().optional().describe('Another address of the Checkout API, for tests'),
    managementAddress: z.url().optional().describe('Another address of the Management API, for tests'),
  })
  .refine(
    ({ environment, livePrefix, checkoutAddress: given }) =>
      environment === 'test' || livePrefix !== undefined || given !== undefined,
    { path: ['livePrefix'], error: 'is needed where the environment is live' },
  );

export type AdyenSettings = z.output<typeof presets>;

export type Context = ConnectorContext<AdyenSettings, 'webhook' | 'apiKey'>;

export function checkoutAddress({ environment, livePrefix, checkoutAddress: given }: AdyenSettings): string {
  if (given !== undefined) return `${given}/v71`;
  return environment === 'live'
    ? `https://${livePrefix ?? ''}-checkout-live.adyenpayments.com/checkout/v71`
    : 'https://checkout-test.adyen.com/v71';
}

export function managementAddress({ environment, managementAddress: given }: AdyenSettings): string {
  return `${given ?? `https://management-${environment}.adyen.com`}/v3`;
}
