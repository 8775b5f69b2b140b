import { ApiProperty } from '@nestjs/swagger';

import { NEVER, replayOfRoot, type AttemptRow } from '../flow/index.js';
import type { TailedRequest } from '../ledger/index.js';
import { ANY_JSON } from './any-json.js';
import type { Fields } from './fields.js';
import { timeText } from './times.js';
import { TRACE_ID } from './trace-id.js';
import type { Visibility } from './visibility.service.js';

/** A request: what is to be transferred, and how far it is. */
export class TransferBody {
  @ApiProperty({ example: 'req_…' })
  id!: string;

  @ApiProperty({ example: 'trk_…', description: 'The same for all requests of a tree.' })
  trackingId!: string;

  @ApiProperty({ description: 'A replay of stored hooks brought it about.' })
  replayed!: boolean;

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

class MadeWithBody {
  @ApiProperty({ example: 'rest@1.0.0' })
  connector!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'map_…@3',
    description: 'Null before one was chosen.',
  })
  collection!: string | null;
}

const MADE_WITH = {
  type: MadeWithBody,
  nullable: true,
  description: 'The versions it was made with; the next one takes those that are present then.',
} as const;

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

  @ApiProperty(MADE_WITH)
  madeWith!: MadeWithBody | null;

  @ApiProperty({ type: 'object', additionalProperties: true })
  facts!: Readonly<Record<string, unknown>>;
}

/** A request with everything that is known of it. */
export class TransferDetailBody extends TransferBody {
  @ApiProperty(TRACE_ID)
  traceId!: string | null;

  @ApiProperty({
    type: 'array',
    items: { type: 'object', additionalProperties: true },
    description: 'The rules it passed.',
  })
  trail!: readonly unknown[];

  @ApiProperty({
    ...ANY_JSON,
    description: 'What it brought, where its scope takes the record from the hook; null where it does not.',
  })
  payload!: unknown;

  @ApiProperty({ nullable: true, description: 'What its turns left.' })
  result!: unknown;

  @ApiProperty(MADE_WITH)
  madeWith!: MadeWithBody | null;

  @ApiProperty({ type: [AttemptBody], description: 'Failed turns, and post actions.' })
  failures!: readonly AttemptBody[];

  @ApiProperty({ type: [TransferBody], description: 'All requests of its tree, oldest first; at most 200.' })
  tree!: readonly TransferBody[];
}

/** Null for another tenant's. */
export function viewTransfer(
  row: TailedRequest,
  tenant: number,
  see: Visibility,
): Fields<TransferBody> | null {
  const queue = see.queue(tenant, row.queue);
  if (!queue) return null;
  const isWaiting = row.endedAt === null && row.dueAt < NEVER;
  return {
    id: see.id('req', row.seq),
    trackingId: see.id('trk', row.root === 0 ? row.seq : row.root),
    replayed: replayOfRoot(row.root) !== null,
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
  return { number, at: timeText(at), tookMs, failure, message, madeWith: madeWith(facts), facts };
}

/** Of what a turn left; null where it got as far as nothing that could be pinned. */
export function madeWith(facts: unknown): MadeWithBody | null {
  if (typeof facts !== 'object' || facts === null || !('connector' in facts)) return null;
  const { connector, collection = null } = facts as { connector: string; collection?: string };
  return { connector, collection };
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

/** What a request came to, or how it got there; what overtook it is named as people name it. */
export function told(text: string | null, see: Visibility): unknown {
  const value = parsed(text);
  return Array.isArray(value) ? value.map((entry) => entryOf(entry, see)) : factsOf(value, see);
}

function entryOf(entry: unknown, see: Visibility): unknown {
  return isFacts(entry) && 'facts' in entry ? { ...entry, facts: factsOf(entry['facts'], see) } : entry;
}

function factsOf(facts: unknown, see: Visibility): unknown {
  if (!isFacts(facts) || typeof facts['by'] !== 'number') return facts;
  const { by, hook } = facts;
  return { ...facts, by: see.id('req', by), hook: typeof hook === 'number' ? see.id('hok', hook) : hook };
}

function isFacts(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
