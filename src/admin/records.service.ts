import { Inject, Injectable } from '@nestjs/common';

import { HostError } from '../errors/index.js';
import type { HubRecord, RecordWrite } from '../hub/index.js';
import { actorOf } from './actor.js';
import { CHANGE_BY_HAND, ERASURES, HUB, type AdminParts } from './admin-parts.js';
import type { Caller } from './api-key.guard.js';
import { Visibility } from './visibility.service.js';

/** Finds records, deletes them and brings them back. */
@Injectable()
export class Records {
  constructor(
    @Inject(HUB) private readonly hub: AdminParts['hub'],
    @Inject(ERASURES) private readonly erasures: AdminParts['erasures'],
    @Inject(CHANGE_BY_HAND) private readonly changeByHand: AdminParts['changeByHand'],
    private readonly see: Visibility,
  ) {}

  async find({ tenant }: Caller, id: string): Promise<HubRecord> {
    const record = await this.hub.read.record(this.see.seq('rec', id));
    if (!record || record.tenant !== tenant) throw new HostError('NOT_FOUND', { subject: id });
    return record;
  }

  /** A soft delete, told to the others: the guard of each says what that means there. */
  async delete(caller: Caller, id: string): Promise<void> {
    const record = await this.find(caller, id);
    await caller.expects?.confirm();
    if (record.deletedAt === null) await this.change(caller, id, { record, action: 'DELETED' });
  }

  async undelete(caller: Caller, id: string): Promise<HubRecord> {
    const record = await this.find(caller, id);
    await caller.expects?.confirm();
    if (record.mergedInto !== null) {
      const detail = `it was merged into ${this.see.id('rec', record.mergedInto)}: undo the merge`;
      throw new HostError('CONFLICT', { subject: id, detail });
    }
    if (record.deletedAt === null)
      throw new HostError('CONFLICT', { subject: id, detail: 'it is not deleted' });
    await this.refuseWhileErased(id, record);
    await this.change(caller, id, { record, action: 'UPDATED' });
    return this.find(caller, id);
  }

  /** A tombstone may live again, empty, for what its systems send next; not while its values are still being taken away. */
  private async refuseWhileErased(id: string, record: HubRecord): Promise<void> {
    const erasure = record.erasedAt === null ? null : await this.erasures.of(record.id);
    if (erasure?.state === 'open')
      throw new HostError('CONFLICT', { subject: id, detail: 'its erasure is not done' });
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
      audit: {
        action: action === 'DELETED' ? 'record.delete' : 'record.undelete',
        subject: id,
        before: { deleted: record.deletedAt !== null },
        after: { deleted: action === 'DELETED' },
      },
      events: [{ mode, type, action, record: record.id }],
    });
    if (!isMade) throw new HostError('CHANGED_MEANWHILE', { subject: id });
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
