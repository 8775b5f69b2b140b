import type { StoredEvent } from '../events/index.js';

import type { Prepared } from './prepared.js';
import { formOf } from './triggers/call-form.js';

/** A form with the one id of what is over: whoever wants more reads it. */
export function callbackOf(event: Pick<StoredEvent, 'data'>, id: string): Prepared {
  const { id: work, url } = callbackIn(event);
  const call = { method: 'POST', url, contentType: 'application/x-www-form-urlencoded' } as const;
  return { kind: 'call', call: { ...call, body: formOf({ id: work }), id } };
}

/** What is over, and where it is told. */
export function callbackIn({ data }: Pick<StoredEvent, 'data'>): {
  readonly id: string;
  readonly url: string;
} {
  return JSON.parse(data) as { readonly id: string; readonly url: string };
}
