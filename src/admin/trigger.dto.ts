import type { Mode } from '@hookyard/sdk';
import { ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
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
  SENDING_FORMS,
  TRIGGER_METHODS,
  type SendingForm,
  type TriggerDefinition,
  type TriggerMethod,
} from '../registry/index.js';
import {
  AreEvents,
  IsAddress,
  IsMode,
  saidIn,
  SUBSCRIBER_DEFAULTS,
  SubscriberSettings,
} from './subscriber.dto.js';

const MOST_FIELDS = 100;
const LONGEST_NAME = 100;
const LONGEST_VALUE = 2_000;
const LONGEST_WAIT_SECONDS = 7 * 86_400;
const LONGEST_RESTART_SECONDS = 90 * 86_400;

const DEFAULTS: Omit<TriggerDefinition, 'events' | 'url'> = {
  ...SUBSCRIBER_DEFAULTS,
  method: 'POST',
  sendAs: 'json',
  fields: {},
  staticFields: {},
  knownIn: null,
  waitSeconds: 0,
  restartSeconds: 0,
};
const FIELDS = [...Object.keys(DEFAULTS), 'url', 'events'];

class TriggerSettings extends SubscriberSettings {
  @ApiPropertyOptional({ enum: TRIGGER_METHODS, default: DEFAULTS.method })
  @IsOptional()
  @IsIn(TRIGGER_METHODS)
  method?: TriggerMethod;

  @ApiPropertyOptional({
    enum: SENDING_FORMS,
    default: DEFAULTS.sendAs,
    description: 'A JSON body, a form body, or the query of the address; of a GET always the query.',
  })
  @IsOptional()
  @IsIn(SENDING_FORMS)
  sendAs?: SendingForm;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    default: {},
    example: { email: 'email', city: 'address.city', profileid: '$.data.record.id' },
    description:
      'What is sent, by its name there: a dotted path in the record, or behind `$.` in the envelope; ' +
      '`$.link.externalId` is the id of the record in the system of `knownIn`. What is not there is left out. ' +
      `At most ${MOST_FIELDS}; replaced as a whole.`,
  })
  @IsOptional()
  @IsObject()
  fields?: Record<string, string>;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }] },
    default: {},
    example: { automationid: '17' },
    description: `Sent beside them, the same each time; at most ${MOST_FIELDS}, replaced as a whole. No place for secrets: secretHeaders is.`,
  })
  @IsOptional()
  @IsObject()
  staticFields?: Record<string, boolean | number | string>;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: 'con_…',
    description:
      'Only records that are linked: to this connection, or with `*` to any. Others are skipped. Null: all.',
  })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  @IsString()
  @Matches(/^(\*|con_[\w-]{1,100})$/)
  knownIn?: string | null;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: LONGEST_WAIT_SECONDS,
    default: DEFAULTS.waitSeconds,
    description:
      'Between an event and its call. What happens to the record meanwhile goes with it: its newest state is sent, once.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST_WAIT_SECONDS)
  waitSeconds?: number;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: LONGEST_RESTART_SECONDS,
    default: DEFAULTS.restartSeconds,
    description:
      'A record that was called for is not called for again within this time: its events are skipped.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LONGEST_RESTART_SECONDS)
  restartSeconds?: number;
}

export class TriggerChangeBody extends TriggerSettings {
  @IsAddress('change')
  url?: string;

  @AreEvents('change')
  events?: string[];
}

export class NewTriggerBody extends TriggerSettings {
  @IsAddress('new')
  url!: string;

  @AreEvents('new')
  events!: string[];

  @IsMode()
  mode!: Mode;
}

export class TestTriggerBody {
  @ApiPropertyOptional({ example: 'rec_…', description: 'The record to call for; default: an example.' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  record?: string;

  @ApiPropertyOptional({
    example: 'record.updated',
    description: 'As if this had happened; default: the first event it hears of.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  type?: string;

  @ApiPropertyOptional({ default: true, description: 'False: the request is shown, and nobody is called.' })
  @IsOptional()
  @IsBoolean()
  send?: boolean;
}

/** Everything has a value from here on. A GET has nothing but its address. */
export function triggerOf(body: NewTriggerBody): TriggerDefinition {
  const sendAs = body.method === 'GET' ? 'query' : DEFAULTS.sendAs;
  return { ...DEFAULTS, sendAs, url: body.url, events: body.events, ...triggerChangesIn(body) };
}

export function triggerChangesIn(body: NewTriggerBody | TriggerChangeBody): Partial<TriggerDefinition> {
  checkNames('fields', body.fields, (value) => typeof value === 'string' && value !== '');
  checkNames('staticFields', body.staticFields, (value) =>
    ['boolean', 'number', 'string'].includes(typeof value),
  );
  return saidIn<TriggerDefinition>(body, FIELDS);
}

function checkNames(
  field: string,
  values: Record<string, unknown> | undefined,
  isGood: (value: unknown) => boolean,
): void {
  const entries = Object.entries(values ?? {});
  const bad = entries.find(
    ([name, value]) =>
      name === '' || name.length > LONGEST_NAME || !isGood(value) || String(value).length > LONGEST_VALUE,
  );
  const message = bad
    ? `names and values are texts of at most ${LONGEST_NAME} and ${LONGEST_VALUE} characters: ${bad[0].slice(0, LONGEST_NAME)}`
    : entries.length > MOST_FIELDS
      ? `has more than ${MOST_FIELDS} fields`
      : null;
  if (message !== null) throw new HostError('VALIDATION_FAILED', { errors: [{ field, message }] });
}
