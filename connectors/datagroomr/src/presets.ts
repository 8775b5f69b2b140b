import { z } from 'zod';

import { INGESTION_ADDRESS } from './assumptions.js';

export const presets = z.object({
  mergeUrl: z
    .url()
    .optional()
    .describe(
      'Service that carries out the merges a handler lets through, in the form of an Apex handler; none: no merge is let through',
    ),
  mergeAuth: z.enum(['none', 'bearer']).default('none').describe('bearer: the secret mergeToken goes to it'),
  mergeObjects: z
    .array(z.enum(['Account', 'Contact', 'Lead']))
    .default(['Account', 'Contact', 'Lead'])
    .describe('Objects whose merges a handler lets through'),
  mostMerged: z
    .number()
    .int()
    .min(1)
    .max(2)
    .default(2)
    .describe('Records that may go into another at once; Salesforce takes two at most'),
  customerObject: z.enum(['Contact', 'Lead']).default('Contact').describe('What customers are in Salesforce'),
  compareTo: z.string().min(1).default('ALL').describe('What a dataset is compared with'),
  matchingModel: z.string().min(1).default('Default').describe('Matching model of datasets'),
  updateRule: z.string().min(1).default('Default').describe('Field value rule of datasets'),
  run: z
    .enum(['analyze', 'import'])
    .default('analyze')
    .describe('How far a dataset goes by itself: analyze leaves import and update to a person'),
  ingestionUrl: z.url().default(INGESTION_ADDRESS).describe('Address of the Ingestion API'),
});

export type DataGroomrSettings = z.output<typeof presets>;
