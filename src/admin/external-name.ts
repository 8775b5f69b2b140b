import type { RecordType } from '@hookyard/sdk';

import { HostError } from '../errors/index.js';
import type { CanonicalId } from '../flow/index.js';
import { canonicalIn as canonicalInConnector, type ConnectionView } from '../registry/index.js';

/** An external id as a person wrote it, in the form links have it. */
export async function canonicalOf(
  { connector }: ConnectionView,
  type: RecordType,
  given: string,
): Promise<string> {
  const { id, problem } = await formOf(connector, type, given);
  if (id !== undefined) return id;
  throw new HostError('VALIDATION_FAILED', { errors: [{ field: 'externalId', message: problem }] });
}

/** The same; undefined where the system can have no such id. */
export async function canonicalIn(
  { connector }: ConnectionView,
  type: RecordType,
  given: string,
): Promise<string | undefined> {
  return (await formOf(connector, type, given)).id;
}

async function formOf(
  connector: ConnectionView['connector'],
  type: RecordType,
  given: string,
): Promise<CanonicalId> {
  try {
    return await canonicalInConnector(connector, type, given);
  } catch (error) {
    return { problem: `${connector.id} cannot read it: ${String(error).slice(0, 200)}` };
  }
}
