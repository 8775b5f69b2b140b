/**
 * What happened, for those who listen. In come changes of the commit that makes them; out go events, each once, in an
 * order that is a record's own order of versions. It promises that an event is there exactly when what it tells of is,
 * and that nothing is told that is not in the catalogue. It refuses to keep what nobody listens for.
 */
export { EVENTS, EVENT_TYPES, isEventType, schemaOf } from './catalogue.js';
export type { EventType } from './catalogue.js';
export { Events } from './events.js';
export type { Hears, StoredEvent } from './event-row.js';
export { CALLBACK_EVENT, isHeard, strangePatterns, tellsOfRecords, TEST_EVENT } from './patterns.js';
export { hostEvent, tellEvents } from './host-event.js';
export { recordEvents } from './record-events.js';
export { arrangeCallback, completeCallbacks, withCallbacks } from './callbacks.js';
export type { Callback } from './callbacks.js';
export { CALLBACK_STATEMENTS } from './callbacks.js';
export { EVENT_STATEMENTS } from './statements.js';
export { subjectOf } from './subject-of.js';
export { transferEvents } from './transfer-events.js';
export type { TransferQueue } from './transfer-events.js';
export { writeEvents } from './write-events.js';
