import { z } from 'zod';

import { BadAnswer } from './turn-failures.js';

/** What a connector says of its connection, bounded; without secrets only behind a mask. */
export interface CheckSaid {
  readonly isOk: boolean;
  readonly message: string | null;
  readonly account: string | null;
}

const MESSAGE_CHARS = 500;
const ACCOUNT_CHARS = 200;

const words = z.union([z.string(), z.number()]).transform(String).nullish();
const answer = z.object({ ok: z.boolean(), message: words, account: words });

/** Secrets go before anything is cut: half of one would be shown. */
export function saidIn(given: unknown, mask: (text: string) => string): CheckSaid {
  const parsed = answer.safeParse(given);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue?.path.map(String).join('.') ?? '';
    throw new BadAnswer(`the answer of check: ${where} ${issue?.message ?? ''}`.trim());
  }
  const { ok: isOk, message, account } = parsed.data;
  return { isOk, message: shown(message, MESSAGE_CHARS), account: shown(account, ACCOUNT_CHARS) };

  function shown(text: string | null | undefined, most: number): string | null {
    const trimmed = mask(text ?? '').trim();
    return trimmed === '' ? null : trimmed.slice(0, most);
  }
}

/** What it threw, the same way. */
export function messageIn(text: string, mask: (text: string) => string): string {
  return mask(text).slice(0, MESSAGE_CHARS);
}
