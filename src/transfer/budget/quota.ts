import type { Quota } from './rate-headers.js';

/** Two answers of one window name its end as seconds from now: they differ by the rounding. */
const SAME_END_MS = 1_500;

/**
 * What is known after another answer: answers overtake each other, so within one window the smallest number is the
 * newest. Where nobody names the limit, it is at least what was left once, and the call that was told so.
 */
export function toldQuota(known: Quota | null, told: Quota): Quota {
  const least = Math.max(known?.limit ?? 0, told.remaining + 1);
  const limit = told.limit ?? least;
  if (!known || !isSameWindow(known, told)) return { ...told, limit };
  return { limit, remaining: Math.min(known.remaining, told.remaining), resetAt: known.resetAt };
}

/** A quota that is spent and does not say until when is taken for full again after this. */
export const UNSAID_END_MS = 1_000;

/** Behind the end of its window a quota is full again, until an answer tells otherwise. */
export function presentQuota(known: Quota | null, now: number): Quota | null {
  if (!known) return null;
  if (known.resetAt === null) return known.remaining < 1 ? { ...known, resetAt: now + UNSAID_END_MS } : known;
  if (known.resetAt > now) return known;
  return { limit: known.limit, remaining: known.limit ?? 1, resetAt: null };
}

/**
 * Takes calls of a quota that several processes share. What was taken is taken off before it is called, so what the
 * answers tell later, which counts calls made, never gives it out twice.
 */
export function takeQuota(
  known: Quota | null,
  { told, want, now }: { readonly told?: Quota; readonly want: number; readonly now: number },
): { readonly calls: number; readonly kept: Quota | null } {
  const present = presentQuota(known, now);
  const quota = told ? toldQuota(present, told) : present;
  if (!quota) return { calls: want, kept: null };
  const calls = Math.max(0, Math.min(want, quota.remaining));
  return { calls, kept: { ...quota, remaining: quota.remaining - calls } };
}

function isSameWindow(a: Quota, b: Quota): boolean {
  return a.resetAt !== null && b.resetAt !== null && Math.abs(a.resetAt - b.resetAt) < SAME_END_MS;
}
