import type { RecordType } from '@hookyard/sdk';

import type { CanonicalId } from '../flow/index.js';
import { canonicalIn, isLater, type ConnectionView } from '../registry/index.js';

/**
 * An id as somebody handed it in, in the one form its connector gives ids of the type. Of a connector in this process:
 * what runs elsewhere was asked before.
 */
export function canonicalAtOnce({ connector }: ConnectionView, type: RecordType, raw: string): CanonicalId {
  try {
    const found = canonicalIn(connector, type, raw);
    return isLater(found) ? { problem: 'normalize answered a promise' } : found;
  } catch (error) {
    return { problem: `normalize of ${connector.id} failed: ${messageOf(error)}` };
  }
}

/** Of what a connector threw: short enough for a verdict. */
export function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 200);
}
