/**
 * The words: what the rooms hand to each other. Pure types and tiny functions; no I/O, nobody's tables.
 */
export { TIERS, VERDICTS, NEVER } from './words.js';
export type { Origin, Ruling, Tier, Verdict } from './words.js';
export { FIRST_ENDED_STATE, REQUEST_STATES, canMove, requestStateOf } from './states.js';
export type { RequestState, RequestStateCode } from './states.js';
export type { Hook, HookHead, IncomingHook } from './hook.js';
export type {
  AttemptRow,
  ClaimedRequest,
  Draft,
  GatedRequest,
  Outcome,
  OutcomeFacts,
  RequestKind,
  Settlement,
  Turned,
  VerdictRow,
  OnlyThis,
} from './request.js';
export { DECISIONS, DECISION_STEPS, FAILURE_POLICIES, HANDLER_POSITIONS, fingerprintOf } from './decision.js';
export type {
  AskedRecord,
  Decision,
  DecisionDraft,
  DecisionOrder,
  DecisionStep,
  FailurePolicy,
  HandlerPosition,
  Question,
  StoredDecision,
} from './decision.js';
export { CHILD_POLICIES, CHILD_WINDOW, childFactsOf, childMarkOf } from './child-mark.js';
export type { ChildMark, ChildPolicy } from './child-mark.js';
export { DELETE_BRAKE, DELETE_SETTLING } from './waiting-deletes.js';
export { RETRY_POLICIES, hostRetryPolicy } from './retry-policy.js';
export type { RetryPolicy } from './retry-policy.js';
export { hash53, laneKeyOf } from './lane-key.js';
export type { LaneName } from './lane-key.js';
export type { ReconcileKind } from './reconcile-kind.js';
export type { SequenceRange } from './sequence-range.js';
export {
  FIRST_SYNC_ROOT,
  isWatchedRoot,
  replayOfRoot,
  rootOfImport,
  rootOfReplay,
  rootOfSync,
} from './sync-root.js';
export { rootToAsk, traceSeedOf } from './trace-seed.js';

export { compareVersions } from './versions.js';
export { INITIALIZE_PAUSED, WHOLE_TYPE, canonicalId, idText, kindOf } from './external-id.js';
export type { CanonicalId, Normalize } from './external-id.js';
export { RETAINED } from './retention.js';
export type { KeptFor, KeptSince, Removed, Retained } from './retention.js';
export { CHECK_ENDS } from './connection-check.js';
export type { CheckEnd, Checked, OutageCause } from './connection-check.js';
export { SUBSCRIPTION_ENDS } from './subscriptions.js';
export type { SubscriptionCalls, SubscriptionEnd, SubscriptionFailure, Tried } from './subscriptions.js';
