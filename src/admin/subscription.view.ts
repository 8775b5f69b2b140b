import { ApiProperty } from '@nestjs/swagger';

import { dueTime, type SubscriptionsInfo } from '../schedule/index.js';
import type { Fields } from './fields.js';
import { timeText } from './times.js';

class WantedTopicBody {
  @ApiProperty({ description: 'As the system calls it.' })
  topic!: string;

  @ApiProperty({ type: [String], description: 'The scopes that want it told.' })
  scopes!: readonly string[];
}

class SubscriptionFailureBody {
  @ApiProperty({ example: 'Invalid', description: 'Of the failure table.' })
  name!: string;

  @ApiProperty()
  message!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description:
      'Since when it waits for a person. It is tried all the same when the system is looked at again.',
  })
  gaveUpAt!: string | null;
}

class DriftBody {
  @ApiProperty({
    enum: ['missing', 'disabled', 'topics', 'address', 'secret', 'expired'],
    description: 'What was not as it is to be.',
  })
  kind!: string;

  @ApiProperty({
    format: 'date-time',
    description: 'When that was found; it is mended unless a failure says otherwise.',
  })
  at!: string;
}

/** One registration at the system, wanted or found. */
export class SubscriptionBody {
  @ApiProperty({ example: 'sub_…' })
  id!: string;

  @ApiProperty({
    enum: ['wanted', 'present', 'removing', 'orphan'],
    description:
      'orphan: at an address of the connection, and no scope wants it. It is left alone until it is removed.',
  })
  state!: string;

  @ApiProperty({ type: [String] })
  topics!: readonly string[];

  @ApiProperty({ type: String, nullable: true, description: 'What the system calls it.' })
  remoteId!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Where its hooks go; of the key only the beginning.',
  })
  address!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When the system ends it.' })
  expiresAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  renewAt!: string | null;

  @ApiProperty({ type: DriftBody, nullable: true, description: 'The last time it was not as it is to be.' })
  drift!: DriftBody | null;

  @ApiProperty({
    enum: ['unwanted', 'duplicate', 'other-address'],
    nullable: true,
    description: 'Of an orphan: why it is one.',
  })
  reason!: string | null;

  @ApiProperty({ type: 'integer', description: 'Failed tries in a row.' })
  attempts!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it is tried again.' })
  nextAt!: string | null;

  @ApiProperty({ type: SubscriptionFailureBody, nullable: true })
  failure!: SubscriptionFailureBody | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

/** The hooks that a connection keeps registered at its system. */
export class SubscriptionsBody {
  @ApiProperty({
    enum: ['unsupported', 'by-hand', 'waiting', 'working', 'failing', 'in-line'],
    description:
      'unsupported: the connector cannot register hooks. waiting: the connection is paused or needs authorisation. ' +
      'failing: something is tried again, or waits for a person.',
  })
  state!: string;

  @ApiProperty({ description: 'Whether the host registers and removes hooks; false: a person does.' })
  isManaged!: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Where hooks go; of the key only the beginning. By hand: where a person registers them.',
  })
  address!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'What an operator should do.' })
  advice!: string | null;

  @ApiProperty({ type: [WantedTopicBody] })
  wanted!: readonly WantedTopicBody[];

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When the system was last asked.',
  })
  lookedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When it is asked next.' })
  nextAt!: string | null;

  @ApiProperty({
    type: SubscriptionFailureBody,
    nullable: true,
    description: 'What keeps the whole system from being asked.',
  })
  failure!: SubscriptionFailureBody | null;

  @ApiProperty({
    type: [SubscriptionBody],
    description: 'At most as many as there are topics, and 100 orphans.',
  })
  items!: readonly SubscriptionBody[];
}

interface Failing {
  readonly failure: string | null;
  readonly message: string | null;
  readonly failedAt: number | null;
  readonly gaveUpAt: number | null;
}

export function viewSubscriptions(info: SubscriptionsInfo): Fields<SubscriptionsBody> {
  const { state, isManaged, address, advice, topics, plan, rows } = info;
  return {
    state,
    isManaged,
    address,
    advice,
    wanted: topics,
    lookedAt: timeText(plan?.lookedAt ?? null),
    nextAt: timeText(plan ? dueTime(plan.dueAt) : null),
    failure: plan ? failureOf(plan) : null,
    items: rows.map((row) => ({
      id: row.publicId,
      state: row.state,
      topics: row.topics,
      remoteId: row.remoteId,
      address: row.address,
      expiresAt: timeText(row.expiresAt),
      renewAt: timeText(row.renewAt),
      drift:
        row.drift === null || row.driftAt === null ? null : { kind: row.drift, at: timeText(row.driftAt) },
      reason: row.reason,
      attempts: row.attempts,
      nextAt: timeText(row.dueAt === 0 ? null : row.dueAt),
      failure: failureOf(row),
      createdAt: timeText(row.createdAt),
      updatedAt: timeText(row.updatedAt),
    })),
  };
}

function failureOf({ failure, message, failedAt, gaveUpAt }: Failing): SubscriptionFailureBody | null {
  if (failure === null || failedAt === null) return null;
  return { name: failure, message: message ?? '', at: timeText(failedAt), gaveUpAt: timeText(gaveUpAt) };
}
