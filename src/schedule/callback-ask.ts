import type { Callback } from '../events/index.js';

/** Where the end of a piece of work is told: an address that was checked. */
export type CallbackAsk = Pick<Callback, 'mode' | 'url'>;
