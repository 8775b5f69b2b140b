import type { ConnectorContext } from '@hookyard/sdk';
import { z } from 'zod';

export const presets = z.object({
  locationIds: z
    .array(z.string().min(1).max(50))
    .max(10)
    .default([])
    .describe(
      'Locations whose orders and invoices are listed, at most 10; empty: the first 10 of the account',
    ),
  address: z
    .url()
    .default('https://connect.squareup.com')
    .describe('https://connect.squareupsandbox.com for the sandbox; another one for tests'),
});

export type SquareSettings = z.output<typeof presets>;

export type Context = ConnectorContext<SquareSettings>;
