import type { MadeSubscription, PresentSubscription } from '@hookyard/sdk';
import { z } from 'zod';

import { BadAnswer } from './turn-failures.js';

/** Registrations of one system that are looked at. */
const MOST_LISTED = 1_000;
const MOST_TOPICS = 1_000;

const id = z.union([z.string(), z.int()]).transform(String).pipe(z.string().min(1).max(500));
const expiresAt = z.number().int().min(0).max(8.64e15).optional();
const present = z.object({
  id,
  url: z.string().max(4_000),
  topics: z.array(z.string().max(500)).max(MOST_TOPICS),
  expiresAt,
  enabled: z.boolean().optional(),
});
const made = z.object({ id, expiresAt, secret: z.string().min(1).max(16_384).optional() });

/** What a connector says is registered; topics sorted, each once. */
export function listedIn(answer: unknown): readonly PresentSubscription[] {
  if (!Array.isArray(answer)) throw new BadAnswer('list answered no list of registrations');
  if (answer.length > MOST_LISTED)
    throw new BadAnswer(`list answered ${answer.length} registrations; ${MOST_LISTED} are looked at`);
  const listed = answer.map((one: unknown, place) => checked(present, one, `registration ${place} of list`));
  const byId = new Map(listed.map((one) => [one.id, one]));
  if (byId.size < listed.length) throw new BadAnswer('list answered two registrations of one id');
  return listed.map((one) => ({ ...one, topics: [...new Set(one.topics)].toSorted() }));
}

/** What a connector says of one it made or changed. */
export function madeIn(answer: unknown, of: string): MadeSubscription {
  return checked(made, answer, `the answer of ${of}`);
}

function checked<T extends z.ZodType>(schema: T, value: unknown, what: string): z.output<T> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new BadAnswer(`${what}: ${issue?.path.map(String).join('.') ?? ''} ${issue?.message ?? ''}`.trim());
}
