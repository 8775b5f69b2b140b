import { EVENTS, EVENT_TYPES, type EventDeclaration, type EventType } from './catalogue.js';

/** `record.created`, `record.*` or `*`. */
export function isHeard(type: string, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => matches(type, pattern));
}

/** A pattern that no event has. */
export function strangePatterns(patterns: readonly string[]): string[] {
  return patterns.filter((pattern) => !EVENT_TYPES.some((type) => matches(type, pattern)));
}

/** Whether all they stand for is of records. */
export function tellsOfRecords(patterns: readonly string[]): boolean {
  return EVENT_TYPES.filter((type) => isHeard(type, patterns)).every(
    (type) => (EVENTS[type] as EventDeclaration).isOfRecord === true,
  );
}

/** Sent by hand to one endpoint, whatever it listens for. */
export const TEST_EVENT: EventType = 'endpoint.test';

/** Delivered to whoever gave the address, and to nobody else. */
export const CALLBACK_EVENT: EventType = 'callback.due';

function matches(type: string, pattern: string): boolean {
  if (type === CALLBACK_EVENT) return false;
  if (pattern === '*') return type !== TEST_EVENT;
  return pattern.endsWith('.*')
    ? type.startsWith(pattern.slice(0, -1)) && type !== TEST_EVENT
    : type === pattern;
}
