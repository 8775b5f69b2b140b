import { z } from 'zod';

export const presets = z.object({
  baseUrl: z.url().describe('Address every path starts from, https://api.example.com/v2'),
  auth: z.enum(['none', 'apiKey', 'basic', 'bearer']).default('none').describe('How calls are authenticated'),
  apiKeyHeader: z.string().default('x-api-key').describe('Header of the API key, where auth is apiKey'),
  user: z.string().default('').describe('User name, where auth is basic'),
  productPath: z.string().default('/products').describe('Path of products'),
  customerPath: z.string().default('/customers').describe('Path of customers'),
  orderPath: z.string().default('/orders').describe('Path of orders'),
  idField: z.string().default('id').describe('Field that holds a record’s id'),
  versionField: z.string().default('version').describe('Field that holds a record’s version; absent is fine'),
  itemsField: z
    .string()
    .default('items')
    .describe('Field of a list that holds the records; empty: the list is the body'),
  sinceParameter: z
    .string()
    .default('')
    .describe(
      'Query parameter of a list that takes a time (ISO 8601) to list changes since; empty: all are listed',
    ),
  updateMethod: z.enum(['PUT', 'PATCH']).default('PATCH').describe('Method of an update'),
});

export type RestSettings = z.output<typeof presets>;
