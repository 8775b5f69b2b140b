import { IsNull, MoreThan, type DataSource, type EntityManager } from 'typeorm';

import { HostError } from '../errors/index.js';
import { newKey } from '../vault/index.js';
import type { PageAsk } from './page.js';
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

export function readReceivers(source: DataSource, tenant: number, page: PageAsk): Promise<ReceiverRow[]> {
  return source.getRepository(ReceiverRow).find({
    where: { tenant, removedAt: IsNull(), id: MoreThan(page.after) },
    order: { id: 'ASC' },
    take: page.limit + 1,
  });
}
