import { WEBHOOK, type ConnectionView } from '../../registry/index.js';
import { mayCall } from '../may-call.js';

/**
 * What of a connection its check depends on, as text to compare: nothing has to tell that it changed, whoever changed it
 * and whichever process died meanwhile. What hooks are signed with has no part in it.
 */
export function checkedAs(
  view: ConnectionView,
  {
    isSuspended,
    fingerprint,
  }: { readonly isSuspended: boolean; readonly fingerprint: (text: string) => string },
): string {
  const { name, version } = view.connector.definition;
  const { [WEBHOOK]: _signing, ...credentials } = view.secrets;
  const configured = fingerprint(JSON.stringify([view.settings, credentials]));
  return JSON.stringify([mayCall(view, isSuspended), `${name}@${version}`, configured]);
}
