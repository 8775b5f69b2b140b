import { Inject, Injectable } from '@nestjs/common';

import { HostError } from '../errors/index.js';
import type { HubRecord, RecordWrite } from '../hub/index.js';
import { actorOf } from './actor.js';
import { CHANGE_BY_HAND, HUB, type AdminParts } from './admin-parts.js';
import type { Caller } from './api-key.guard.js';
import { canonicalIn, canonicalOf } from './external-name.js';
import type { RecordsQuery } from './record.dto.js';
import { Visibility } from './visibility.service.js';

/** Finds records, deletes them and brings them back. */
@Injectable()
export class Records {
  constructor(
    @Inject(HUB) private readonly hub: AdminParts['hub'],
    @Inject(CHANGE_BY_HAND) private readonly changeByHand: AdminParts['changeByHand'],
    private readonly see: Visibility,
  ) {}

  async find({ tenant }: Caller, id: string): Promise<HubRecord> {
    const record = await this.hub.read.record(this.see.seq('rec', id));
    if (!record || record.tenant !== tenant) throw new HostError('NOT_FOUND', { subject: id });
    return record;
  }

  /** Those a system knows by this id: at most one of each connection that is asked. */
  async named(tenant: number, { type, ...ask }: RecordsQuery): Promise<HubRecord[]> {
    const found = await Promise.all(
      this.namesOf(tenant, { type, ...ask }).map((name) => this.hub.linked({ ...name, type })),
    );
    const records = new Map(found.flatMap((linked) => (linked ? [[linked.record.id, linked.record]] : [])));
    return [...records.values()].toSorted((a, b) => b.id - a.id);
  }

  /** A soft delete, told to the others: the guard of each says what that means there. */
  async delete(caller: Caller, id: string): Promise<void> {
    const record = await this.find(caller, id);
    if (record.deletedAt === null) await this.change(caller, id, { record, action: 'DELETED' });
  }

  async undelete(caller: Caller, id: string): Promise<HubRecord> {
    const record = await this.find(caller, id);
    if (record.deletedAt === null)
      throw new HostError('CONFLICT', { subject: id, detail: 'it is not deleted' });
    await this.change(caller, id, { record, action: 'UPDATED' });
    return this.find(caller, id);
  }

  private namesOf(
    tenant: number,
    { type, connection, externalId }: RecordsQuery,
  ): { readonly connection: number; readonly externalId: string }[] {
    if (externalId === undefined) {
      const errors = [{ field: 'externalId', message: 'says which record of the connection is meant' }];
      throw new HostError('VALIDATION_FAILED', { errors });
    }
    if (connection !== undefined) {
      const view = this.see.connection(tenant, connection);
      return [{ connection: view.number, externalId: canonicalOf(view, type, externalId) }];
    }
    return this.see.connections(tenant).flatMap((view) => {
      const id = canonicalIn(view, type, externalId);
      return id === undefined ? [] : [{ connection: view.number, externalId: id }];
    });
  }

  private async change(
    caller: Caller,
    id: string,
    { record, action }: { readonly record: HubRecord; readonly action: 'DELETED' | 'UPDATED' },
  ): Promise<void> {
    const { mode, type } = record;
    const isMade = await this.changeByHand({
      actor: actorOf(caller),
      effects: (at) => ({ record: writeOf(record, { at, deletedAt: action === 'DELETED' ? at : null }) }),
      audit: { action: action === 'DELETED' ? 'record.delete' : 'record.undelete', subject: id },
      event: { mode, type, action, record: record.id },
    });
    if (!isMade)
      throw new HostError('CONFLICT', { subject: id, detail: 'it was changed by a transfer just now' });
  }
}

/** A new version with the same data, made by a person. */
function writeOf(
  { id, version, tenant, mode, type, data }: HubRecord,
  { at, deletedAt }: Pick<RecordWrite, 'at' | 'deletedAt'>,
): RecordWrite {
  return {
    id,
    expected: version,
    tenant,
    mode,
    type,
    data: JSON.stringify(data),
    deletedAt,
    changed: '{}',
    root: 0,
    connection: null,
    at,
  };
}
