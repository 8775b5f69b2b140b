import type { Mode } from '@hookyard/sdk';
import { In, IsNull, MoreThan, type DataSource, type EntityManager, type FindOptionsWhere } from 'typeorm';

import { HostError } from '../../errors/index.js';
import type { OpenStore } from '../../store/index.js';
import { filtered, inPage, type PageAsk } from '../page.js';
import { deliveringQueues } from '../queues.store.js';
import { TenantRow } from '../tenant.entity.js';
import { SubscriberRow } from './subscriber.entity.js';
import {
  ownerOfSubscriber,
  type PortalBounds,
  type SubscriberKind,
  type SubscriberState,
} from './subscriber-view.js';

/** A subscriber with the queue its deliveries wait in. */
export interface QueuedSubscriber {
  readonly row: SubscriberRow;
  readonly queue: number;
  /** `ten_…`. */
  readonly tenantId: string;
}

/** What waited for a handler when it was removed has come to its end by then. */
const REMOVED_FOR_MS = 86_400_000;

/** Of handlers those too that were removed lately. */
export async function readQueuedSubscribers(store: OpenStore, now: number): Promise<QueuedSubscriber[]> {
  const rows = await store.readSource.getRepository(SubscriberRow).find({
    where: [{ removedAt: IsNull() }, { kind: 'handler', removedAt: MoreThan(now - REMOVED_FOR_MS) }],
    order: { id: 'ASC' },
  });
  const queues = await deliveringQueues(
    store,
    rows.map(({ id }) => ownerOfSubscriber(id)),
  );
  const tenants = await store.readSource
    .getRepository(TenantRow)
    .findBy({ id: In([...new Set(rows.map(({ tenant }) => tenant))]) });
  const idOf = new Map(tenants.map(({ id, publicId }) => [id, publicId]));
  return rows.flatMap((row) => {
    const queue = queues.get(ownerOfSubscriber(row.id));
    const tenantId = idOf.get(row.tenant);
    return queue === undefined || tenantId === undefined ? [] : [{ row, queue, tenantId }];
  });
}

/** Of a tenant, or of one of its customers alone, by its id. Throws NOT_FOUND. */
export async function takeSubscriber(
  manager: EntityManager,
  { tenant, within }: { readonly tenant: number; readonly within?: PortalBounds },
  { kind, id }: { readonly kind: SubscriberKind; readonly id: string },
): Promise<SubscriberRow> {
  const bounds = within ? { belongsTo: within.subscriber, mode: within.mode } : {};
  const row = await manager.findOneBy(SubscriberRow, {
    publicId: id,
    tenant,
    kind,
    removedAt: IsNull(),
    ...bounds,
  });
  if (!row) throw new HostError('NOT_FOUND', { subject: id.slice(0, 100) });
  return row;
}

export interface SubscriberFilter {
  readonly state?: SubscriberState | undefined;
  readonly mode?: Mode | undefined;
  readonly belongsTo?: string | undefined;
  /** A part of it. */
  readonly name?: string | undefined;
}

export function readSubscribers(
  source: DataSource,
  { tenant, kind }: { readonly tenant: number; readonly kind: SubscriberKind },
  page: PageAsk,
  { state, mode, belongsTo, name }: SubscriberFilter,
): Promise<SubscriberRow[]> {
  const query = source
    .createQueryBuilder(SubscriberRow, 'subscriber')
    .where('subscriber.tenant = :tenant AND subscriber.kind = :kind', { tenant, kind })
    .andWhere('subscriber.removed_at IS NULL');
  return inPage(filtered(query, { state, mode, belongsTo, name }), page).getMany();
}

export function countSubscribers(
  manager: EntityManager,
  of: Pick<SubscriberRow, 'tenant'> | Pick<SubscriberRow, 'belongsTo' | 'mode' | 'tenant'>,
): Promise<number> {
  return manager.countBy(SubscriberRow, { ...of, removedAt: IsNull() } as FindOptionsWhere<SubscriberRow>);
}
