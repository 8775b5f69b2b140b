import type { JsonObject } from '@hookyard/sdk';

import { tellEvents, type EventType } from '../events/index.js';
import type { Tx } from '../store/index.js';
import { HOST_ACTOR } from './api-keys.service.js';
import type { Actor } from './configuration-writer.js';
import type { ConnectionRow } from './connection.entity.js';
import type { RegistryParts } from './registry-parts.js';
import { STATE_REASONS } from './state-reasons.js';

/** In the commit of the change, where anybody listens. */
export async function tellOfConnection(
  tx: Tx,
  { directory, clock }: Pick<RegistryParts, 'clock' | 'directory'>,
  {
    row,
    actor,
    type,
    reason,
    more = {},
  }: {
    readonly row: Pick<ConnectionRow, 'connector' | 'id' | 'mode' | 'name' | 'publicId' | 'tenant'>;
    readonly actor: Actor;
    readonly type: EventType;
    readonly reason?: string;
    readonly more?: JsonObject;
  },
): Promise<void> {
  const { id: connection, publicId, tenant, mode, connector, name } = row;
  await tellEvents(tx, (...heard) => directory.current().hears(...heard), [
    {
      tenant,
      mode,
      type,
      at: clock.now(),
      connection,
      ...(actor.id === HOST_ACTOR.id ? {} : { actor: actor.id }),
      data: { connection: publicId, connector, name, ...(reason === undefined ? {} : { reason }), ...more },
    },
  ]);
}

/** What its state, as just written, means to whoever listens. */
export function tellOfState(
  tx: Tx,
  parts: Pick<RegistryParts, 'clock' | 'directory'>,
  of: { readonly row: ConnectionRow; readonly actor: Actor },
): Promise<void> {
  const { stateReason } = of.row;
  if (stateReason === null) return tellOfConnection(tx, parts, { ...of, type: 'connection.authorized' });
  const reason = STATE_REASONS[stateReason];
  return tellOfConnection(tx, parts, { ...of, type: 'connection.needs_authorization', reason });
}
