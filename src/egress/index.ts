/**
 * The only way out. In: a request with an absolute URL. Out: status, headers and body of whatever answered, at most
 * 32 MiB. It promises that no address inside the house is called (in any spelling, behind any name, by no
 * redirect) and that a failure says whether the request may have arrived. It refuses every other scheme, other
 * people's sockets, and to repeat a call.
 */
export { createEgress } from './egress.js';
export type { Egress, EgressAnswer, EgressRequest } from './egress.js';
export { trustedRoots } from './trusted-roots.js';
export { EgressError, isEgressError } from './egress-error.js';
export type { EgressFailureKind } from './egress-error.js';
