import { z } from 'zod';

export const presets = z.object({
  store: z.url().describe('Address of the shop: https://shop.example'),
  consumerKey: z
    .string()
    .regex(/^ck_[A-Za-z0-9]+$/, 'begins with ck_')
    .describe('Consumer key of the REST API'),
});

export type WooSettings = z.output<typeof presets>;
