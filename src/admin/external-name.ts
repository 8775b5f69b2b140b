import type { RecordType } from '@hookyard/sdk';

import { HostError } from '../errors/index.js';
import { canonicalId } from '../flow/index.js';
import type { ConnectionView } from '../registry/index.js';

/** An external id as a person wrote it, in the form links have it. */
export function canonicalOf({ connector }: ConnectionView, type: RecordType, given: string): string {
  const { id, problem } = formOf(connector, type, given);
  if (id !== undefined) return id;
  throw new HostError('VALIDATION_FAILED', { errors: [{ field: 'externalId', message: problem }] });
}

/** The same; undefined where the system can have no such id. */
export function canonicalIn(
  { connector }: ConnectionView,
  type: RecordType,
  given: string,
): string | undefined {
  return formOf(connector, type, given).id;
}

function formOf(
  connector: ConnectionView['connector'],
  type: RecordType,
  given: string,
): ReturnType<typeof canonicalId> {
  const form = connector.definition.records?.[type]?.id;
  try {
    return canonicalId(given, form && ((raw) => form.normalize(raw)));
  } catch (error) {
    return { problem: `${connector.id} cannot read it: ${String(error).slice(0, 200)}` };
  }
}
