import type { RecordType } from '@hookyard/sdk';
import { Inject, Injectable } from '@nestjs/common';

import { HostError } from '../errors/index.js';
import type { HubRecord, Link } from '../hub/index.js';
import type { ConnectionView, DeleteGuard } from '../registry/index.js';
import { HUB, LINKS, REGISTRY, WAITING_DELETES, type AdminParts, type AdminRegistry } from './admin-parts.js';
import type { Caller } from './api-key.guard.js';
import { ImpactTally, type Effect } from './delete-impact.js';
import type { DeletePreviewBody } from './deletes.dto.js';
import type { DeleteImpactBody } from './deletes.view.js';
import { TransferReading } from './transfer-reading.service.js';
import { Visibility } from './visibility.service.js';

const MOST_LOOKED_AT = 200;
const MOST_COUNTED = 10_001;

/** A delete somebody thinks of: at a source (TO), or in the hub, for one connection (FROM). */
interface Thought {
  readonly view: ConnectionView;
  readonly direction: 'TO' | 'FROM';
  readonly type: RecordType;
  readonly guard: DeleteGuard;
  readonly recordId: string;
}

/** What deletes would do, without doing anything: the guards of all who would hear of them, and their links. */
@Injectable()
export class DeleteImpact {
  // oxlint-disable-next-line max-params -- a preview joins what waits, what is linked and what is configured
  constructor(
    @Inject(HUB) private readonly hub: AdminParts['hub'],
    @Inject(LINKS) private readonly links: AdminParts['links'],
    @Inject(WAITING_DELETES) private readonly deletes: AdminParts['deletes'],
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    private readonly transfers: TransferReading,
    private readonly see: Visibility,
  ) {}

  async preview({ tenant }: Caller, body: DeletePreviewBody): Promise<DeleteImpactBody> {
    const { record, transfer, connection, scope, guard, direction, type } = body;
    if (record !== undefined) return this.ofRecord(tenant, record);
    if (transfer !== undefined) return this.ofTransfer(tenant, transfer);
    if (connection !== undefined && scope !== undefined && guard !== undefined)
      return this.ofGuard(this.see.connection(tenant, connection), scope, guard);
    if (connection !== undefined && direction !== undefined && type !== undefined)
      return this.ofWindow(this.see.connection(tenant, connection), direction, type);
    const message = 'say a record, a transfer, a scope and its guard, or a window';
    throw new HostError('VALIDATION_FAILED', { errors: [{ field: 'record', message }] });
  }

  private async ofRecord(tenant: number, id: string): Promise<DeleteImpactBody> {
    const record = await this.hub.read.record(this.see.seq('rec', id));
    if (!record || record.tenant !== tenant) throw new HostError('NOT_FOUND', { subject: id });
    const tally = new ImpactTally();
    await this.hubDelete(tally, record, null);
    return this.bodyOf(tally, { records: 1, lookedAt: 1 });
  }

  private async ofTransfer(tenant: number, id: string): Promise<DeleteImpactBody> {
    const { row } = await this.transfers.find(tenant, id);
    if (row.action !== 'DELETED')
      throw new HostError('CONFLICT', { subject: id, detail: `it is ${row.action}, no delete` });
    const queue = this.see.queueName(row.queue);
    const view = queue && this.registry.directory.current().connection(queue.connection);
    if (!queue || !view) throw new HostError('NOT_FOUND', { subject: id });
    const { direction } = queue;
    const guard = view.scopes[direction].get(row.scope)?.guard ?? 'off';
    const type = row.type as RecordType;
    return this.ofAll([{ view, direction, type, guard, recordId: row.recordId }], 1);
  }

  private async ofWindow(
    view: ConnectionView,
    direction: 'TO' | 'FROM',
    type: RecordType,
  ): Promise<DeleteImpactBody> {
    const name = { queue: view.queues[direction], type };
    const [window, sample] = await Promise.all([
      this.deletes.window(name),
      this.deletes.sample(name, MOST_LOOKED_AT),
    ]);
    const guard = guardOf(view, direction, type);
    const thoughts = sample.map(({ recordId }) => ({ view, direction, type, guard, recordId }));
    return this.ofAll(thoughts, window.settling + window.held);
  }

  /** As if every record that is linked now were deleted. */
  private async ofGuard(view: ConnectionView, id: string, guard: DeleteGuard): Promise<DeleteImpactBody> {
    const { TO, FROM } = view.scopes;
    const scope = [...TO.values(), ...FROM.values()].find((one) => one.id === id);
    if (!scope) throw new HostError('NOT_FOUND', { subject: id });
    const { type, direction } = scope;
    const of = { connection: view.number, type };
    const [records, links] = await Promise.all([
      this.links.countLive(of, MOST_COUNTED),
      this.links.live(of, MOST_LOOKED_AT),
    ]);
    const thoughts = links.map(({ externalId, record }) => {
      const recordId = direction === 'TO' ? externalId : String(record);
      return { view, direction, type, guard, recordId };
    });
    return this.ofAll(thoughts, records);
  }

  private async ofAll(thoughts: readonly Thought[], records: number): Promise<DeleteImpactBody> {
    const tally = new ImpactTally();
    for (const thought of thoughts) {
      if (thought.direction === 'FROM') await this.outOfHub(tally, thought);
      else await this.intoHub(tally, thought);
    }
    return this.bodyOf(tally, { records, lookedAt: thoughts.length });
  }

  private async outOfHub(tally: ImpactTally, { view, guard, recordId }: Thought): Promise<void> {
    const found = await this.hub.view(Number(recordId), view.number);
    const link = found?.link;
    const effect = link?.state === 'live' ? effectOf(guard) : 'none';
    tally.add(view.id, effect, { record: Number(recordId), externalId: link?.externalId ?? null });
  }

  private async intoHub(tally: ImpactTally, { view, type, guard, recordId }: Thought): Promise<void> {
    const linked = await this.hub.linked({ connection: view.number, type, externalId: recordId });
    const sample = { record: linked?.record.id ?? null, externalId: recordId };
    tally.add('hub', linked ? effectOf(guard) : 'none', sample);
    if (!linked || linked.record.deletedAt !== null) return;
    if (guard === 'delete') await this.hubDelete(tally, linked.record, view.number, true);
    if (guard === 'update') await this.hubUpdate(tally, linked.record, view.number);
  }

  /** What all who listen do when the hub deletes a record: each by its own guard. */
  private async hubDelete(
    tally: ImpactTally,
    record: HubRecord,
    origin: number | null,
    isCounted = false,
  ): Promise<void> {
    if (!isCounted)
      tally.add('hub', record.deletedAt === null ? 'delete' : 'none', {
        record: record.id,
        externalId: null,
      });
    for (const { view, link } of await this.listening(record, 'DELETED', origin)) {
      tally.add(view.id, effectOf(guardOf(view, 'FROM', record.type)), {
        record: record.id,
        externalId: link.externalId,
      });
    }
  }

  private async hubUpdate(tally: ImpactTally, record: HubRecord, origin: number): Promise<void> {
    for (const { view, link } of await this.listening(record, 'UPDATED', origin)) {
      tally.add(view.id, 'update', { record: record.id, externalId: link.externalId });
    }
  }

  private async listening(
    { id, tenant, mode, type }: HubRecord,
    action: 'DELETED' | 'UPDATED',
    origin: number | null,
  ): Promise<{ readonly view: ConnectionView; readonly link: Link }[]> {
    const links = await this.hub.read.links(id);
    const listeners = this.registry.directory.current().listeners(tenant, mode, type, action);
    return listeners.flatMap((view) => {
      const link = links.find(
        (one) => one.connection === view.number && one.isPrimary && one.state === 'live',
      );
      return link && view.number !== origin ? [{ view, link }] : [];
    });
  }

  private bodyOf(
    tally: ImpactTally,
    counts: { readonly records: number; readonly lookedAt: number },
  ): DeleteImpactBody {
    const touched = tally.touched().map(({ samples, ...rest }) => ({
      ...rest,
      samples: samples.map(({ record, externalId }) => ({
        record: record === null ? null : this.see.id('rec', record),
        externalId,
      })),
    }));
    return { ...counts, touched };
  }
}

function effectOf(guard: DeleteGuard): Effect {
  return guard === 'off' ? 'none' : guard;
}

function guardOf(view: ConnectionView, direction: 'TO' | 'FROM', type: RecordType): DeleteGuard {
  const scopes = [...view.scopes[direction].values()];
  const scope = scopes.find((one) => one.type === type && one.action === 'DELETED' && one.isEnabled);
  return scope?.guard ?? 'off';
}
