import { HostError } from '../errors/index.js';
import { isEventType, type EventType } from '../events/index.js';

/** Throws VALIDATION_FAILED. */
export function eventTypeOf(type: string | undefined): EventType | undefined {
  if (type === undefined || isEventType(type)) return type;
  const message = 'is no event; GET /v1/event-types lists them';
  throw new HostError('VALIDATION_FAILED', { errors: [{ field: 'type', message }] });
}
