import { randomBytes } from 'node:crypto';
import { IsNull, type EntityManager } from 'typeorm';

import type { Tx } from '../../store/index.js';
import { HOST_ACTOR } from '../api-keys.service.js';
import type { Actor, AuditEntry } from '../configuration-writer.js';
import { tellOfConnection } from '../connection-events.js';
import { ConnectionKeyRow } from '../connection-key.entity.js';
import { addConnectionKey, keyHint } from '../connection-key.store.js';
import { ConnectionSecretRow } from '../connection-secret.entity.js';
import { forgetGrant } from '../grants/forget-grant.js';
import { connectionView } from '../connection-view.js';
import { takeConnection } from '../connection.store.js';
import type { ConnectionRows } from '../configuration-rows.store.js';
import type { ConnectionView, Directory } from '../directory.js';
import { hookUrl } from '../directory-snapshot.js';
import type { RegistryParts } from '../registry-parts.js';
import { KEY_NAME, MAX_VALUES, OVERLAP_MS, secretContext } from '../secrets.js';
import { factsOfAddress, shownAddress, type AddressFacts } from './hook-address.js';

/** The directory, as one that has to see the newest change reads it. */
interface FreshDirectory {
  current(): Directory;
  refresh(): Promise<void>;
}

/** A connection whose hooks are registered at its system. */
export interface SubscribedConnection {
  readonly view: ConnectionView;
  /** It is removed, and its credentials are kept until its hooks are gone. */
  readonly isRemoved: boolean;
  /** Nothing of its tenant runs. */
  readonly isSuspended: boolean;
  /** Where the host registers hooks; null: it has no address of its own yet. */
  readonly address: OwnAddress | null;
  factsOf(url: string): AddressFacts;
}

export interface OwnAddress {
  readonly url: string;
  /** Without its key. */
  readonly shown: string;
}

/** What is kept in the commit of a change of the configuration; false: it is not to be. */
export type AlsoKeep = (tx: Tx) => Promise<boolean>;

/** A registration that could not be removed. */
export interface LeftBehind {
  readonly remoteId: string | null;
  readonly topics: readonly string[];
  readonly address: string | null;
}

class Unwanted extends Error {}

/** Hooks are signed with this secret. */
export const WEBHOOK = 'webhook';
const MADE_SECRET_BYTES = 32;

/**
 * What keeping hooks registered needs of a connection and changes about it: an address that only the host knows, and
 * the secrets its hooks are signed with. A removed connection is there as long as its credentials are.
 */
export class Subscribing {
  constructor(
    private readonly parts: RegistryParts,
    private readonly directory: FreshDirectory,
  ) {}

  /** As it is now, whichever process changed it last; undefined: nothing can be called for it. */
  async read(connection: number): Promise<SubscribedConnection | undefined> {
    await this.directory.refresh();
    const rows = await this.rowsOf(connection);
    if (!rows) return undefined;
    const isRemoved = rows.row.removedAt !== null;
    const view = isRemoved ? await this.removedView(rows) : this.directory.current().connection(connection);
    if (!view) return undefined;
    return {
      view,
      isRemoved,
      isSuspended: this.directory.current().isSuspended(view.tenant),
      address: this.addressOf(rows),
      factsOf: (url) => this.factsOf(url, rows),
    };
  }

  /** Gives it an address that only the host knows. */
  makeAddress({ view }: SubscribedConnection): Promise<void> {
    return this.change(
      view,
      { action: 'connection.hook-address', subject: view.id },
      async (manager, now) => {
        const { vault } = this.parts;
        const key = await addConnectionKey(manager, view.number, { vault, now });
        const cipher = vault.seal(key, secretContext(view.id, KEY_NAME));
        await manager.update(
          ConnectionKeyRow,
          { connection: view.number, keyHash: vault.keyedHash(key) },
          { cipher },
        );
      },
    );
  }

  /** A secret for hooks, where a connection has none. */
  makeSecret(of: SubscribedConnection): Promise<void> {
    return this.addSecret(of, randomBytes(MADE_SECRET_BYTES).toString('hex'), async () => true);
  }

  /** A further live value, the newest; false where `also` refused, and nothing is kept. */
  async addSecret({ view }: SubscribedConnection, value: string, also: AlsoKeep): Promise<void> {
    const entry = { action: 'connection.hook-secret', subject: view.id, after: { secret: WEBHOOK } };
    await this.change(view, entry, async (manager, now, tx) => {
      const { vault } = this.parts;
      const where = { connection: view.number, name: WEBHOOK };
      const present = await manager.find(ConnectionSecretRow, { where, order: { id: 'DESC' } });
      const isLive = ({ notAfter }: ConnectionSecretRow): boolean => notAfter === null || notAfter > now;
      const excess = [
        ...present.filter((row) => !isLive(row)),
        ...present.filter(isLive).slice(MAX_VALUES - 1),
      ];
      for (const { id } of excess) await manager.delete(ConnectionSecretRow, { id });
      const cipher = vault.seal(value, secretContext(view.id, WEBHOOK));
      await manager.insert(ConnectionSecretRow, { ...where, cipher, notAfter: null, createdAt: now });
      if (!(await also(tx))) throw new Unwanted();
    });
  }

  /** A registration is gone: what it was signed with verifies for a day more. */
  async endSecret({ view, isRemoved }: SubscribedConnection, fingerprint: string): Promise<void> {
    if (isRemoved || !view.secrets[WEBHOOK]?.some(({ value }) => this.isSecret(value, fingerprint))) return;
    const entry = { action: 'connection.hook-secret-ends', subject: view.id, after: { secret: WEBHOOK } };
    await this.change(view, entry, async (manager, now) => {
      const where = { connection: view.number, name: WEBHOOK, notAfter: IsNull() };
      const rows = await manager.find(ConnectionSecretRow, { where });
      for (const { id, cipher } of rows) {
        const value = this.parts.vault.open(cipher, secretContext(view.id, WEBHOOK));
        if (this.isSecret(value, fingerprint))
          await manager.update(ConnectionSecretRow, { id }, { notAfter: now + OVERLAP_MS });
      }
    });
  }

  /** Where a person registers hooks by hand, without the key; null: every key is the host's own, or ends. */
  async handAddress({ number }: ConnectionView): Promise<string | null> {
    const keys = (await this.rowsOf(number))?.keys ?? [];
    const key = keys.findLast(
      ({ cipher, notAfter, removedAt }) => cipher === null && notAfter === null && removedAt === null,
    );
    return key ? shownAddress(this.parts.publicUrl, key.keyHint) : null;
  }

  /** What is kept of a secret beside the registration it was given to. */
  fingerprint(value: string): string {
    return this.parts.vault.keyedHash(value);
  }

  isSecret(value: string, fingerprint: string): boolean {
    return this.parts.vault.keyedHashes(value).includes(fingerprint);
  }

  /** Its hooks are gone, or given up (`left`): nothing is called for it any more. */
  async forget(
    connection: number,
    left: readonly LeftBehind[],
    also: (tx: Tx) => Promise<void>,
  ): Promise<void> {
    const rows = await this.rowsOf(connection);
    if (!rows) return;
    const { tenant, publicId: subject } = rows.row;
    await this.parts.writer.commit({ ...HOST_ACTOR, tenant }, async ({ manager, tx, audit }) => {
      await manager.delete(ConnectionSecretRow, { connection });
      await forgetGrant(manager, connection);
      await manager.update(ConnectionKeyRow, { connection }, { cipher: null });
      await also(tx);
      const leftBehind = left.map(({ remoteId, topics, address }) => ({ remoteId, topics, address }));
      audit({ action: 'connection.credentials-removed', subject, after: { leftBehind } });
    });
  }

  /** In the commit of what happened, where anybody listens. */
  async tell(tx: Tx, { view }: SubscribedConnection, reason: string): Promise<void> {
    const { number: id, id: publicId, tenant, mode, name, connector } = view;
    const row = { id, publicId, tenant, mode, name, connector: connector.definition.name };
    await tellOfConnection(tx, this.parts, {
      row,
      actor: actorOf(view),
      type: 'connection.subscriptions_failed',
      reason,
    });
  }

  private async change(
    view: ConnectionView,
    entry: AuditEntry,
    work: (manager: EntityManager, now: number, tx: Tx) => Promise<void>,
  ): Promise<void> {
    try {
      await this.parts.writer.commit(actorOf(view), async ({ manager, tx, now, audit }) => {
        await takeConnection(manager, { tenant: view.tenant, id: view.id }, now);
        await work(manager, now, tx);
        audit(entry);
      });
    } catch (error) {
      if (!(error instanceof Unwanted)) throw error;
    }
  }

  private async rowsOf(connection: number): Promise<ConnectionRows | undefined> {
    for await (const rows of this.parts.rows.connections([connection])) return rows;
    return undefined;
  }

  private async removedView(rows: ConnectionRows): Promise<ConnectionView | undefined> {
    const { row } = rows;
    const { shelf, vault } = this.parts;
    const connector = shelf.pinned(row.tenant, row.connector, row.connectorVersion);
    if (!connector || rows.queues.length === 0) return undefined;
    const configVersion = this.directory.current().version;
    return connectionView(rows, {
      connector,
      vault,
      configVersion,
      recordTypes: shelf.recordTypes(row.tenant),
    });
  }

  private addressOf({ row, keys }: ConnectionRows): OwnAddress | null {
    const own = keys.findLast(({ cipher, notAfter }) => cipher !== null && notAfter === null);
    if (own?.cipher === undefined || own.cipher === null) return null;
    const { publicUrl, vault } = this.parts;
    const key = vault.open(own.cipher, secretContext(row.publicId, KEY_NAME));
    return { url: hookUrl(publicUrl, key), shown: shownAddress(publicUrl, keyHint(key)) };
  }

  private factsOf(url: string, { keys }: ConnectionRows): AddressFacts {
    const { publicUrl, vault } = this.parts;
    return factsOfAddress(url, {
      publicUrl,
      hashesOf: (key) => vault.keyedHashes(key),
      keys: keys.map(({ keyHash, notAfter, cipher }) => ({
        hash: keyHash,
        notAfter,
        isOwn: cipher !== null,
      })),
    });
  }
}

function actorOf({ tenant }: ConnectionView): Actor {
  return { ...HOST_ACTOR, tenant };
}
