import { compile } from '../../expressions/index.js';
import type { Vault } from '../../vault/index.js';
import { parseReceiverSecrets } from '../receiver-secrets.js';
import { openSecrets } from '../secrets.js';
import type { QueuedSubscriber } from './subscriber.store.js';
import type { EndpointDefinition, SubscriberView } from './subscriber-view.js';

/** Everything about a subscriber, opened and compiled. Throws where stored data no longer fits. */
export function subscriberView(
  { row, queue, tenantId }: QueuedSubscriber,
  { vault, configVersion }: { readonly vault: Vault; readonly configVersion: number },
): SubscriberView {
  const definition = JSON.parse(row.definition) as EndpointDefinition;
  const compiled = (source: string | null) => (source === null ? null : compile(source, { trusted: false }));
  return {
    number: row.id,
    id: row.publicId,
    tenant: row.tenant,
    tenantId,
    name: row.name,
    mode: row.mode,
    state: row.state,
    reason: row.reason,
    queue,
    definition,
    filter: compiled(definition.filter),
    transform: compiled(definition.transform),
    secrets: openSecrets(parseReceiverSecrets(row.secrets), row.publicId, vault),
    createdAt: row.createdAt,
    configVersion,
  };
}
