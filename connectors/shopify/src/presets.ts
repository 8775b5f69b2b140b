import { z } from 'zod';

export const presets = z.object({
  shop: z
    .string()
    .regex(/^[a-z0-9][a-z0-9-]*$/, 'is the name before .myshopify.com')
    .describe('The shop: the name before .myshopify.com'),
  apiVersion: z
    .string()
    .regex(/^\d{4}-\d{2}$/)
    .default('2026-01')
    .describe('Version of the Admin API'),
  authentication: z
    .enum(['token', 'client_credentials'])
    .default('token')
    .describe(
      'client_credentials: an app of the Dev Dashboard; token: one that was made in the shop’s admin',
    ),
  clientId: z
    .string()
    .default('')
    .describe('Client id of the app, where authentication is client_credentials'),
  address: z.url().optional().describe('Another address than the shop’s own, for tests'),
});

export type ShopifySettings = z.output<typeof presets>;

/** Where the shop answers. */
export function originOf({ address, shop }: ShopifySettings): string {
  return address ?? `https://${shop}.myshopify.com`;
}
