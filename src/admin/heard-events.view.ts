import { ApiProperty } from '@nestjs/swagger';

import type { Hearing } from '../deliver/index.js';
import type { StoredEvent } from '../events/index.js';
import { viewDelivery } from './delivery.view.js';
import type { HeardEvents } from './event-reading.service.js';
import type { DatedItem } from './explain-item.view.js';
import type { Visibility } from './visibility.service.js';

/** Whether a subscriber heard of the event. */
export class HearingBody {
  @ApiProperty({ example: 'ep_…' })
  subscriber!: string;

  @ApiProperty({ example: 'Billing' })
  name!: string;

  @ApiProperty({ description: 'It has a delivery of it, whatever became of that.' })
  isTold!: boolean;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Of the delivery.' })
  sequence!: number | null;

  @ApiProperty({ type: String, nullable: true, description: 'Of the delivery.', example: 'delivered' })
  state!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'type: it does not listen for record.updated',
    description:
      'Why it was not told, as it is configured now: `mode`, `type`, `time`, `record type`, `import` or `filter`; ' +
      'of a delivery that is kept, waits or failed: why.',
  })
  why!: string | null;
}

export function viewHearing({ subscriber, info, why }: Hearing): HearingBody[] {
  if (!subscriber) return [];
  return [
    {
      subscriber: subscriber.id,
      name: subscriber.name,
      isTold: info !== null,
      sequence: info && info.delivery.sequence,
      state: info && info.state,
      why: why ?? info?.reason ?? null,
    },
  ];
}

/** Events, to whom they were handed, and the calls that failed. */
export function heardItems({ events, hearings }: HeardEvents, tenant: number, see: Visibility): DatedItem[] {
  return [
    ...events.map((event) => eventItem(event, tenant, see)),
    ...hearings.flatMap((hearing) => [...deliveryItem(hearing, see), ...attemptItems(hearing)]),
  ];
}

function eventItem(event: StoredEvent, tenant: number, see: Visibility): DatedItem {
  const { seq, at, type, mode, record, version, connection, actor, root } = event;
  const facts = {
    id: see.id('evt', seq),
    type,
    mode,
    record: record === null ? null : see.id('rec', record),
    version,
    connection: see.connectionId(tenant, connection),
    actor,
    trackingId: root === 0 ? null : see.id('trk', root),
  };
  return { at, what: 'event', rule: null, facts };
}

function deliveryItem({ subscriber, info }: Hearing, see: Visibility): DatedItem[] {
  if (!info) return [];
  const { at: _, ...body } = viewDelivery(info, see);
  const facts = { subscriber: subscriber?.id ?? null, ...body };
  return [{ at: info.delivery.at, what: 'delivery', rule: null, facts }];
}

function attemptItems({ subscriber, info }: Hearing): DatedItem[] {
  return (info?.tries ?? []).map(({ at, number, tookMs, failure, message, facts }) => ({
    at,
    what: 'attempt',
    rule: null,
    facts: {
      subscriber: subscriber?.id ?? null,
      sequence: info?.delivery.sequence ?? null,
      number,
      tookMs,
      failure,
      message,
      facts,
    },
  }));
}
