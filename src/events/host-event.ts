import type { JsonObject, Mode } from '@hookyard/sdk';

import { EVENTS, type EventType } from './catalogue.js';
import type { NewEvent } from './event-row.js';

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
}

/** Of no record. Throws where its data is not what the catalogue says: that is a bug of whoever makes it. */
export function hostEvent({ data, root = 0, connection, actor, ...event }: HostEvent): NewEvent {
  EVENTS[event.type].data.parse(data);
  const none = { record: null, version: null, recordType: null, changed: null, detail: null };
  return {
    ...event,
    ...none,
    root,
    connection: connection ?? null,
    actor: actor ?? null,
    data: JSON.stringify(data),
  };
}
