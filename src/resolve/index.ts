/**
 * In comes a stored hook, out come drafts of requests and verdicts, slice by slice: decoded, split, and for each
 * element its connection, scope, canonical id, record and version. It promises the same slices for the same hook and
 * configuration, never holds the event loop over 10 ms, and lets no element harm another. It queues nothing: drafts
 * go to the gate. It refuses what it cannot read with a code, and whatever is not bounded in size, count or depth.
 */
export { createResolver } from './resolver.js';
export type { Resolver } from './resolver.js';
export type { ResolvedSlice } from './slicing.js';
export type { ResolvedDraft } from './element.js';
export { RESOLVE_RULES } from './rules.js';
export type { ReadField } from './trace.js';
