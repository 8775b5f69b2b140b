import { z } from 'zod';

import type { JsonObject } from '@hookyard/sdk';

/** What one kind of event carries. */
export interface EventDeclaration {
  readonly description: string;
  /** Raised when its `data` changes in a way that a reader of the one before would not understand. */
  readonly version: number;
  readonly data: z.ZodType;
  /** An example of `data`. */
  readonly example: JsonObject;
  /** Told to nobody who listens: the host's own. */
  readonly isInternal?: true;
  /** It tells of a record: filters of record types apply to it. */
  readonly isOfRecord?: true;
  /** Of no record: the fields of `data` that say what it tells of. Events of one subject are told in their order. */
  readonly subject?: readonly string[];
}

const text = z.string();
const time = z.iso.datetime();
const fields = z.record(z.string(), z.json());

const record = z.strictObject({
  id: text.describe('`rec_…`'),
  type: text.describe('The record type.'),
  version: z.int().min(1),
  deletedAt: time.nullable(),
  data: fields.describe('What the record holds behind the change.').optional(),
});

const ofRecord = z.strictObject({
  record,
  changed: z.array(text).describe('The fields that changed; none where the record is new.'),
  previous: fields.describe('What those fields held before.').optional(),
});

const recordExample = (over: JsonObject = {}): JsonObject => ({
  record: {
    id: 'rec_6Zq8Wb3nKf1',
    type: 'CUSTOMER',
    version: 4,
    deletedAt: null,
    data: { email: 'ann@example.com', city: 'Bergen' },
  },
  changed: ['city'],
  previous: { city: 'Oslo' },
  ...over,
});

const transfer = {
  transfer: text.describe('`req_…`'),
  connection: text.nullable().describe('`con_…`'),
  direction: z.enum(['TO', 'FROM']),
  recordType: text,
  action: text,
  recordId: text.describe('TO: the external id. FROM: the id of the hub record.'),
};
const TRANSFERRED = ['connection', 'direction', 'recordType', 'recordId'];
const ofTransfer = (more: z.ZodRawShape): z.ZodType => z.strictObject({ ...transfer, ...more });
const transferExample = {
  transfer: 'req_2Hd9Lm4pQx7',
  connection: 'con_8Fj2Kq',
  direction: 'FROM',
  recordType: 'TRANSACTION',
  action: 'CREATED',
  recordId: 'rec_6Zq8Wb3nKf1',
} as const;

const ofConnection = z.strictObject({
  connection: text.describe('`con_…`'),
  connector: text,
  name: text,
  reason: text.optional(),
});
const CONNECTED = ['connection'];
const connectionExample = { connection: 'con_8Fj2Kq', connector: 'rest', name: 'Warehouse' } as const;

const ofImport = z.strictObject({
  import: text.describe('`imp_…`'),
  dataset: text.describe('`dst_…`'),
  identifier: text.nullable().describe('What whoever made the dataset calls it.'),
  filename: text.nullable(),
  user: z.json(),
  recordType: text,
  status: text,
  rows: z.strictObject({
    total: z.int(),
    created: z.int(),
    updated: z.int(),
    unchanged: z.int(),
    failed: z.int(),
  }),
  hasData: z.boolean().describe('Its rows can be read at `GET /v1/imports/{id}/data`.'),
});
const importExample = (status: string): JsonObject => ({
  import: 'imp_4Tn1Vc',
  dataset: 'dst_4Tn1Vc',
  identifier: 'contacts',
  filename: 'contacts.csv',
  user: { id: '17', name: 'Ann' },
  recordType: 'CUSTOMER',
  status,
  rows: { total: 120, created: 100, updated: 18, unchanged: 0, failed: 2 },
  hasData: true,
});

const ofTrigger = z.strictObject({ trigger: text.describe('`trg_…`'), url: text, reason: text });
const ofEndpoint = z.strictObject({ endpoint: text.describe('`ep_…`'), url: text, reason: text });

/**
 * Everything a subscriber can hear of. The one list: what is not in it is never told, and what is told is held to its
 * schema first.
 */
export const EVENTS = {
  'record.created': event('A record is new in the hub', {
    isOfRecord: true,
    data: ofRecord,
    example: recordExample({ changed: [], previous: {} }),
  }),
  'record.updated': event('Fields of a record changed', {
    isOfRecord: true,
    data: ofRecord,
    example: recordExample(),
  }),
  'record.deleted': event('A record was deleted; it can be brought back', {
    isOfRecord: true,
    data: ofRecord,
    example: recordExample({ changed: [] }),
  }),
  'record.merged': event('Records became one; told of the record that stays', {
    isOfRecord: true,
    data: ofRecord.extend({ merge: text, losers: z.array(text) }),
    example: recordExample({ merge: 'mrg_1Bv5Zs9eRw3', losers: ['rec_9Yt3Gh6jUi8'] }),
  }),
  'record.unmerged': event('A merge was undone; told of each of its records', {
    isOfRecord: true,
    data: ofRecord.extend({ merge: text, losers: z.array(text) }),
    example: recordExample({ merge: 'mrg_1Bv5Zs9eRw3', losers: ['rec_9Yt3Gh6jUi8'] }),
  }),
  'transfer.succeeded': event('A record was carried over', {
    subject: TRANSFERRED,
    data: ofTransfer({ change: text.describe('`created`, `updated`, `linked`, `no-change` …') }),
    example: { ...transferExample, change: 'created' },
  }),
  'transfer.failed': event('An attempt failed; it is tried again', {
    subject: TRANSFERRED,
    data: ofTransfer({ reason: text, attempt: z.int(), nextAt: time }),
    example: { ...transferExample, reason: 'invalid', attempt: 1, nextAt: '2026-03-01T09:30:00.000Z' },
  }),
  'transfer.parked': event('A transfer waits for a person', {
    subject: TRANSFERRED,
    data: ofTransfer({ reason: text }),
    example: { ...transferExample, reason: 'invalid' },
  }),
  'connection.authorized': event(
    'A connection was given credentials: it is new, they were refused before, or a person granted access',
    {
      subject: CONNECTED,
      data: ofConnection,
      example: { ...connectionExample },
    },
  ),
  'connection.upgraded': event('A connection runs on another version of its connector', {
    subject: CONNECTED,
    data: ofConnection.extend({
      from: text.describe('The version it ran on.'),
      to: text,
      isRollBack: z.boolean().describe('It went back to what it was before an upgrade.'),
    }),
    example: { ...connectionExample, from: '1.2.0', to: '1.3.0', isRollBack: false },
  }),
  'connection.needs_authorization': event(
    'The credentials of a connection are refused, or a person has to grant access; its work waits',
    {
      subject: CONNECTED,
      data: ofConnection,
      example: { ...connectionExample, reason: 'the credentials are refused' },
    },
  ),
  'connection.failing': event('The system of a connection does not answer; its work waits', {
    subject: CONNECTED,
    data: ofConnection,
    example: { ...connectionExample, reason: 'unavailable' },
  }),
  'connection.recovered': event('The system of a connection answers again', {
    subject: CONNECTED,
    data: ofConnection,
    example: { ...connectionExample },
  }),
  'connection.subscriptions_failed': event(
    'Hooks of a connection could not be registered or removed at its system, and wait for a person',
    {
      subject: CONNECTED,
      data: ofConnection,
      example: { ...connectionExample, reason: 'the system refuses to register order/updated' },
    },
  ),
  'initial_sync.completed': event(
    'All records of a type that a connection had to begin with were taken over',
    {
      subject: CONNECTED,
      data: ofConnection.extend({ recordType: text, records: z.int().describe('As many as were listed.') }),
      example: { ...connectionExample, recordType: 'CUSTOMER', records: 1_250 },
    },
  ),
  'import.completed': event('An import is over', {
    subject: ['import'],
    data: ofImport,
    example: importExample('completed'),
  }),
  'import.needs_review': event('An import waits for a person', {
    subject: ['import'],
    data: ofImport,
    example: importExample('needs_review'),
  }),
  'import.failed': event('An import came to nothing', {
    subject: ['import'],
    data: ofImport.extend({ reason: text.optional() }),
    example: importExample('failed'),
  }),
  'endpoint.disabled': event('An endpoint failed for too long, or asked for no more, and gets nothing', {
    subject: ['endpoint'],
    data: ofEndpoint,
    example: { endpoint: 'ep_3Mw7Xa', url: 'https://example.com/hooks', reason: 'it answered 410' },
  }),
  'trigger.disabled': event('A trigger failed for too long, or was asked for no more, and calls nobody', {
    subject: ['trigger'],
    data: ofTrigger,
    example: { trigger: 'trg_5Kx2Qd', url: 'https://example.com/start', reason: 'it answered 410' },
  }),
  'callback.due': event('A piece of work is over that somebody gave an address for', {
    isInternal: true,
    data: z.strictObject({ id: text, url: text }),
    example: { id: 'rpl_2Hd9Lm4pQx7', url: 'https://example.com/done' },
  }),
  'endpoint.test': event('A test, sent by hand to one endpoint', {
    data: z.strictObject({ message: text }),
    example: { message: 'A test of this endpoint' },
  }),
} as const satisfies Record<string, EventDeclaration>;

export type EventType = keyof typeof EVENTS;

/** Those that somebody can hear of. */
export const EVENT_TYPES: readonly EventType[] = (Object.keys(EVENTS) as EventType[]).filter(
  (type) => (EVENTS[type] as EventDeclaration).isInternal !== true,
);

export function isEventType(type: string): type is EventType {
  return (EVENT_TYPES as readonly string[]).includes(type);
}

/** JSON Schema of the `data` of an event. */
export function schemaOf(type: EventType): object {
  return z.toJSONSchema(EVENTS[type].data, { io: 'output' });
}

function event(
  description: string,
  { version = 1, ...rest }: Omit<EventDeclaration, 'description' | 'version'> & { readonly version?: number },
): EventDeclaration {
  return { description, version, ...rest };
}
