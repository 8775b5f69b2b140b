import { ApiProperty } from '@nestjs/swagger';

import type { AttemptRow } from '../flow/index.js';
import type { RecordChange } from '../hub/index.js';
import type { StoredHook, StoredRequest, StoredVerdict } from '../ledger/index.js';
import type { HeardEvents } from './event-reading.service.js';
import { HearingBody, heardItems } from './heard-events.view.js';
import { ITEM_KINDS, ExplainItemBody, type DatedItem } from './explain-item.view.js';
import { viewEvent } from './record.view.js';
import { timeText } from './times.js';
import { traceIdOfHook, traceIdOfRequest } from './trace-id.js';
import { madeWith, parsed, told, viewTransfer } from './transfer.view.js';
import { viewVerdict } from './verdict.view.js';
import type { Visibility } from './visibility.service.js';

class LastHookBody {
  @ApiProperty({ example: 'hok_…' })
  id!: string;

  @ApiProperty({ format: 'date-time' })
  receivedAt!: string;
}

/** What happened, oldest first. */
export class ExplainBody {
  @ApiProperty({ type: [ExplainItemBody] })
  items!: readonly ExplainItemBody[];

  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'What the time line cannot show: that nothing came in, what an import or its row came to, that it was cut.',
  })
  note!: string | null;

  @ApiProperty({
    type: LastHookBody,
    nullable: true,
    description: "The connection's last hook, where none of the record was received.",
  })
  lastHook!: LastHookBody | null;

  @ApiProperty({
    type: [HearingBody],
    description:
      'Of one event: endpoints and triggers that were told, then those that were not; at most 200. Otherwise none.',
  })
  subscribers!: readonly HearingBody[];
}

/** A failed turn, with its request. */
export interface RequestAttempt extends AttemptRow {
  readonly request: number;
}

/** What one turn of a watched request did, without secrets; JSON text. */
export interface WatchedTurn {
  readonly request: number;
  readonly at: number;
  readonly data: string;
}

/** Everything found. */
export interface Findings {
  readonly hooks: readonly StoredHook[];
  readonly verdicts: readonly StoredVerdict[];
  readonly requests: readonly StoredRequest[];
  readonly attempts: readonly RequestAttempt[];
  readonly turns: readonly WatchedTurn[];
  readonly changes: readonly RecordChange[];
  readonly heard: HeardEvents;
}

/** One time line; what happened in the same millisecond stands in the order of the rooms. */
export function viewTimeline(found: Findings, tenant: number, see: Visibility): ExplainItemBody[] {
  const requests = new Map(found.requests.map((row) => [row.seq, row]));
  const items: DatedItem[] = [
    ...found.hooks.map((hook) => hookItem(hook, tenant, see)),
    ...found.verdicts.map((verdict) => verdictItem(verdict, see)),
    ...found.requests.flatMap((request) =>
      requestItem(request, { tenant, see, traceId: traceIdOfRequest(request, requests, see) }),
    ),
    ...found.attempts.map((attempt) => attemptItem(attempt, see)),
    ...found.turns.map((turn) => turnItem(turn, see)),
    ...found.changes.map((change) => changeItem(change, tenant, see)),
    ...heardItems(found.heard, tenant, see),
  ];
  return items
    .toSorted((a, b) => a.at - b.at || ITEM_KINDS.indexOf(a.what) - ITEM_KINDS.indexOf(b.what))
    .map((item) => ({ ...item, at: timeText(item.at) }));
}

function hookItem(
  { seq, receivedAt, state, head, bodyBytes }: StoredHook,
  tenant: number,
  see: Visibility,
): DatedItem {
  const { method, path, scheme, deliveryId, isSuspect = false } = head;
  const connection = see.connectionId(tenant, head.connection);
  const id = see.id('hok', seq);
  const traceId = traceIdOfHook(seq, see);
  return {
    at: receivedAt,
    what: 'hook',
    rule: null,
    facts: {
      id,
      traceId,
      connection,
      state,
      method,
      path,
      scheme,
      deliveryId,
      suspect: isSuspect,
      bodyBytes,
    },
  };
}

function verdictItem(row: StoredVerdict, see: Visibility): DatedItem {
  const { at: _, rule, ...facts } = viewVerdict(row, see);
  return { at: row.at, what: 'verdict', rule, facts: { ...facts } };
}

interface RequestWith {
  readonly tenant: number;
  readonly see: Visibility;
  readonly traceId: string | null;
}

function requestItem(row: StoredRequest, { tenant, see, traceId }: RequestWith): DatedItem[] {
  const body = viewTransfer(row, tenant, see);
  if (!body) return [];
  const [trail, result] = [told(row.trail, see), told(row.result, see)];
  return [
    {
      at: row.createdAt,
      what: 'request',
      rule: lastPassed(trail),
      facts: { ...body, traceId, trail, result, madeWith: madeWith(result) },
    },
  ];
}

function attemptItem({ request, at, ...attempt }: RequestAttempt, see: Visibility): DatedItem {
  const facts = { request: see.id('req', request), ...attempt, madeWith: madeWith(attempt.facts) };
  return { at, what: 'attempt', rule: null, facts };
}

function turnItem({ request, at, data }: WatchedTurn, see: Visibility): DatedItem {
  return { at, what: 'turn', rule: null, facts: { request: see.id('req', request), did: parsed(data) } };
}

function changeItem(
  { record, version, at, root, connection, changed, event }: RecordChange,
  tenant: number,
  see: Visibility,
): DatedItem {
  const trackingId = root === 0 ? null : see.id('trk', root);
  const by = see.connectionId(tenant, connection);
  return {
    at,
    what: 'change',
    rule: null,
    facts: {
      record: see.id('rec', record),
      version,
      trackingId,
      connection: by,
      changed,
      ...(event ? { event: viewEvent(event, see) } : {}),
    },
  };
}

function lastPassed(trail: unknown): string | null {
  const [first] = Array.isArray(trail) ? (trail as readonly unknown[]) : [];
  const passed = typeof first === 'object' && first !== null && 'passed' in first ? first.passed : null;
  const last: unknown = Array.isArray(passed) ? passed.at(-1) : null;
  return typeof last === 'string' ? last : null;
}
