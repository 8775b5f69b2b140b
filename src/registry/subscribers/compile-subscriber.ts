import { compile, type CompiledExpression } from '../../expressions/index.js';
import type { Vault } from '../../vault/index.js';
import { parseReceiverSecrets } from '../receiver-secrets.js';
import { openSecrets } from '../secrets.js';
import type { HandlerDefinition, HandlerView } from './handler-view.js';
import type { QueuedSubscriber } from './subscriber.store.js';
import type { CalledView, EndpointDefinition, SubscriberView, TriggerDefinition } from './subscriber-view.js';

interface Reading {
  readonly vault: Vault;
  readonly configVersion: number;
}

/** Everything about a subscriber, opened and compiled. Throws where stored data no longer fits. */
export function subscriberView(queued: QueuedSubscriber, reading: Reading): SubscriberView {
  const definition = JSON.parse(queued.row.definition) as EndpointDefinition | TriggerDefinition;
  const head = { ...headOf(queued, reading), filter: compiled(definition.filter) };
  if (queued.row.kind === 'callback') return { ...head, kind: 'callback', definition };
  if (queued.row.kind === 'trigger')
    return { ...head, kind: 'trigger', definition: definition as TriggerDefinition };
  const own = definition as EndpointDefinition;
  const { belongsTo: subscriber } = queued.row;
  return { ...head, kind: 'endpoint', subscriber, definition: own, transform: compiled(own.transform) };
}

/** The same of a handler. */
export function handlerView(queued: QueuedSubscriber, reading: Reading): HandlerView {
  const definition = JSON.parse(queued.row.definition) as HandlerDefinition;
  return {
    ...headOf(queued, reading),
    definition,
    condition: compiled(definition.condition),
    isRemoved: queued.row.removedAt !== null,
  };
}

function compiled(source: string | null): CompiledExpression | null {
  return source === null ? null : compile(source, { trusted: false });
}

function headOf(
  { row, queue, tenantId }: QueuedSubscriber,
  { vault, configVersion }: Reading,
): Omit<CalledView, 'definition'> {
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
    secrets: openSecrets(parseReceiverSecrets(row.secrets), row.publicId, vault),
    createdAt: row.createdAt,
    configVersion,
  };
}
