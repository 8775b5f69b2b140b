import { z } from 'zod';

import type { AnyConnector } from '../connector.js';
import { recordTypeSchema } from '../vocabulary.schema.js';
import { problem, type ConnectorProblem } from './problem.js';

const header = z
  .string()
  .regex(/^[A-Za-z0-9-]{1,100}$/, 'is no name of a header')
  .optional();

/** The bounds of a limit, the same for connectors and for operators: a day is the longest quota of the field. */
const limit = z
  .strictObject({
    calls: z.number().int().min(1).max(1_000_000).optional(),
    perSeconds: z.number().int().min(1).max(86_400).optional(),
    concurrency: z.number().int().min(1).max(1_024).optional(),
  })
  .optional();

const limits = z.strictObject({
  TO: limit,
  FROM: limit,
  headers: z
    .strictObject({ limit: header, remaining: header, reset: header, usedOfLimit: header })
    .refine(({ remaining, usedOfLimit }) => remaining !== undefined || usedOfLimit !== undefined, {
      message: 'name remaining or usedOfLimit',
    })
    .optional(),
  estimates: z.partialRecord(recordTypeSchema, z.number().int().min(0).max(1_000)).optional(),
});

/** What the connector says of the system's limits. */
export function limitProblems({ limits: given }: AnyConnector): readonly ConnectorProblem[] {
  if (given === undefined) return [];
  const checked = limits.safeParse(given);
  const issues = checked.error?.issues ?? [];
  return issues.map(({ path, message }) =>
    problem('limit-invalid', ['limits', ...path].map(String).join('.'), message),
  );
}
