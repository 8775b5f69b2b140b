import { z } from 'zod';

export const presets = z.object({
  storeHash: z
    .string()
    .regex(/^[a-z0-9]{1,30}$/, 'is the part behind stores/ in the API path')
    .describe('Hash of the store: the part behind stores/ in the API path'),
  address: z.url().default('https://api.bigcommerce.com').describe('Another address, for tests'),
});

export type BigcommerceSettings = z.output<typeof presets>;
