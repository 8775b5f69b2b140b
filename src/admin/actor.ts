import type { SubscriberActor } from '../registry/index.js';
import type { Caller } from './api-key.guard.js';

/** The caller as the audit names it. */
export function actorOf({ tenant, keyId, expects, within }: Caller): SubscriberActor {
  return {
    tenant,
    id: keyId,
    ...(expects ? { expects: expects.version } : {}),
    ...(within ? { within } : {}),
  };
}
