import type { Checked } from '../../src/flow/index.js';

/** What a check of a connection came to: it is well, where nothing else is said. */
export function aCheck(over: Partial<Checked> = {}): Checked {
  return {
    end: 'ok',
    failure: null,
    message: null,
    account: null,
    namesGrant: false,
    isAsked: true,
    at: null,
    ...over,
  };
}
