import { WEBHOOK, type ConnectionView } from '../../registry/index.js';

import { mayCall } from '../may-call.js';
import { wantedTopics } from './wanted-topics.js';

/**
 * What of a connection decides about its registrations, as text to compare: nothing has to tell that it changed, whoever
 * changed it and whichever process died meanwhile.
 */
export function digestOf(
  view: ConnectionView,
  {
    publicUrl,
    isSuspended,
    fingerprint,
  }: {
    readonly publicUrl: string;
    readonly isSuspended: boolean;
    readonly fingerprint: (secret: string) => string;
  },
): string {
  const { definition } = view.connector;
  const { subscriptions } = definition.webhook;
  const topics = [...wantedTopics(view.scopes.TO.values(), subscriptions?.topics).keys()];
  const { [WEBHOOK]: signing, ...credentials } = view.secrets;
  const given = subscriptions?.secret === 'given' ? signing?.[0]?.value : undefined;
  return JSON.stringify([
    publicUrl,
    mayCall(view, isSuspended),
    `${definition.name}@${definition.version}`,
    view.ownKey ?? null,
    topics,
    // What failed may come right with these.
    fingerprint(JSON.stringify([view.settings, credentials, given])),
  ]);
}
