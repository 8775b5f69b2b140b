import type { JsonObject } from '@hookyard/sdk';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

import { EVENTS, schemaOf, type EventType } from '../events/index.js';
import { DELIVERY_ORDERS, PAYLOAD_STYLES, type EndpointInfo, type ShownSecret } from '../registry/index.js';

import type { Fields } from './fields.js';
import { SubscriberBody, viewSubscriber } from './subscriber.view.js';

/** A managed webhook: where events of the hub and the host are sent. */
export class EndpointBody extends SubscriberBody {
  @ApiProperty({ enum: ['unverified', 'active', 'disabled'] })
  state!: string;

  @ApiProperty({ type: String, nullable: true, example: 'acme', description: 'Whose it is.' })
  subscriber!: string | null;

  @ApiProperty({ type: [String], nullable: true })
  imports!: readonly string[] | null;

  @ApiProperty({ enum: PAYLOAD_STYLES })
  payload!: string;

  @ApiProperty({ type: String, nullable: true })
  transform!: string | null;

  @ApiProperty({ enum: DELIVERY_ORDERS })
  order!: string;

  @ApiProperty({ type: [String], enum: ['v1', 'v1a'] })
  signs!: readonly string[];

  @ApiProperty({ type: [String], description: 'What `v1a` is verified with, newest first.' })
  publicKeys!: readonly string[];
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

export function viewEndpoint(info: EndpointInfo): Fields<EndpointBody> {
  return viewSubscriber(info);
}

export function viewShown({ signature, secret, publicKey }: ShownSecret): ShownSecretBody {
  return { signature, secret, ...(publicKey === undefined ? {} : { publicKey }) };
}

export function viewEventType(type: EventType): EventTypeBody {
  const { version, description, example } = EVENTS[type];
  return { type, version, description, schema: schemaOf(type), example };
}
