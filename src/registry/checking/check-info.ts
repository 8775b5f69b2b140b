import type { CheckEnd } from '../../flow/index.js';
import type { AnyConnector } from '@hookyard/sdk';

import { FAILING_REASONS } from '../state-reasons.js';
import type { CheckHead } from './check-statements.js';

/** What the check of a connection came to last. */
export interface CheckInfo {
  readonly at: number;
  readonly end: CheckEnd;
  /** By the failure table, where it threw. */
  readonly failure: string | null;
  readonly message: string | null;
  /** Whom the credentials belong to, as the check said it last. */
  readonly account: string | null;
  readonly tookMs: number;
  readonly dueAt: number;
}

/** Why a connection fails. */
export interface FailingInfo {
  readonly code: keyof typeof FAILING_REASONS;
  readonly message: string;
}

/** Null: it has not been checked yet, or its connector has no check. */
export function checkInfo(
  head: CheckHead | undefined,
  definition: Pick<AnyConnector, 'check'> | undefined,
): CheckInfo | null {
  if (head?.end == null || !definition?.check) return null;
  const { end, failure, message, account, at, tookMs, dueAt } = head;
  return { end, failure, message, account, at: at ?? 0, tookMs: tookMs ?? 0, dueAt: dueAt ?? 0 };
}

/** Null: nothing of it fails. */
export function failingInfo(head: CheckHead | undefined): FailingInfo | null {
  if (head?.cause == null) return null;
  const code = head.cause === 'check' ? 'check-failed' : 'not-answering';
  // What calls met is a word of the failure table: an operator reads a sentence.
  const message = code === 'check-failed' ? head.reason : null;
  return { code, message: message ?? FAILING_REASONS[code] };
}
