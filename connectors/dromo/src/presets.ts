import { z } from 'zod';

/** Types that rows may be. */
export const ROW_TYPES = ['CUSTOMER', 'CUSTOMER_COMPANY', 'PRODUCT', 'TRANSACTION'] as const;

export const presets = z.object({
  rowType: z.enum(ROW_TYPES).default('CUSTOMER').describe('What the rows of an import are'),
  rowKey: z
    .string()
    .default('')
    .describe('Field of a row that names its record; empty: the import and the number of the row do'),
  imports: z
    .array(z.string())
    .default([])
    .describe(
      'Import identifiers or ids of saved schemas that are taken; none: all that the webhook is made for',
    ),
  invalidRows: z
    .enum(['keep', 'drop'])
    .default('keep')
    .describe('What becomes of rows that were submitted with errors, where Dromo names them'),
  address: z.url().default('https://app.dromo.io').describe('Another one for tests'),
});

export type DromoSettings = z.output<typeof presets>;
