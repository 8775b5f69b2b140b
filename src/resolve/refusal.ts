import { isHostError } from '../errors/index.js';
import type { Verdict } from '../flow/index.js';

import type { ResolveRule } from './rules.js';
import type { Undecodable } from './undecodable.js';

type Facts = Readonly<Record<string, string | number | boolean | null>>;

/** Why an element became no draft: a verdict with its rule and facts. A value, never thrown. */
export class Refusal {
  constructor(
    readonly verdict: Verdict,
    readonly rule: ResolveRule,
    readonly facts: Facts = {},
  ) {}
}

export function isRefusal(value: unknown): value is Refusal {
  return value instanceof Refusal;
}

export function undecodableAs(rule: ResolveRule, { code, facts }: Undecodable): Refusal {
  return new Refusal('undecodable', rule, { code, ...facts });
}

/**
 * An expression or a connector's function that failed: its element's trouble, not the hook's. What may succeed later
 * (no worker was free) is the host's trouble and is thrown on: the hook is tried again.
 */
export function failedAs(verdict: Verdict, rule: ResolveRule, error: unknown): Refusal {
  if (isHostError(error)) {
    if (error.entry.retryable) throw error;
    return new Refusal(verdict, rule, { code: error.code, detail: short(error.details.detail ?? '') });
  }
  return new Refusal(verdict, rule, {
    detail: short(error instanceof Error ? error.message : String(error)),
  });
}

/** Facts are read by people; what a provider sent does not fill a page of them. */
export function short(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
