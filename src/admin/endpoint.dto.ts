import type { Mode, RecordType } from '@hookyard/sdk';
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
  IsNumber,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';

import { HostError } from '../errors/index.js';
import {
  DELIVERY_ORDERS,
  PAYLOAD_STYLES,
  type DeliveryOrder,
  type EndpointDefinition,
  type PayloadStyle,
} from '../registry/index.js';
import { ListBy } from './page.dto.js';

const SIGNATURES = ['v1', 'v1a'] as const;
const MODES = ['live', 'sandbox'] as const;
const MOST_NAMES = 100;
const MOST_HEADERS = 20;
const LONGEST_HEADER = 2_000;
const LONGEST_EXPRESSION = 10_000;
const MOST_TRIES = 20;
const LONGEST_WAIT_SECONDS = 7 * 86_400;
const MOST_RATE = 1_000;
const MOST_AT_ONCE = 100;
const LONGEST_CALL_SECONDS = 30;
const MOST_HOURS = 720;

/** The example schedule of Standard Webhooks: 10 tries in about 75 hours. */
const DEFAULTS: Omit<EndpointDefinition, 'events' | 'url'> = {
  description: '',
  filter: null,
  recordTypes: null,
  imports: null,
  headers: {},
  payload: 'full',
  transform: null,
  order: 'record',
  ratePerSecond: null,
  concurrency: 10,
  signs: ['v1'],
  retrySeconds: [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400],
  timeoutMs: 15_000,
  disableAfterHours: 120,
};

/** What need not be said of an endpoint, neither when it is made nor when it is changed. */
class EndpointSettings {
  @ApiPropertyOptional({ example: 'Billing' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name?: string;

  @ApiPropertyOptional({ default: '' })
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  description?: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: "data.record.data.country = 'NO'",
    description: 'JSONata over the envelope; what it calls true is sent. Null: everything.',
  })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  @IsString()
  @IsNotEmpty()
  @MaxLength(LONGEST_EXPRESSION)
  filter?: string | null;

  @ApiPropertyOptional({
    type: [String],
    nullable: true,
    example: ['CUSTOMER'],
    description: 'Of these record types only; events of no record are sent all the same. Null: of all.',
  })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_NAMES)
  @Matches(/^[A-Za-z][\w:.-]{0,99}$/, { each: true })
  recordTypes?: RecordType[] | null;

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
    type: 'object',
    additionalProperties: { type: 'string' },
    example: { 'x-source': 'hookyard' },
    description: `Sent with every call, at most ${MOST_HEADERS}; replaced as a whole.`,
  })
  @IsOptional()
  @IsObject()
  headers?: Record<string, string>;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string', nullable: true },
    example: { authorization: 'Bearer …' },
    description: 'Headers whose values are kept as secrets and never shown; null takes one away.',
  })
  @IsOptional()
  @IsObject()
  secretHeaders?: Record<string, string | null>;

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
    type: Number,
    nullable: true,
    minimum: 0.1,
    maximum: MOST_RATE,
    description: 'Calls a second of each process that works. Null: as fast as it answers.',
  })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  @IsNumber()
  @Min(0.1)
  @Max(MOST_RATE)
  ratePerSecond?: number | null;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MOST_AT_ONCE,
    default: DEFAULTS.concurrency,
    description: 'Calls under way at the same time, of each process; at most a tenth of HOOKYARD_DELIVERIES.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_AT_ONCE)
  concurrency?: number;

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

  @ApiPropertyOptional({
    type: [Number],
    default: DEFAULTS.retrySeconds,
    description: 'Waits between tries in seconds, each ±20 %; behind the last one the delivery has failed.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_TRIES)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(LONGEST_WAIT_SECONDS, { each: true })
  retrySeconds?: number[];

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: LONGEST_CALL_SECONDS, default: 15 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(LONGEST_CALL_SECONDS)
  timeoutSeconds?: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MOST_HOURS,
    default: DEFAULTS.disableAfterHours,
    description: 'Disabled where nothing was delivered for this long; what happens meanwhile is kept.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_HOURS)
  disableAfterHours?: number;
}

export class EndpointChangeBody extends EndpointSettings {
  @ApiPropertyOptional({
    example: 'https://example.com/hooks',
    description: 'A live endpoint takes https alone, and proves the address before its first event.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(2_000)
  url?: string;

  @ApiPropertyOptional({
    type: [String],
    example: ['record.*', 'transfer.parked'],
    description: 'Event types, `record.*` for all of a kind, `*` for all; see `GET /v1/event-types`.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_NAMES)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  events?: string[];
}

export class NewEndpointBody extends EndpointSettings {
  @ApiProperty({ example: 'https://example.com/hooks' })
  @IsString()
  @MaxLength(2_000)
  url!: string;

  @ApiProperty({ type: [String], example: ['record.*'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_NAMES)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(100, { each: true })
  events!: string[];

  @ApiProperty({ enum: MODES, example: 'sandbox', description: 'It hears of this mode alone, and keeps it.' })
  @IsIn(MODES)
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

export class RecoverEndpointBody {
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

/** What a body says, and nothing else. */
export function changesIn({
  name: _name,
  secretHeaders: _secrets,
  timeoutSeconds,
  ...body
}: EndpointChangeBody | NewEndpointBody): Partial<EndpointDefinition> {
  checkHeaders(body.headers);
  const known = Object.keys(DEFAULTS);
  const said = Object.entries(body).filter(
    ([field, value]) =>
      value !== undefined && (known.includes(field) || field === 'url' || field === 'events'),
  );
  return {
    ...Object.fromEntries(said),
    ...(timeoutSeconds === undefined ? {} : { timeoutMs: timeoutSeconds * 1_000 }),
  };
}

/** Bodies come parsed from JSON: values are checked here, names where they are saved. */
export function checkHeaders(headers: Record<string, unknown> | undefined): void {
  const entries = Object.entries(headers ?? {});
  const isLong = entries.some(
    ([name, value]) =>
      value !== null && (typeof value !== 'string' || value.length > LONGEST_HEADER || name.length > 100),
  );
  if (entries.length <= MOST_HEADERS && !isLong) return;
  const message = `has more than ${MOST_HEADERS} headers, or one that is no text of at most ${LONGEST_HEADER} characters`;
  throw new HostError('VALIDATION_FAILED', { errors: [{ field: 'headers', message }] });
}
