/**
 * When something is done that nobody sent a hook for. In come schedules of people and the clock; out go POLL requests
 * through the gate. It promises that an occurrence is queued before its schedule moves on, and that many processes
 * may look at the same schedules. It refuses schedules that could bring nothing: no list, no scopes for what it finds.
 */
export { DuePolls } from './due-polls.js';
export type { FirstRun } from './poll-plan.js';
export { Initializing } from './initializing.service.js';
export type { InitializeInfo } from './initializing.service.js';
export { PollScheduleStore, SCHEDULE_STATEMENTS } from './poll-schedule.store.js';
export { PollSchedules } from './poll-schedules.service.js';
export type { PollScheduleInfo, PollScheduleValues } from './poll-schedules.service.js';
