import type { Json, JsonObject } from '@hookyard/sdk';

import { EVENTS, type EventType, type StoredEvent } from '../events/index.js';
import type { PayloadStyle, SubscriberView } from '../registry/index.js';
import type { PublicIds } from '../store/index.js';

/** What a subscriber is told, as S9.2 has it. */
export interface Envelope {
  /** The same on every retry, resend and replay: also the `webhook-id`. */
  readonly id: string;
  readonly type: string;
  readonly version: number;
  /** When it happened. */
  readonly time: string;
  readonly tenant: string;
  readonly mode: string;
  /** Its place among what this subscriber was told: 1, 2, 3 … */
  readonly sequence: number;
  readonly cause: {
    readonly actor: string | null;
    readonly connection: string | null;
    readonly trackingId: string | null;
    readonly handler: string | null;
  };
  readonly data: JsonObject;
}

export interface EnvelopeContext {
  readonly publicIds: Pick<PublicIds, 'publicId'>;
  /** `con_…` of a connection; null when it was removed. */
  readonly connectionId: (connection: number) => string | null;
  /** `ten_…`. */
  readonly tenantId: string;
  readonly sequence: number;
}

export function envelopeOf(event: StoredEvent, context: EnvelopeContext): Envelope {
  const { publicIds, connectionId, tenantId, sequence } = context;
  return {
    id: publicIds.publicId('evt', event.seq),
    type: event.type,
    version: EVENTS[event.type].version,
    time: new Date(event.at).toISOString(),
    tenant: tenantId,
    mode: event.mode,
    sequence,
    cause: {
      ...doneBy(event),
      connection: event.connection === null ? null : connectionId(event.connection),
      trackingId: event.root === 0 ? null : publicIds.publicId('trk', event.root),
    },
    data: event.record === null ? (JSON.parse(event.data) as JsonObject) : recordData(event, publicIds),
  };
}

/** As if it happened now; nothing of it is kept. */
export function exampleOf(
  type: EventType,
  { tenantId, mode }: Pick<SubscriberView, 'mode' | 'tenantId'>,
  now: number,
): Envelope {
  const { example, version } = EVENTS[type];
  return {
    id: 'evt_test',
    type,
    version,
    time: new Date(now).toISOString(),
    tenant: tenantId,
    mode,
    sequence: 0,
    cause: { actor: null, connection: null, trackingId: null, handler: null },
    data: example,
  };
}

interface MergeDetail {
  readonly merge: number;
  readonly losers: readonly number[];
  readonly handler?: string;
}

/** A person, a handler that decided it, or for a merge both. */
function doneBy({ actor, detail }: StoredEvent): Pick<Envelope['cause'], 'actor' | 'handler'> {
  if (actor?.startsWith('hdl_')) return { actor: null, handler: actor };
  const { handler = null } = detail === null ? {} : (JSON.parse(detail) as MergeDetail);
  return { actor, handler };
}

function recordData(event: StoredEvent, publicIds: Pick<PublicIds, 'publicId'>): JsonObject {
  const changes = JSON.parse(event.changed ?? '{}') as Record<string, [Json, Json]>;
  const detail = event.detail === null ? null : (JSON.parse(event.detail) as MergeDetail);
  return {
    record: {
      id: publicIds.publicId('rec', event.record ?? 0),
      type: String(event.recordType),
      version: event.version,
      deletedAt: event.type === 'record.deleted' ? new Date(event.at).toISOString() : null,
      data: JSON.parse(event.data) as JsonObject,
    },
    changed: Object.keys(changes),
    previous: Object.fromEntries(Object.entries(changes).map(([field, [before]]) => [field, before])),
    ...(detail
      ? {
          merge: publicIds.publicId('mrg', detail.merge),
          losers: detail.losers.map((record) => publicIds.publicId('rec', record)),
        }
      : {}),
  };
}

/** Without a value: who needs one reads the record. */
export function styled(envelope: Envelope, style: PayloadStyle): Envelope {
  const { record } = envelope.data;
  if (style === 'full' || typeof record !== 'object' || record === null) return envelope;
  return {
    ...envelope,
    data: { ...without(envelope.data, 'previous'), record: without(record as JsonObject, 'data') },
  };
}

function without(object: JsonObject, field: string): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => name !== field));
}
