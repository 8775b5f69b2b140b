/**
 * When something is done that nobody sent a hook for. In come schedules, lists of ids and questions of people, the
 * clock, and the numbers senders give their hooks; out go requests through the gate. It promises that an occurrence is
 * queued before its schedule moves on, that a list of any length is held a commit's worth at a time, that nothing of a
 * reconcile is queued before its plan is whole, and that many processes may look at the same rows. It refuses what
 * could bring nothing: no list, no get, no scopes for what is found.
 */
export { DueDeletes } from './due-deletes.js';
export { DuePolls } from './due-polls.js';
export { DueReconciles } from './due-reconciles.js';
export { Erasing } from './erasing.js';
export { FIRST_LOAD_STATEMENTS } from './first-load-statements.js';
export { FirstLoads, keepFirstLoads } from './first-loads.js';
export { Retention } from './retention.js';
export type { ErasingOptions } from './erasing.js';
export type { FirstRun } from './poll-plan.js';
export { Initializing } from './initializing.service.js';
export type { InitializeInfo } from './initializing.service.js';
export { ManualSyncStore, SYNC_STATEMENTS } from './manual-sync.store.js';
export { ManualSyncs } from './manual-syncs.service.js';
export type { ManualSyncInfo } from './manual-syncs.service.js';
export { PollScheduleStore, SCHEDULE_STATEMENTS } from './poll-schedule.store.js';
export { ResyncStore, RESYNC_STATEMENTS } from './resync.store.js';
export type { ResyncRow as ResyncInfo } from './resync.store.js';
export { Resyncs } from './resyncs.service.js';
export type { ResyncPlan } from './resyncs.service.js';
export { PollSchedules } from './poll-schedules.service.js';
export type { PollScheduleInfo, PollScheduleValues } from './poll-schedules.service.js';
export { ReconcileBook } from './reconcile-book.js';
export { RECONCILE_STATEMENTS } from './reconcile-statements.js';
export { ReconcileStore } from './reconcile.store.js';
export { Reconciles } from './reconciles.service.js';
export type { ReconcileInfo } from './reconciles.service.js';
export { DueReplays } from './replay/due-replays.js';
export { REPLAY_STATEMENTS } from './replay/replay-statements.js';
export { ReplayReading } from './replay/replay-reading.js';
export { ReplayStore } from './replay/replay.store.js';
export { Replays } from './replay/replays.service.js';
export type { ReplayInfo } from './replay/replays.service.js';
export type { Refusals } from './refusals.js';
export type { SequenceState } from './sequence-gaps.js';
export { SEQUENCE_STATEMENTS, SequenceStore } from './sequence.store.js';
export { Sequences } from './sequences.js';
export { CHECK_STATEMENTS } from './checks/check-statements.js';
export { CheckRuns } from './checks/check-runs.js';
export type { CheckRunsOptions } from './checks/check-runs.js';
export { CheckStore } from './checks/check.store.js';
export { Checks } from './checks/checks.service.js';
export { DueChecks } from './checks/due-checks.js';
export { DueSubscriptions } from './subscriptions/due-subscriptions.js';
export { SUBSCRIPTION_STATEMENTS } from './subscriptions/subscription-statements.js';
export { SubscriptionStore } from './subscriptions/subscription.store.js';
export { Subscriptions, dueTime } from './subscriptions/subscriptions.service.js';
export type { SubscriptionsInfo } from './subscriptions/subscriptions.service.js';
export type { EnqueueAlso } from './sync-intake.js';
