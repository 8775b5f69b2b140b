import type { RecordType } from '@hookyard/sdk';

import { canonicalId } from '../flow/index.js';
import type { ConnectionView } from '../registry/index.js';

/** An id as somebody handed it in, in the one form its connector gives ids of the type. */
export function canonicalIn(
  { connector }: ConnectionView,
  type: RecordType,
  raw: string,
): ReturnType<typeof canonicalId> {
  const rules = connector.definition.records?.[type]?.id;
  try {
    return canonicalId(raw, rules ? (text) => rules.normalize(text) : undefined);
  } catch (error) {
    return { problem: `normalize of ${connector.id} failed: ${messageOf(error)}` };
  }
}

/** Of what a connector threw: short enough for a verdict. */
export function messageOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).slice(0, 200);
}
