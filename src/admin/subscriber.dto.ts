import type { RecordType } from '@hookyard/sdk';
import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
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
import type { SubscriberDefinition } from '../registry/index.js';

export const MODES = ['live', 'sandbox'] as const;
export const MOST_NAMES = 100;
export const LONGEST_EXPRESSION = 10_000;
export const LONGEST_URL = 2_000;
const MOST_HEADERS = 20;
const LONGEST_HEADER = 2_000;
const MOST_TRIES = 20;
const LONGEST_WAIT_SECONDS = 7 * 86_400;
const MOST_RATE = 1_000;
const MOST_AT_ONCE = 100;
const LONGEST_CALL_SECONDS = 30;
const MOST_HOURS = 720;

/** The example schedule of Standard Webhooks: 10 tries in about 75 hours. */
export const SUBSCRIBER_DEFAULTS: Omit<SubscriberDefinition, 'events' | 'url'> = {
  description: '',
  filter: null,
  recordTypes: null,
  headers: {},
  ratePerSecond: null,
  concurrency: 10,
  retrySeconds: [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400],
  timeoutMs: 15_000,
  disableAfterHours: 120,
};

/** What need not be said of anybody who is told, neither when they are made nor when they are changed. */
export class SubscriberSettings {
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
    type: Number,
    nullable: true,
    minimum: 0.1,
    maximum: MOST_RATE,
    description:
      'Calls a second, of all processes together; what was not used gives room for one second of it. Null: as fast as it answers.',
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
    default: SUBSCRIBER_DEFAULTS.concurrency,
    description: 'Calls under way at the same time, of each process; at most a tenth of HOOKYARD_DELIVERIES.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_AT_ONCE)
  concurrency?: number;

  @ApiPropertyOptional({
    type: [Number],
    default: SUBSCRIBER_DEFAULTS.retrySeconds,
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
    default: SUBSCRIBER_DEFAULTS.disableAfterHours,
    description: 'Disabled where nothing was delivered for this long; what happens meanwhile is kept.',
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_HOURS)
  disableAfterHours?: number;
}

/** Where it is: asked of who is made, and left as it is where a change does not say it. */
export function IsAddress(of: 'change' | 'new'): PropertyDecorator {
  const about = { example: 'https://example.com/hooks', description: 'Of a live one https alone.' };
  return applyDecorators(...asked(of, about), IsString(), MaxLength(LONGEST_URL));
}

/** What it hears of: the same. */
export function AreEvents(of: 'change' | 'new'): PropertyDecorator {
  const about: ApiPropertyOptions = {
    type: [String],
    example: ['record.*'],
    description: 'Event types, `record.*` for all of a kind, `*` for all; see `GET /v1/event-types`.',
  };
  return applyDecorators(
    ...asked(of, about),
    IsArray(),
    ArrayMinSize(1),
    ArrayMaxSize(MOST_NAMES),
    ArrayUnique(),
    IsString({ each: true }),
    MaxLength(100, { each: true }),
  );
}

function asked(of: 'change' | 'new', about: ApiPropertyOptions): PropertyDecorator[] {
  return of === 'new' ? [ApiProperty(about)] : [ApiPropertyOptional(about), IsOptional()];
}

/** Of who is made: once for all. */
export function IsMode(): PropertyDecorator {
  const description = 'It hears of this mode alone, and keeps it.';
  return applyDecorators(ApiProperty({ enum: MODES, example: 'sandbox', description }), IsIn(MODES));
}

/** What a body says of a definition with these fields, and nothing else. */
export function saidIn<Definition extends SubscriberDefinition>(
  { timeoutSeconds, ...body }: SubscriberSettings,
  fields: readonly string[],
): Partial<Definition> {
  checkHeaders(body.headers);
  const said = Object.entries(body).filter(([field, value]) => value !== undefined && fields.includes(field));
  return {
    ...Object.fromEntries(said),
    ...(timeoutSeconds === undefined ? {} : { timeoutMs: timeoutSeconds * 1_000 }),
  } as Partial<Definition>;
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

/** Of somebody new there is nothing to take away. */
export function headerValues(headers: Record<string, string | null> | undefined): Record<string, string> {
  checkHeaders(headers);
  return Object.fromEntries(
    Object.entries(headers ?? {}).flatMap(([name, value]) =>
      value === null ? [] : [[name, value] as const],
    ),
  );
}

/** Without one of its own it is called by where it is. */
export function nameOf({ name, url }: { readonly name?: string | undefined; readonly url: string }): string {
  return name ?? (URL.canParse(url) ? new URL(url).host : 'unknown');
}
