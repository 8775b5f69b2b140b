/**
 * The only queue. Hooks come in and wait to be resolved; gated requests come in and wait, each in the lane of its
 * record, to be run. Out go open hooks in order of receipt, and claimed requests, one per lane. It promises that what
 * it acknowledged is kept, that each hook is resolved once and each request settled once, and the order of receipt in
 * every lane. It refuses whatever comes under a claim that was lost.
 */
export { createLedger } from './create-ledger.js';
export type { LedgerOptions, OpenLedger } from './create-ledger.js';
export type { Accepted, ClaimAsk, EffectsWriter, Ledger, Settled, Slice } from './ledger.js';
export type { LedgerReads, StoredHook, StoredRejection, StoredRequest, StoredVerdict } from './reads.js';
export type { Replies } from './replies.js';
export type { Command } from './commanding.js';
export { ClaimPlanner } from './claim-plan.js';
export { PARKED_INVALID } from './queue-writing.js';
export { LEDGER_STATEMENTS } from './statements/all.js';
