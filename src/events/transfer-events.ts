import type { Direction, JsonObject, Mode } from '@hookyard/sdk';

import type { Turned } from '../flow/index.js';
import type { PublicIds } from '../store/index.js';

import type { EventType } from './catalogue.js';
import type { Hears, NewEvent } from './event-row.js';
import { hostEvent } from './host-event.js';

/** Whose requests a queue holds. */
export interface TransferQueue {
  readonly tenant: number;
  readonly mode: Mode;
  readonly direction: Direction;
  readonly connection: number;
  /** `con_…`. */
  readonly connectionId: string;
}

export interface TransferTelling {
  readonly hears: Hears;
  /** Undefined: its connection was removed. */
  readonly queueOf: (queue: number) => TransferQueue | undefined;
  readonly publicIds: Pick<PublicIds, 'publicId'>;
  readonly now: number;
}

/** Reasons are short; an error text given as one is cut. */
const MOST_REASON = 500;

/**
 * What is told of transfers that a commit ends, parks or tries again. What carried nothing over (a walk, a parent that
 * ends with its children, a verdict) is no success; deliveries themselves tell nothing.
 */
export function transferEvents(turned: readonly Turned[], telling: TransferTelling): NewEvent[] {
  return turned.flatMap((one) => {
    if (one.request.kind !== 'transfer') return [];
    const told = toldOf(one);
    const queue = told && telling.queueOf(one.request.queue);
    if (!queue || !telling.hears(queue.tenant, queue.mode, told.type)) return [];
    return [eventOf(one, { ...told, queue, ...telling })];
  });
}

interface Told {
  readonly type: EventType;
  readonly data: JsonObject;
}

function toldOf({ request, outcome }: Turned): Told | null {
  switch (outcome.kind) {
    case 'done': {
      const change = outcome.facts?.['change'];
      return typeof change === 'string' ? { type: 'transfer.succeeded', data: { change } } : null;
    }
    case 'retry': {
      if (!outcome.usesAttempt) return null;
      const { reason, at } = outcome;
      const attempt = request.attempts + 1;
      return {
        type: 'transfer.failed',
        data: { reason: cut(reason), attempt, nextAt: new Date(at).toISOString() },
      };
    }
    case 'parked':
      return { type: 'transfer.parked', data: { reason: cut(outcome.reason) } };
    case 'children':
    case 'decision':
    case 'ended':
    case 'held':
      return null;
  }
}

function eventOf(
  { request }: Turned,
  { type, data, queue, publicIds, now }: Told & TransferTelling & { readonly queue: TransferQueue },
): NewEvent {
  const { tenant, mode, direction, connection, connectionId } = queue;
  const { seq, root, type: recordType, action, recordId } = request;
  const isRecord = direction === 'FROM' && /^\d+$/.test(recordId);
  return hostEvent({
    tenant,
    mode,
    type,
    at: now,
    root: root || seq,
    connection,
    recordType,
    data: {
      transfer: publicIds.publicId('req', seq),
      connection: connectionId,
      direction,
      recordType,
      action,
      recordId: isRecord ? publicIds.publicId('rec', Number(recordId)) : recordId,
      ...data,
    },
  });
}

function cut(reason: string): string {
  return reason.slice(0, MOST_REASON);
}
