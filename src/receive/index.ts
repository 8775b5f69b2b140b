/**
 * Requests at a hook address come in as raw bytes; hooks go out to `accept`, verified, with a delivery key and no
 * credential in clear. It promises that a 2xx of an accepted hook is given only after it is kept, that bytes are
 * stored as they were verified, and that whatever is held in memory is bounded. It refuses what does not prove to be
 * genuine without saying why, and keeps a bounded sample of it for the operator.
 */
export { HookDoor } from './hook-door.js';
export { Recovery } from './recovery.js';
export type { Recovered } from './recovery.js';
export type { ReceiveOptions } from './receive-options.js';
export type { RejectedRequest } from './rejections.js';
export { SenderHosts } from './sender-hosts.js';
export { rehearse } from './rehearsal.js';
export type { Rehearsed, TriedRequest } from './rehearsal.js';
