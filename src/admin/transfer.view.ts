import { ApiProperty } from '@nestjs/swagger';

import { NEVER, type AttemptRow } from '../flow/index.js';
import type { StoredRequest } from '../ledger/index.js';
import type { Fields } from './fields.js';
import { timeText } from './times.js';
import type { Visibility } from './visibility.service.js';

/** A request: what is to be transferred, and how far it is. */
export class TransferBody {
  @ApiProperty({ example: 'req_…' })
  id!: string;

  @ApiProperty({ example: 'trk_…', description: 'The same for all requests of a tree.' })
  trackingId!: string;

  @ApiProperty({ type: String, nullable: true, example: 'req_…' })
  parent!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'hok_…' })
  hook!: string | null;

  @ApiProperty({ type: 'integer' })
  element!: number;

  @ApiProperty({ example: 'con_…' })
  connection!: string;

  @ApiProperty({ enum: ['TO', 'FROM'] })
  direction!: string;

  @ApiProperty({ enum: ['live', 'sandbox'] })
  mode!: string;

  @ApiProperty()
  scope!: string;

  @ApiProperty()
  type!: string;

  @ApiProperty()
  action!: string;

  @ApiProperty({ description: 'TO: the external id. FROM: the record (`rec_…`).' })
  recordId!: string;

  @ApiProperty({ example: 'done' })
  state!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why it waits, is held or parked; how it ended.',
  })
  code!: string | null;

  @ApiProperty({ type: 'integer', description: 'Attempts used.' })
  attempts!: number;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When it runs next, while it waits.',
  })
  dueAt!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  endedAt!: string | null;
}

class AttemptBody {
  @ApiProperty({ type: 'integer' })
  number!: number;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ type: 'integer' })
  tookMs!: number;

  @ApiProperty({ example: 'RetryLater' })
  failure!: string;

  @ApiProperty()
  message!: string;

  @ApiProperty({ type: 'object', additionalProperties: true })
  facts!: Readonly<Record<string, unknown>>;
}

/** A request with everything that is known of it. */
export class TransferDetailBody extends TransferBody {
  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    description: 'The rules it passed.',
  })
  trail!: readonly unknown[];

  @ApiProperty({
    nullable: true,
    description: 'The record it brought, where its scope takes it from the hook.',
  })
  payload!: unknown;

  @ApiProperty({ nullable: true, description: 'What its turns left.' })
  result!: unknown;

  @ApiProperty({ type: [AttemptBody], description: 'Failed turns.' })
  failures!: readonly AttemptBody[];

  @ApiProperty({ type: [TransferBody], description: 'All requests of its tree, oldest first; at most 200.' })
  tree!: readonly TransferBody[];
}

/** Null for another tenant's. */
export function viewTransfer(
  row: StoredRequest,
  tenant: number,
  see: Visibility,
): Fields<TransferBody> | null {
  const queue = see.queue(tenant, row.queue);
  if (!queue) return null;
  const isWaiting = row.endedAt === null && row.dueAt < NEVER;
  return {
    id: see.id('req', row.seq),
    trackingId: see.id('trk', row.root === 0 ? row.seq : row.root),
    parent: row.parent === null ? null : see.id('req', row.parent),
    hook: row.hook === null ? null : see.id('hok', row.hook),
    element: row.element,
    connection: queue.connection,
    direction: queue.direction,
    mode: row.mode,
    scope: row.scope,
    type: row.type,
    action: row.action,
    recordId: queue.direction === 'FROM' ? see.id('rec', Number(row.recordId)) : row.recordId,
    state: row.state,
    code: row.heldCode,
    attempts: row.attempts,
    dueAt: isWaiting ? timeText(row.dueAt) : null,
    createdAt: timeText(row.createdAt),
    endedAt: timeText(row.endedAt),
  };
}

export function viewAttempt({ number, at, tookMs, failure, message, facts }: AttemptRow): AttemptBody {
  return { number, at: timeText(at), tookMs, failure, message, facts };
}

/** Stored JSON; a text that is none is shown as it is. */
export function parsed(text: string | null): unknown {
  if (text === null) return null;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
