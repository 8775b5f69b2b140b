import { declaredSecrets } from '@hookyard/sdk';
import type { EntityManager } from 'typeorm';

import { HOST_ACTOR } from './api-keys.service.js';
import { ConnectionSecretRow } from './connection-secret.entity.js';
import { changeConnectionSecrets } from './connection-secret.store.js';
import { takeConnection } from './connection.store.js';
import type { ConnectionView } from './directory.js';
import type { RegistryParts } from './registry-parts.js';

/** A secret a sender brought in a handshake. */
export interface BroughtSecret {
  /** Its name. */
  readonly secret: string;
  readonly value: string;
  /** The secret that opens a window for it. */
  readonly armedBy?: string;
}

/**
 * Seals secrets that senders bring. The address is all they have shown, so one is taken only while a connection has none,
 * or in a window somebody has opened: a value with an end, spent by the first who comes. What was there verifies for a day
 * more. Two who come at once are told apart in the transaction.
 */
export class BroughtSecrets {
  constructor(private readonly parts: RegistryParts) {}

  /** False: none is awaited. */
  async keep({ tenant, id, connector }: ConnectionView, brought: BroughtSecret): Promise<boolean> {
    const { secret, value, armedBy } = brought;
    const actor = { ...HOST_ACTOR, tenant };
    return this.parts.writer.commit(actor, async ({ manager, now, audit }) => {
      const row = await takeConnection(manager, { tenant, id }, now);
      const isAwaited =
        armedBy === undefined
          ? (await liveOf(manager, { connection: row.id, name: secret, now })).length === 0
          : (await liveOf(manager, { connection: row.id, name: armedBy, now })).some(
              ({ notAfter }) => notAfter !== null,
            );
      if (!isAwaited) return false;
      const given = { [secret]: value, ...(armedBy === undefined ? {} : { [armedBy]: null }) };
      const names = Object.keys(declaredSecrets(connector.definition));
      await changeConnectionSecrets(manager, row, given, { names, now, vault: this.parts.vault });
      audit({ action: 'connection.take-secret', subject: id, after: { secret, armedBy: armedBy ?? null } });
      return true;
    });
  }
}

async function liveOf(
  manager: EntityManager,
  { connection, name, now }: { readonly connection: number; readonly name: string; readonly now: number },
): Promise<readonly ConnectionSecretRow[]> {
  const rows = await manager.findBy(ConnectionSecretRow, { connection, name });
  return rows.filter(({ notAfter }) => notAfter === null || notAfter > now);
}
