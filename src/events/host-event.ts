import type { JsonObject, Mode, RecordType } from '@hookyard/sdk';

import type { Tx } from '../store/index.js';

import { EVENTS, type EventType } from './catalogue.js';
import type { Hears, NewEvent } from './event-row.js';
import { writeEvents } from './write-events.js';

export interface HostEvent {
  readonly tenant: number;
  readonly mode: Mode;
  readonly type: EventType;
  readonly at: number;
  readonly data: JsonObject;
  /** The first request of the tree it belongs to. */
  readonly root?: number;
  readonly connection?: number;
  readonly actor?: string;
  /** Filters of record types apply to it. */
  readonly recordType?: RecordType;
}

/** In the commit of what happened; what nobody listens for is not made, and costs nothing. */
export async function tellEvents(tx: Tx, hears: Hears, events: readonly HostEvent[]): Promise<void> {
  const heard = events.filter(({ tenant, mode, type }) => hears(tenant, mode, type));
  await writeEvents(tx, heard.map(hostEvent));
}

/** Of no record. Throws where its data is not what the catalogue says: that is a bug of whoever makes it. */
export function hostEvent({ data, root = 0, connection, actor, recordType, ...event }: HostEvent): NewEvent {
  EVENTS[event.type].data.parse(data);
  const none = { record: null, version: null, changed: null, detail: null };
  return {
    ...event,
    ...none,
    recordType: recordType ?? null,
    root,
    connection: connection ?? null,
    actor: actor ?? null,
    data: JSON.stringify(data),
  };
}
