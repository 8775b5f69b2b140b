/**
 * The only queue. Hooks come in and wait to be resolved; gated requests come in and wait, each in the lane of its
 * record, to be run. Out go open hooks in order of receipt, and claimed requests, one per lane. It promises that what
 * it acknowledged is kept, that each hook is resolved once and each request settled once, and the order of receipt in
 * every lane. It refuses whatever comes under a claim that was lost.
 */
export { createLedger } from './create-ledger.js';
export type { LedgerOptions, OpenLedger } from './create-ledger.js';
export type {
  Accepted,
  ClaimAsk,
  EffectsWriter,
  Enqueued,
  Ledger,
  NeedFacts,
  Settled,
  Slice,
  TurnsTeller,
} from './ledger.js';
export type {
  ElementPast,
  LedgerReads,
  RequestEnd,
  StoredHook,
  StoredRejection,
  StoredRequest,
  StoredVerdict,
} from './reads.js';
export type { TreeProgress } from './tree-progress.js';
export type { LedgerTail, TailedRequest, TailedTurn, TailOf } from './tail.js';
export type { Replies } from './replies.js';
export type { BrakeNote, DeleteWindow, WaitingDeletes, WindowName } from './waiting-deletes.js';
export type { ChildDay, ChildFigures, ChildWindows } from './child-windows.js';
export type { ElementCutting, ErasingTally, TraceErasing, TraceName } from './erasing.js';
export { unpackNow } from './packing.js';
export type { Retaining, RetainingWish } from './retaining.js';
export type { Command, CommandedWith } from './commanding.js';
export { ClaimPlanner } from './claim-plan.js';
export type { PlannedQueue } from './claim-plan.js';
export { PARKED_INVALID } from './queue-writing.js';
export { LEDGER_STATEMENTS } from './statements/all.js';
