import type { JsonObject } from '@hookyard/sdk';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import { DELIVERY_STATES, type DeliveryInfo, type DeliveryState } from '../deliver/index.js';
import { EVENTS, schemaOf, type EventType } from '../events/index.js';
import { DELIVERY_ORDERS, PAYLOAD_STYLES, type EndpointInfo, type ShownSecret } from '../registry/index.js';

import type { Fields } from './fields.js';
import { viewSecrets, type SecretBodies } from './secret.view.js';
import { timeText } from './times.js';
import type { Visibility } from './visibility.service.js';

/** A managed webhook: where events of the hub and the host are sent. */
export class EndpointBody {
  @ApiProperty({ example: 'ep_…' })
  id!: string;

  @ApiProperty({ example: 'Billing' })
  name!: string;

  @ApiProperty({ enum: ['live', 'sandbox'] })
  mode!: string;

  @ApiProperty({ enum: ['unverified', 'active', 'disabled'] })
  state!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Why it is not active.' })
  reason!: string | null;

  @ApiProperty({ example: 'https://example.com/hooks' })
  url!: string;

  @ApiProperty()
  description!: string;

  @ApiProperty({ type: [String], example: ['record.*'] })
  events!: readonly string[];

  @ApiProperty({ type: String, nullable: true })
  filter!: string | null;

  @ApiProperty({ type: [String], nullable: true })
  recordTypes!: readonly string[] | null;

  @ApiProperty({ type: [String], nullable: true })
  imports!: readonly string[] | null;

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' } })
  headers!: Readonly<Record<string, string>>;

  @ApiProperty({ enum: PAYLOAD_STYLES })
  payload!: string;

  @ApiProperty({ type: String, nullable: true })
  transform!: string | null;

  @ApiProperty({ enum: DELIVERY_ORDERS })
  order!: string;

  @ApiProperty({ type: Number, nullable: true })
  ratePerSecond!: number | null;

  @ApiProperty({ type: 'integer' })
  concurrency!: number;

  @ApiProperty({ type: [String], enum: ['v1', 'v1a'] })
  signs!: readonly string[];

  @ApiProperty({ type: [Number] })
  retrySeconds!: readonly number[];

  @ApiProperty({ type: 'integer' })
  timeoutSeconds!: number;

  @ApiProperty({ type: 'integer' })
  disableAfterHours!: number;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'array', items: { $ref: '#/components/schemas/SecretBody' } },
    description: 'By name: `v1`, `v1a`, `header.<name>`; newest first, never a value.',
  })
  secrets!: SecretBodies;

  @ApiProperty({ type: [String], description: 'What `v1a` is verified with, newest first.' })
  publicKeys!: readonly string[];

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class ShownSecretBody {
  @ApiProperty({ enum: ['v1', 'v1a'] })
  signature!: string;

  @ApiProperty({ example: 'whsec_…', description: 'Shown this once.' })
  secret!: string;

  @ApiPropertyOptional({ example: 'whpk_…', description: 'What the subscriber verifies with.' })
  publicKey?: string;
}

export class NewEndpointAnswer extends EndpointBody {
  @ApiProperty({ type: [ShownSecretBody] })
  shown!: readonly ShownSecretBody[];
}

export class RotatedSecretAnswer extends EndpointBody {
  @ApiProperty({ type: ShownSecretBody })
  shown!: ShownSecretBody;
}

export class EventTypeBody {
  @ApiProperty({ example: 'record.updated' })
  type!: string;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty()
  description!: string;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'JSON Schema of `data`.' })
  schema!: object;

  @ApiProperty({ type: 'object', additionalProperties: true })
  example!: JsonObject;
}

class EventCauseBody {
  @ApiProperty({ type: String, nullable: true, description: 'The API key of the person who did it.' })
  actor!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'con_…' })
  connection!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'trk_…' })
  trackingId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  handler!: string | null;
}

/** What a subscriber is told. */
export class EnvelopeBody {
  @ApiProperty({ example: 'evt_…', description: 'The `webhook-id`, the same however often it is sent.' })
  id!: string;

  @ApiProperty({ example: 'record.updated' })
  type!: string;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  time!: string;

  @ApiProperty({ example: 'ten_…' })
  tenant!: string;

  @ApiProperty({ enum: ['live', 'sandbox'] })
  mode!: string;

  @ApiProperty({ type: 'integer', description: 'Its place among what this endpoint was told.' })
  sequence!: number;

  @ApiProperty({ type: EventCauseBody })
  cause!: EventCauseBody;

  @ApiProperty({ type: 'object', additionalProperties: true })
  data!: JsonObject;
}

class RemovedEventsBody {
  @ApiProperty({ type: 'integer', example: 3 })
  first!: number;

  @ApiProperty({ type: 'integer', example: 17 })
  last!: number;
}

export class EventsBody {
  @ApiProperty({ type: [EnvelopeBody] })
  items!: readonly EnvelopeBody[];

  @ApiProperty({
    type: [RemovedEventsBody],
    description:
      'Numbers from the asked place up to `after` that are no longer kept; none: nothing was missed.',
  })
  removed!: readonly RemovedEventsBody[];

  @ApiProperty({ type: 'integer', description: 'The `after` of the next call.' })
  after!: number;
}

class DeliveryAnswerBody {
  @ApiProperty({ type: 'integer', example: 200 })
  status!: number;

  @ApiProperty({ type: 'integer' })
  tookMs!: number;

  @ApiProperty({ description: 'At most 2,048 characters of it.' })
  text!: string;
}

export class DeliveryBody {
  @ApiProperty({ type: 'integer', description: 'Its place among what the endpoint was told.' })
  sequence!: number;

  @ApiProperty({ type: String, nullable: true, example: 'evt_…' })
  event!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'record.updated' })
  type!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'rec_…' })
  record!: string | null;

  @ApiProperty({ enum: DELIVERY_STATES })
  state!: DeliveryState;

  @ApiProperty({ type: String, nullable: true, description: 'Why it waits, failed or is kept.' })
  reason!: string | null;

  @ApiProperty({ type: 'integer' })
  attempts!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  nextAt!: string | null;

  @ApiProperty({ type: DeliveryAnswerBody, nullable: true })
  answer!: DeliveryAnswerBody | null;

  @ApiProperty({ format: 'date-time' })
  at!: string;
}

class DeliveryTryBody {
  @ApiProperty({ type: 'integer' })
  number!: number;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ type: 'integer' })
  tookMs!: number;

  @ApiProperty({ example: 'http-503', description: '`dns`, `refused`, `tls`, `timeout`, `reset`, `http-…`.' })
  failure!: string;

  @ApiProperty()
  message!: string;

  @ApiProperty({ type: 'object', additionalProperties: true })
  facts!: object;
}

export class DeliveryDetailBody extends DeliveryBody {
  @ApiProperty({ type: [DeliveryTryBody], description: 'Those that failed, newest first; at most 50.' })
  tries!: readonly DeliveryTryBody[];
}

/** How a call came out that was made at once. */
export class EndpointCallBody {
  @ApiProperty({ enum: ['delivered', 'gone', 'failed', 'aborted'] })
  outcome!: string;

  @ApiProperty({ type: 'integer', nullable: true })
  status!: number | null;

  @ApiProperty({ type: String, nullable: true })
  failure!: string | null;

  @ApiProperty({ type: String, nullable: true })
  message!: string | null;

  @ApiProperty({ type: 'integer' })
  tookMs!: number;

  @ApiProperty({ description: 'The body that was sent.' })
  sent!: string;

  @ApiProperty({ type: String, nullable: true, description: 'At most 2,048 characters of the answer.' })
  answer!: string | null;
}

export class EndpointRecoveredBody {
  @ApiProperty({ type: 'integer', description: 'Deliveries looked at.' })
  looked!: number;

  @ApiProperty({ type: 'integer', description: 'Deliveries that are sent again.' })
  sent!: number;

  @ApiProperty({ type: 'integer', nullable: true, description: 'Where to go on; null: that was all.' })
  next!: number | null;
}

export function viewEndpoint(info: EndpointInfo): Fields<EndpointBody> {
  const { timeoutMs, secrets, createdAt, updatedAt, ...rest } = info;
  return {
    ...rest,
    timeoutSeconds: timeoutMs / 1_000,
    secrets: viewSecrets(secrets),
    createdAt: timeText(createdAt),
    updatedAt: timeText(updatedAt),
  };
}

export function viewShown({ signature, secret, publicKey }: ShownSecret): ShownSecretBody {
  return { signature, secret, ...(publicKey === undefined ? {} : { publicKey }) };
}

export function viewEventType(type: EventType): EventTypeBody {
  const { version, description, example } = EVENTS[type];
  return { type, version, description, schema: schemaOf(type), example };
}

export function viewDelivery(info: DeliveryInfo, see: Visibility): Fields<DeliveryBody> {
  const { delivery, event, state, reason, attempts, nextAt, answer } = info;
  return {
    sequence: delivery.sequence,
    event: event && see.id('evt', event.seq),
    type: event && event.type,
    record: event?.record ? see.id('rec', event.record) : null,
    state,
    reason,
    attempts,
    nextAt: timeText(nextAt),
    answer,
    at: timeText(delivery.at),
  };
}
