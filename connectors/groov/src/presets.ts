import { z } from 'zod';

/** Unified data that is read. */
export const RESOURCES = ['payments', 'transactions', 'settlements', 'disputes', 'customers'] as const;

export type Resource = (typeof RESOURCES)[number];

export const presets = z.object({
  reads: z
    .array(z.enum(RESOURCES))
    .min(1)
    .default([...RESOURCES])
    .describe('What is read of an account once its first load is complete'),
  address: z.url().default('https://app.wearegroov.io').describe('Another one for tests'),
});

export type GroovSettings = z.output<typeof presets>;
