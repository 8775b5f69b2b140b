import { Inject, Injectable } from '@nestjs/common';

import { HostError } from '../errors/index.js';
import type { Erasure, HubRecord, RecordWrite } from '../hub/index.js';
import { actorOf } from './actor.js';
import { CHANGE_BY_HAND, ERASURES, HUB, type AdminParts } from './admin-parts.js';
import type { Caller } from './api-key.guard.js';
import { Records } from './records.service.js';
import { Visibility } from './visibility.service.js';

/** A transfer may change the record between the look and the commit: it is looked at again. */
const MOST_TRIES = 5;

/** Erases records: they are tombstones at once, and what was kept of them is gone soon after. */
@Injectable()
export class RecordErasing {
  // oxlint-disable-next-line max-params -- injected
  constructor(
    @Inject(HUB) private readonly hub: AdminParts['hub'],
    @Inject(ERASURES) private readonly erasures: AdminParts['erasures'],
    @Inject(CHANGE_BY_HAND) private readonly changeByHand: AdminParts['changeByHand'],
    private readonly records: Records,
    private readonly see: Visibility,
  ) {}

  async erase(caller: Caller, id: string, reason: string | null): Promise<Erasure> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const record = await this.records.find(caller, id);
      await caller.expects?.confirm();
      if (record.mergedInto !== null) {
        const detail = `it was merged into ${this.see.id('rec', record.mergedInto)}: erase that one`;
        throw new HostError('CONFLICT', { subject: id, detail });
      }
      const family = await this.erasures.familyOf(this.hub.read, record);
      if (await this.begin(caller, { id, record, family, reason })) return this.find(caller, id);
    }
    throw new HostError('CONFLICT', { subject: id, detail: 'transfers keep changing this record' });
  }

  async find(caller: Caller, id: string): Promise<Erasure> {
    const record = await this.records.find(caller, id);
    const erasure = await this.erasures.of(record.id);
    if (!erasure) throw new HostError('NOT_FOUND', { subject: `the erasure of ${id}` });
    return erasure;
  }

  /** No system is told: what they have is theirs, and a delete is an act of its own. */
  private begin(
    caller: Caller,
    {
      id,
      record,
      family,
      reason,
    }: {
      readonly id: string;
      readonly record: HubRecord;
      readonly family: readonly HubRecord[];
      readonly reason: string | null;
    },
  ): Promise<boolean> {
    const actor = actorOf(caller);
    const records = family.map((one) => one.id);
    return this.changeByHand({
      actor,
      effects: (at) => ({
        records: family.map((one) => emptied(one, at)),
        erasing: {
          kind: 'begin',
          record: record.id,
          tenant: record.tenant,
          records,
          actor: actor.id,
          reason,
          at,
        },
      }),
      audit: {
        action: 'record.erase',
        subject: id,
        after: { records: records.map((one) => this.see.id('rec', one)), reason },
      },
    });
  }
}

function emptied({ id, version, tenant, mode, type, deletedAt }: HubRecord, at: number): RecordWrite {
  const made = { root: 0, connection: null, at };
  const nothing = { data: '{}', changed: '{}' };
  return { id, expected: version, tenant, mode, type, deletedAt: deletedAt ?? at, ...nothing, ...made };
}
