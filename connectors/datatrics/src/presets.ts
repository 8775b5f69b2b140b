import { z } from 'zod';

import { REPEAT_MINUTES, UNKNOWN_VERSION } from './assumptions.js';

export const presets = z.object({
  projectId: z
    .string()
    .regex(/^\w{1,50}$/, 'is the number in the project’s settings')
    .describe('Id of the project'),
  source: z.string().min(1).default('Hookyard').describe('Source that profiles written by us belong to'),
  knownOnly: z
    .boolean()
    .default(true)
    .describe(
      'Ask the API whether Datatrics has the profile a call names, and skip the call where it has not',
    ),
  repeatMinutes: z
    .number()
    .int()
    .min(0)
    .max(10_080)
    .default(REPEAT_MINUTES)
    .describe(
      'The same call of a profile within this time is a repeat; not more than the campaign’s restart time-out',
    ),
  apiVersion: z
    .enum(['2.0', UNKNOWN_VERSION])
    .default('2.0')
    .refine(
      (version) => version !== UNKNOWN_VERSION,
      'version 3 of the API is not offered yet: its paths are not known',
    )
    .describe('Version of the API'),
  address: z.url().default('https://api.datatrics.com').describe('Another one for tests'),
});

export type DatatricsSettings = z.output<typeof presets>;
