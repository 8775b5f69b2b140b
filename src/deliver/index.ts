/**
 * In come events, and questions of steps that a handler decides; out go calls to those who listen or decide, signed ones
 * to endpoints and handlers, each with its attempts, and answers that are kept. It promises that an event reaches
 * every subscriber it concerns at least once and under one id, that the order a subscriber asked for holds while one
 * of its calls fails, and that what could not be told is kept with the reason. It refuses to follow redirects, to
 * call addresses inside the house, and to tell an endpoint anything before its address is proven.
 */
export { callEndOf } from './call-end.js';
export { callbackIn } from './callback-of.js';
export { createDeliver } from './create-deliver.js';
export type { DeliverRoom } from './create-deliver.js';
export { DELIVERY_STATES, deliveryStateOf } from './deliveries.js';
export type { AlsoSent, Deliveries, DeliveryInfo, DeliveryState } from './deliveries.js';
export type { Decide } from './decide.js';
export type { MergeDecisions } from './merge-decisions.js';
export { DECISION_STATES } from './decisions.js';
export type { DecisionInfo, Decisions, DecisionState } from './decisions.js';
export type { Deliver } from './deliver.js';
export type { Dispatching } from './dispatching.js';
export { effectsWithCalls } from './triggers/called.js';
export type { TriedTrigger, TriggerTests } from './triggers/trigger-tests.js';
export type { Hearing, Hearings } from './hearings.js';
export { forgetEvents } from './forgetting.js';
export { DELIVER_STATEMENTS } from './statements.js';
