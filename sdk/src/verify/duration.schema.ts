import { z } from 'zod';

import { DURATION_PATTERN } from './duration.js';

const NO_DURATION = "must be a duration like '5m', or a number of milliseconds";
const MAX_MS = 366 * 86_400_000;

/** A length of time: at most a year. */
export const lengthSchema = z.union(
  [z.number().int().min(1).max(MAX_MS), z.string().regex(DURATION_PATTERN, NO_DURATION)],
  { error: NO_DURATION },
);

const NO_BOUND = "must be a duration like '5m', a number of milliseconds, or false";

/** The same, or false: no bound. */
export const boundSchema = z.union(
  [z.number().int().min(1).max(MAX_MS), z.string().regex(DURATION_PATTERN, NO_BOUND), z.literal(false)],
  { error: NO_BOUND },
);
