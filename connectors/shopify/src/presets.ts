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
  address: z.url().optional().describe('Another address than the shop’s own, for tests'),
});
