import { deliveryStateOf } from '../deliver/index.js';
import { NEVER } from '../flow/index.js';
import type { StoredHook, TailedTurn } from '../ledger/index.js';
import { cursorText, type TailCursor } from './tail-cursor.js';
import type { TailEvent } from './tail-follower.js';
import { timeText } from './times.js';
import { viewTransfer } from './transfer.view.js';
import { viewVerdict } from './verdict.view.js';
import type { Visibility } from './visibility.service.js';

/** An event as text of a stream; null where there is nothing of the tenant's to show. */
export function viewTailEvent(event: TailEvent, tenant: number, see: Visibility): string | null {
  const data = dataOf(event, tenant, see);
  return data && eventText(event.kind, data, event.cursor);
}

export function eventText(kind: string, data: object, cursor: TailCursor): string {
  return `event: ${kind}\nid: ${cursorText(cursor)}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** Keeps the connection open, and tells how far the stream is where nothing of it is wanted. */
export function heartbeatText(cursor: TailCursor): string {
  return `: still here\nid: ${cursorText(cursor)}\n\n`;
}

function dataOf(event: TailEvent, tenant: number, see: Visibility): object | null {
  switch (event.kind) {
    case 'hook':
      return viewHookRow(event.row, tenant, see);
    case 'verdict':
      return viewVerdict(event.row, see);
    case 'transfer':
      return viewTransfer(event.row, tenant, see);
    case 'delivery':
      return viewDeliveryRow(event.row, tenant, see);
    case 'missed':
      return event.missed;
  }
}

function viewHookRow(
  { seq, owner, receivedAt, head, bodyBytes }: StoredHook,
  tenant: number,
  see: Visibility,
) {
  const connection = owner % 2 === 0 ? owner / 2 : head.connection;
  return {
    id: see.id('hok', seq),
    receivedAt: timeText(receivedAt),
    connection: see.connectionId(tenant, connection),
    method: head.method,
    path: head.path,
    bodyBytes,
    deliveryId: head.deliveryId,
  };
}

function viewDeliveryRow(row: TailedTurn, tenant: number, see: Visibility) {
  const subscriber = see.subscriber(tenant, row.queue);
  if (!subscriber) return null;
  const { event, sequence } = JSON.parse(row.delivery ?? '{}') as { event: number; sequence: number };
  const isWaiting = row.endedAt === null && row.dueAt < NEVER;
  return {
    subscriber: subscriber.id,
    sequence,
    event: see.id('evt', event),
    type: row.scope,
    mode: row.mode,
    state: deliveryStateOf(row.state),
    reason: row.heldCode,
    attempts: row.attempts,
    nextAt: isWaiting ? timeText(row.dueAt) : null,
    createdAt: timeText(row.createdAt),
    endedAt: timeText(row.endedAt),
  };
}
