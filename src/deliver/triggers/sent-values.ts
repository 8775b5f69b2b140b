import type { Json, JsonObject } from '@hookyard/sdk';

import { reader } from '../../mapping/index.js';
import type { TriggerDefinition } from '../../registry/index.js';

import type { Envelope } from '../envelope.js';

/** The record as the connection knows it that a trigger asks for. */
export interface KnownAs {
  readonly connection: string;
  readonly externalId: string;
}

const WHOLE = '$.';

/** What is sent of an event, by its names there. What the record does not have is left out. */
export function sentValues(
  { fields, staticFields }: Pick<TriggerDefinition, 'fields' | 'staticFields'>,
  envelope: Envelope,
  link: KnownAs | null,
): JsonObject {
  const whole = { ...envelope, link } as unknown as JsonObject;
  const record = fieldsOf(envelope);
  const chosen = Object.entries(fields).flatMap(([name, path]): [string, Json][] => {
    const value = path.startsWith(WHOLE) ? reader(path.slice(WHOLE.length))(whole) : reader(path)(record);
    return value === undefined ? [] : [[name, value]];
  });
  return { ...Object.fromEntries(chosen), ...staticFields };
}

/** The record's own; of an event of no record, what it says. */
function fieldsOf({ data }: Envelope): JsonObject {
  const { record } = data;
  if (!isObject(record)) return data;
  const own = record['data'];
  return isObject(own) ? own : {};
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
