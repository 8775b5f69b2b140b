import { IsNull, type DataSource, type EntityManager } from 'typeorm';

import { HostError } from '../errors/index.js';
import { newKey } from '../vault/index.js';
import { filtered, inPage, type PageAsk } from './page.js';
import { ReceiverRow } from './receiver.entity.js';
import { writeReceiverSecrets } from './receiver-secrets.js';

export interface NewReceiver {
  readonly tenant: number;
  readonly connector: string;
  readonly version: string;
  readonly name: string;
  readonly urlPath: string;
}

export function newReceiverRow(of: NewReceiver, now: number): Omit<ReceiverRow, 'id'> {
  return {
    publicId: newKey('rcv_'),
    tenant: of.tenant,
    connector: of.connector,
    connectorVersion: of.version,
    name: of.name,
    urlPath: of.urlPath,
    secrets: writeReceiverSecrets([]),
    createdAt: now,
    updatedAt: now,
    removedAt: null,
  };
}

export async function takeReceiver(manager: EntityManager, tenant: number, id: string): Promise<ReceiverRow> {
  const row = await manager.findOneBy(ReceiverRow, { publicId: id, tenant, removedAt: IsNull() });
  if (!row) throw new HostError('NOT_FOUND', { subject: id });
  return row;
}

export async function readReceiver(source: DataSource, tenant: number, id: string): Promise<ReceiverRow> {
  return takeReceiver(source.manager, tenant, id);
}

export interface ReceiverFilter {
  readonly connector?: string | undefined;
  /** A part of it. */
  readonly name?: string | undefined;
}

export function readReceivers(
  source: DataSource,
  tenant: number,
  page: PageAsk,
  { connector, name }: ReceiverFilter = {},
): Promise<ReceiverRow[]> {
  const query = source
    .createQueryBuilder(ReceiverRow, 'receiver')
    .where('receiver.tenant = :tenant AND receiver.removed_at IS NULL', { tenant });
  return inPage(filtered(query, { connector, name }), page).getMany();
}
