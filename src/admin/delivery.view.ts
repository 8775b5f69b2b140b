import { ApiProperty } from '@nestjs/swagger';

import { DELIVERY_STATES, type DeliveryInfo, type DeliveryState } from '../deliver/index.js';
import type { Fields } from './fields.js';
import { timeText } from './times.js';
import type { Visibility } from './visibility.service.js';

class DeliveryAnswerBody {
  @ApiProperty({ type: 'integer', example: 200 })
  status!: number;

  @ApiProperty({ type: 'integer' })
  tookMs!: number;

  @ApiProperty({ description: 'At most 2,048 characters of it.' })
  text!: string;
}

export class DeliveryBody {
  @ApiProperty({ type: 'integer', description: 'Its place among what its subscriber was told.' })
  sequence!: number;

  @ApiProperty({ type: String, nullable: true, example: 'evt_…' })
  event!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'record.updated' })
  type!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'rec_…' })
  record!: string | null;

  @ApiProperty({ enum: DELIVERY_STATES })
  state!: DeliveryState;

  @ApiProperty({ type: String, nullable: true, description: 'Why it waits, failed, was skipped or is kept.' })
  reason!: string | null;

  @ApiProperty({ type: 'integer' })
  attempts!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  nextAt!: string | null;

  @ApiProperty({ type: DeliveryAnswerBody, nullable: true })
  answer!: DeliveryAnswerBody | null;

  @ApiProperty({ format: 'date-time' })
  at!: string;
}

export class DeliveryTryBody {
  @ApiProperty({ type: 'integer' })
  number!: number;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ type: 'integer' })
  tookMs!: number;

  @ApiProperty({ example: 'http-503', description: '`dns`, `refused`, `tls`, `timeout`, `reset`, `http-…`.' })
  failure!: string;

  @ApiProperty()
  message!: string;

  @ApiProperty({ type: 'object', additionalProperties: true })
  facts!: object;
}

export class DeliveryDetailBody extends DeliveryBody {
  @ApiProperty({ type: [DeliveryTryBody], description: 'Those that failed, newest first; at most 50.' })
  tries!: readonly DeliveryTryBody[];
}

export class RecoveredDeliveriesBody {
  @ApiProperty({ type: 'integer', description: 'Deliveries looked at.' })
  looked!: number;

  @ApiProperty({ type: 'integer', description: 'Deliveries that are sent again.' })
  sent!: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Where to go on; null: that was all.' })
  next!: number | null;
}

export function viewDelivery(info: DeliveryInfo, see: Visibility): Fields<DeliveryBody> {
  const { delivery, event, state, reason, attempts, nextAt, answer } = info;
  return {
    sequence: delivery.sequence,
    event: event && see.id('evt', event.seq),
    type: event && event.type,
    record: event?.record ? see.id('rec', event.record) : null,
    state,
    reason,
    attempts,
    nextAt: timeText(nextAt),
    answer,
    at: timeText(delivery.at),
  };
}
