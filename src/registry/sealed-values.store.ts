import { And, In, IsNull, Like, MoreThan, Not, type DataSource, type EntityManager } from 'typeorm';

import { ignore } from '../errors/index.js';
import { keyIdOf, type Vault } from '../vault/index.js';
import { ConnectionKeyRow } from './connection-key.entity.js';
import { ConnectionSecretRow } from './connection-secret.entity.js';
import { ConnectionRow } from './connection.entity.js';
import { GrantRow } from './grants/grant.entity.js';
import { PendingAuthorizationRow } from './grants/pending-authorization.entity.js';
import { grantContext, verifierContext } from './grants/sealed-grants.js';
import { parseReceiverSecrets, writeReceiverSecrets } from './receiver-secrets.js';
import { ReceiverRow } from './receiver.entity.js';
import { KEY_NAME, secretContext } from './secrets.js';
import { SubscriberRow } from './subscribers/subscriber.entity.js';

/** What a step of a rotation did. */
export interface ResealStep {
  /** The last row it looked at; null: there are no more. */
  readonly after: number | null;
  readonly resealed: number;
  /** Cipher texts that do not open, by what they belong to. */
  readonly unreadable: readonly string[];
}

/** A table that holds sealed values. */
export interface SealedPlace {
  /** How many values need each key, by the key's id. */
  count(source: DataSource): Promise<ReadonlyMap<string, number>>;
  /** Seals the next rows behind `after` under the first key, where another did. */
  reseal(manager: EntityManager, vault: Vault, after: number): Promise<ResealStep>;
}

/** Rows a step seals anew: 3 to 8 ms under the write lock. */
const STEP_ROWS = 25;
/** A key's id stands behind `v1.`. */
const KEY_ID = 'substr(secret.cipher, 4, 8)';

/** Values of connections, each in a row of its own. */
const ofConnections = (
  Row: typeof ConnectionSecretRow | typeof ConnectionKeyRow,
  contextOf: (owner: string, row: ConnectionSecretRow | ConnectionKeyRow) => string,
): SealedPlace => ({
  count: (source) => countedByKey(source, Row),

  async reseal(manager, vault, after) {
    const rows = await manager.find<ConnectionSecretRow | ConnectionKeyRow>(Row, {
      where: {
        id: MoreThan(after),
        cipher: And(Not(IsNull()), Not(Like(`v1.${vault.keyIds[0]}.%`))),
      },
      order: { id: 'ASC' },
      take: STEP_ROWS,
    });
    const owners = await ownersOf(manager, rows);
    const unreadable: string[] = [];
    for (const row of rows) {
      const { id } = row;
      const cipher = row.cipher ?? '';
      const context = contextOf(owners.get(row.connection) ?? '', row);
      const sealed = tryReseal(vault, cipher, context);
      // Compared with what was read: a value that was replaced meanwhile is another's.
      if (sealed === null) unreadable.push(context);
      else
        await manager.update<ConnectionSecretRow | ConnectionKeyRow>(Row, { id, cipher }, { cipher: sealed });
    }
    return { after: rows.at(-1)?.id ?? null, resealed: rows.length - unreadable.length, unreadable };
  },
});

const connectionSecrets = ofConnections(ConnectionSecretRow, (owner, row) =>
  secretContext(owner, 'name' in row ? row.name : ''),
);
const connectionKeys = ofConnections(ConnectionKeyRow, (owner) => secretContext(owner, KEY_NAME));

/** Secrets that lie in one column of what they belong to. */
const inOneColumn = (Row: typeof ReceiverRow | typeof SubscriberRow): SealedPlace => ({
  async count(source) {
    const rows = await source.getRepository<ReceiverRow | SubscriberRow>(Row).findBy({ secrets: Not('[]') });
    const counts = new Map<string, number>();
    for (const { cipher } of rows.flatMap(({ secrets }) => parseReceiverSecrets(secrets))) {
      counts.set(keyIdOf(cipher), (counts.get(keyIdOf(cipher)) ?? 0) + 1);
    }
    return counts;
  },

  async reseal(manager, vault, after) {
    const rows = await manager.find<ReceiverRow | SubscriberRow>(Row, {
      where: { id: MoreThan(after), secrets: Not('[]') },
      order: { id: 'ASC' },
      take: STEP_ROWS,
    });
    const unreadable: string[] = [];
    let resealed = 0;
    for (const { id, publicId, secrets } of rows) {
      const before = resealed;
      const sealed = parseReceiverSecrets(secrets).map((secret) => {
        const context = secretContext(publicId, secret.name);
        const cipher = tryReseal(vault, secret.cipher, context);
        if (cipher === null) unreadable.push(context);
        else if (cipher !== secret.cipher) resealed += 1;
        return { ...secret, cipher: cipher ?? secret.cipher };
      });
      if (resealed > before)
        await manager.update<ReceiverRow | SubscriberRow>(
          Row,
          { id, secrets },
          { secrets: writeReceiverSecrets(sealed) },
        );
    }
    return { after: rows.at(-1)?.id ?? null, resealed, unreadable };
  },
});

const grantedTokens: SealedPlace = {
  count: (source) => countedByKey(source, GrantRow),

  async reseal(manager, vault, after) {
    const rows = await manager.find(GrantRow, {
      where: { connection: MoreThan(after), cipher: Not(Like(`v1.${vault.keyIds[0]}.%`)) },
      order: { connection: 'ASC' },
      take: STEP_ROWS,
    });
    const owners = await ownersOf(manager, rows);
    const unreadable: string[] = [];
    for (const { connection, cipher } of rows) {
      const context = grantContext(owners.get(connection) ?? '');
      const sealed = tryReseal(vault, cipher ?? '', context);
      if (sealed === null) unreadable.push(context);
      else await manager.update(GrantRow, { connection, cipher }, { cipher: sealed });
    }
    return { after: rows.at(-1)?.connection ?? null, resealed: rows.length - unreadable.length, unreadable };
  },
};

const verifiers: SealedPlace = {
  count: (source) => countedByKey(source, PendingAuthorizationRow),

  async reseal(manager, vault, after) {
    const rows = await manager.find(PendingAuthorizationRow, {
      where: { id: MoreThan(after), cipher: Not(Like(`v1.${vault.keyIds[0]}.%`)) },
      order: { id: 'ASC' },
      take: STEP_ROWS,
    });
    const unreadable: string[] = [];
    for (const { id, connection, cipher } of rows) {
      const context = verifierContext(connection);
      const sealed = tryReseal(vault, cipher, context);
      if (sealed === null) unreadable.push(context);
      else await manager.update(PendingAuthorizationRow, { id, cipher }, { cipher: sealed });
    }
    return { after: rows.at(-1)?.id ?? null, resealed: rows.length - unreadable.length, unreadable };
  },
};

/** Everything that is sealed, except the keys of the hashes, which the vault keeps. */
export const SEALED_PLACES: readonly SealedPlace[] = [
  connectionSecrets,
  connectionKeys,
  grantedTokens,
  verifiers,
  inOneColumn(ReceiverRow),
  inOneColumn(SubscriberRow),
];

async function countedByKey(
  source: DataSource,
  Row:
    typeof ConnectionSecretRow | typeof ConnectionKeyRow | typeof GrantRow | typeof PendingAuthorizationRow,
): Promise<Map<string, number>> {
  const rows = await source
    .getRepository<ConnectionSecretRow | ConnectionKeyRow | GrantRow | PendingAuthorizationRow>(Row)
    .createQueryBuilder('secret')
    .select(KEY_ID, 'key')
    .addSelect('count(*)', 'sealed')
    .where('secret.cipher IS NOT NULL')
    .groupBy(KEY_ID)
    .getRawMany<{ key: string; sealed: string | number }>();
  return new Map(rows.map(({ key, sealed }) => [key, Number(sealed)]));
}

async function ownersOf(
  manager: EntityManager,
  secrets: readonly { readonly connection: number }[],
): Promise<ReadonlyMap<number, string>> {
  const numbers = [...new Set(secrets.map(({ connection }) => connection))];
  const rows = await manager.findBy(ConnectionRow, { id: In(numbers) });
  return new Map(rows.map(({ id, publicId }) => [id, publicId]));
}

function tryReseal(vault: Vault, cipher: string, context: string): string | null {
  try {
    return vault.reseal(cipher, context);
  } catch (error) {
    ignore(error, 'the rotation tells of it and goes on with the others');
    return null;
  }
}
