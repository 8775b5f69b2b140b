import { compile } from '../../expressions/index.js';
import type { Vault } from '../../vault/index.js';
import { parseReceiverSecrets } from '../receiver-secrets.js';
import { openSecrets } from '../secrets.js';
import type { QueuedSubscriber } from './subscriber.store.js';
import type { EndpointDefinition, SubscriberView, TriggerDefinition } from './subscriber-view.js';

/** Everything about a subscriber, opened and compiled. Throws where stored data no longer fits. */
export function subscriberView(
  { row, queue, tenantId }: QueuedSubscriber,
  { vault, configVersion }: { readonly vault: Vault; readonly configVersion: number },
): SubscriberView {
  const definition = JSON.parse(row.definition) as EndpointDefinition | TriggerDefinition;
  const compiled = (source: string | null) => (source === null ? null : compile(source, { trusted: false }));
  const head = {
    number: row.id,
    id: row.publicId,
    tenant: row.tenant,
    tenantId,
    name: row.name,
    mode: row.mode,
    state: row.state,
    reason: row.reason,
    queue,
    filter: compiled(definition.filter),
    secrets: openSecrets(parseReceiverSecrets(row.secrets), row.publicId, vault),
    createdAt: row.createdAt,
    configVersion,
  };
  if (row.kind === 'trigger')
    return { ...head, kind: 'trigger', definition: definition as TriggerDefinition };
  const own = definition as EndpointDefinition;
  return { ...head, kind: 'endpoint', definition: own, transform: compiled(own.transform) };
}
