import type { Mode } from '@hookyard/sdk';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsISO8601,
  IsNotEmpty,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';

import {
  DELIVERY_ORDERS,
  PAYLOAD_STYLES,
  type DeliveryOrder,
  type EndpointDefinition,
  type PayloadStyle,
} from '../registry/index.js';
import { ListBy } from './page.dto.js';
import { IsSubscriber } from './portal-link.dto.js';
import {
  AreEvents,
  IsAddress,
  IsMode,
  LONGEST_EXPRESSION,
  MOST_NAMES,
  saidIn,
  SUBSCRIBER_DEFAULTS,
  SubscriberSettings,
} from './subscriber.dto.js';

const SIGNATURES = ['v1', 'v1a'] as const;

const DEFAULTS: Omit<EndpointDefinition, 'events' | 'url'> = {
  ...SUBSCRIBER_DEFAULTS,
  imports: null,
  payload: 'full',
  transform: null,
  order: 'record',
  signs: ['v1'],
};
const FIELDS = [...Object.keys(DEFAULTS), 'url', 'events'];

class EndpointSettings extends SubscriberSettings {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: 'acme',
    description: 'Whose it is: who may look after it by a link to the portal. Null: nobody.',
  })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  @IsSubscriber()
  subscriber?: string | null;

  @ApiPropertyOptional({
    type: [String],
    nullable: true,
    description: 'Of imports with these identifiers only. Null: of all.',
  })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_NAMES)
  @IsString({ each: true })
  @MaxLength(200, { each: true })
  imports?: string[] | null;

  @ApiPropertyOptional({
    enum: PAYLOAD_STYLES,
    default: DEFAULTS.payload,
    description: '`thin` names the record and the changed fields, without a value.',
  })
  @IsOptional()
  @IsIn(PAYLOAD_STYLES)
  payload?: PayloadStyle;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: "{'customer': data.record.id}",
    description: 'JSONata over what would be sent; what it yields is sent instead.',
  })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  @IsString()
  @IsNotEmpty()
  @MaxLength(LONGEST_EXPRESSION)
  transform?: string | null;

  @ApiPropertyOptional({
    enum: DELIVERY_ORDERS,
    default: DEFAULTS.order,
    description:
      '`record`: the events of a record one after another, others beside them. `strict`: all one after another; ' +
      'one that fails for good holds the rest.',
  })
  @IsOptional()
  @IsIn(DELIVERY_ORDERS)
  order?: DeliveryOrder;

  @ApiPropertyOptional({
    type: [String],
    enum: SIGNATURES,
    default: DEFAULTS.signs,
    description: 'Standard Webhooks: `v1` is HMAC-SHA256, `v1a` Ed25519.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(SIGNATURES, { each: true })
  signs?: ('v1' | 'v1a')[];
}

export class EndpointChangeBody extends EndpointSettings {
  @IsAddress('change')
  url?: string;

  @AreEvents('change')
  events?: string[];
}

export class NewEndpointBody extends EndpointSettings {
  @IsAddress('new')
  url!: string;

  @AreEvents('new')
  events!: string[];

  @IsMode()
  mode!: Mode;

  @ApiPropertyOptional({
    description: 'A `whsec_…` of your own, 24 to 64 bytes in base64; default: a new one.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  secret?: string;
}

export class RotateSecretBody {
  @ApiPropertyOptional({ enum: SIGNATURES, default: 'v1' })
  @IsOptional()
  @IsIn(SIGNATURES)
  signature?: 'v1' | 'v1a';

  @ApiPropertyOptional({ description: 'Default: a new one.' })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  secret?: string;
}

export class TestEndpointBody {
  @ApiPropertyOptional({
    example: 'record.updated',
    default: 'endpoint.test',
    description: 'Which event; its example is sent.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  type?: string;
}

export class RecoverDeliveriesBody {
  @ApiProperty({ format: 'date-time', example: '2026-03-01T09:30:00Z' })
  @IsISO8601({ strict: true })
  since!: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    default: 0,
    description: 'The `next` of the call before.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  after?: number;
}

export class EventsQuery {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    default: 0,
    description: 'The sequence number of the last event that is known.',
  })
  @IsOptional()
  @Matches(/^\d{1,15}$/)
  after?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 200, default: 50 })
  @IsOptional()
  @Matches(/^([1-9]|[1-9]\d|1\d\d|200)$/)
  limit?: string;
}

export class DeliveriesQuery extends ListBy('newest', 'oldest') {}

/** Everything has a value from here on. */
export function definitionOf(body: NewEndpointBody): EndpointDefinition {
  return { ...DEFAULTS, url: body.url, events: body.events, ...changesIn(body) };
}

export function changesIn(body: EndpointChangeBody | NewEndpointBody): Partial<EndpointDefinition> {
  return saidIn<EndpointDefinition>(body, FIELDS);
}
