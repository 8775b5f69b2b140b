/**
 * In come drafts, whoever made them; out come queued requests and verdicts, one for each draft. It is the only maker
 * of a `GatedRequest`: every draft passes the same rules in the same order (S3.1), each passed rule is kept in the
 * request's trail and each refusal in a verdict with its facts. It reads the directory and, for drafts that carry a
 * version, what it is handed of their links; it writes nothing. A paused connection refuses nothing: its queue waits.
 */
export { judge, judgeAtOnce, linkKeyOf } from './judge.js';
export type { Judged, LinkFacts } from './judge.js';
export type { LinkFact, LinkKey } from './draft-case.js';
export { gateEntryOf } from './trail.js';
export { GATE_RULES } from './rules.js';
export { gateDecision, laneOfDecisions } from './decision.js';
export { gateDelivery } from './delivery.js';
