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
  VerdictRow,
} from './request.js';
export { RETRY_POLICIES, hostRetryPolicy } from './retry-policy.js';
export type { RetryPolicy } from './retry-policy.js';
export { hash53, laneKeyOf } from './lane-key.js';
export type { LaneName } from './lane-key.js';
export { compareVersions } from './versions.js';
export { INITIALIZE_PAUSED, WHOLE_TYPE, canonicalId, kindOf } from './external-id.js';
