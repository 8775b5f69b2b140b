/**
 * The only place that knows the order of the rooms. In come hints that something was committed; out come resolved
 * hooks and settled requests. It promises that each owner's hooks are resolved in sequence, that one lane runs one
 * request, and that stopping leaves nothing half done. It decides nothing itself.
 */
export { changeByHand } from './by-hand.js';
export { linkFactsOf, waitingAtOf } from './link-facts.js';
export { Pipeline } from './pipeline.js';
export { rehearseHook } from './rehearsing.js';
