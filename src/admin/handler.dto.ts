import type { JsonObject, Mode, RecordType } from '@hookyard/sdk';
import { ApiProperty, ApiPropertyOptional, PickType } from '@nestjs/swagger';
import { Type as Converts } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
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
  ValidateNested,
} from 'class-validator';

import {
  DECISION_STEPS,
  FAILURE_POLICIES,
  HANDLER_POSITIONS,
  type DecisionStep,
  type FailurePolicy,
  type HandlerPosition,
} from '../flow/index.js';
import { ON_FAILURE, type HandlerDefinition } from '../registry/index.js';
import { ListBy } from './page.dto.js';
import {
  checkHeaders,
  IsAddress,
  IsMode,
  LONGEST_EXPRESSION,
  MOST_NAMES,
  SubscriberSettings,
} from './subscriber.dto.js';

const SIGNATURES = ['v1', 'v1a'] as const;
const MOST_TRIES = 5;
/** A record waits meanwhile. */
const LONGEST_WAIT_SECONDS = 300;
const LONGEST_CALL_SECONDS = 30;
const LAST_PRIORITY = 1_000;

const DEFAULTS: Omit<HandlerDefinition, 'steps' | 'url'> = {
  description: '',
  position: 'before',
  recordTypes: null,
  connections: null,
  condition: null,
  priority: 100,
  onFailure: ON_FAILURE,
  headers: {},
  concurrency: 10,
  signs: ['v1'],
  retrySeconds: [2, 10],
  timeoutMs: 10_000,
};

const POLICY = { enum: FAILURE_POLICIES } as const;

/** What becomes of a step whose handler fails. */
export class FailurePolicyBody {
  @ApiPropertyOptional({ ...POLICY, default: ON_FAILURE.create })
  @IsOptional()
  @IsIn(FAILURE_POLICIES)
  create?: FailurePolicy;

  @ApiPropertyOptional({ ...POLICY, default: ON_FAILURE.update })
  @IsOptional()
  @IsIn(FAILURE_POLICIES)
  update?: FailurePolicy;

  @ApiPropertyOptional({ ...POLICY, default: ON_FAILURE.delete })
  @IsOptional()
  @IsIn(FAILURE_POLICIES)
  delete?: FailurePolicy;

  @ApiPropertyOptional({ ...POLICY, default: ON_FAILURE.merge })
  @IsOptional()
  @IsIn(FAILURE_POLICIES)
  merge?: FailurePolicy;
}

/** What need not be said of a handler, neither when it is made nor when it is changed. */
class HandlerSettings extends PickType(SubscriberSettings, [
  'name',
  'description',
  'headers',
  'secretHeaders',
  'concurrency',
] as const) {
  @ApiPropertyOptional({
    enum: HANDLER_POSITIONS,
    default: DEFAULTS.position,
    description:
      '`before`: it is asked, then the host does the step. `instead`: where it answers `proceed`, it has done the ' +
      'step itself, and says with `record` what the record is now.',
  })
  @IsOptional()
  @IsIn(HANDLER_POSITIONS)
  position?: HandlerPosition;

  @ApiPropertyOptional({
    type: [String],
    nullable: true,
    example: ['CUSTOMER'],
    description: 'Of these record types only. Null: of all.',
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
    example: ['con_…'],
    description: 'Only what comes from these connections. Null: from all.',
  })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_NAMES)
  @Matches(/^con_\w{1,60}$/, { each: true })
  connections?: string[] | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: '$number(incoming.total) > 1000',
    description:
      'JSONata over `step`, `recordType`, `connection`, `externalId`, `incoming`, `stored` and `changes`; it is ' +
      'asked where that is true, and where it fails. Null: always.',
  })
  @ValidateIf((_, value) => value !== null && value !== undefined)
  @IsString()
  @IsNotEmpty()
  @MaxLength(LONGEST_EXPRESSION)
  condition?: string | null;

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
    type: 'integer',
    minimum: 0,
    maximum: LAST_PRIORITY,
    default: DEFAULTS.priority,
    description: 'Of several that fit a step the one with the lowest is asked, and no other.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(LAST_PRIORITY)
  priority?: number;

  @ApiPropertyOptional({
    type: FailurePolicyBody,
    description:
      'What becomes of a step where it fails; `park` leaves it to a person. Steps that are not named stay.',
  })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Converts(() => FailurePolicyBody)
  onFailure?: FailurePolicyBody;

  @ApiPropertyOptional({
    type: [Number],
    default: DEFAULTS.retrySeconds,
    description: 'Waits between tries in seconds, each ±20 %; behind the last one it has failed.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_TRIES)
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(LONGEST_WAIT_SECONDS, { each: true })
  retrySeconds?: number[];

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: LONGEST_CALL_SECONDS,
    default: DEFAULTS.timeoutMs / 1_000,
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(LONGEST_CALL_SECONDS)
  timeoutSeconds?: number;
}

export class HandlerChangeBody extends HandlerSettings {
  @IsAddress('change')
  url?: string;

  @ApiPropertyOptional({
    enum: DECISION_STEPS,
    isArray: true,
    example: ['delete'],
    description: 'What it decides about: records of the hub that are made, changed, deleted or merged.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(DECISION_STEPS, { each: true })
  steps?: DecisionStep[];
}

export class NewHandlerBody extends HandlerSettings {
  @IsAddress('new')
  url!: string;

  @ApiProperty({ enum: DECISION_STEPS, isArray: true, example: ['delete'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayUnique()
  @IsIn(DECISION_STEPS, { each: true })
  steps!: DecisionStep[];

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

export class TestHandlerBody {
  @ApiPropertyOptional({ enum: DECISION_STEPS, description: 'Default: its first.' })
  @IsOptional()
  @IsIn(DECISION_STEPS)
  step?: DecisionStep;

  @ApiPropertyOptional({ type: String, example: 'CUSTOMER', description: 'Default: its first.' })
  @IsOptional()
  @Matches(/^[A-Za-z][\w:.-]{0,99}$/)
  recordType?: RecordType;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    example: { name: 'Ann' },
    description: 'What comes, or is there, in the form of the hub.',
  })
  @IsOptional()
  @IsObject()
  record?: JsonObject;
}

/** What an operator makes of a decision that is parked, or waits for another try. */
export const RELEASES = ['proceed', 'skip', 'reject', 'ask-again'] as const;

export class ReleaseDecisionBody {
  @ApiProperty({ enum: RELEASES, example: 'proceed' })
  @IsIn(RELEASES)
  decision!: (typeof RELEASES)[number];

  @ApiPropertyOptional({ example: 'agreed by phone', description: 'Kept with the decision.' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(1_000)
  reason?: string;
}

export class DecisionsQuery extends ListBy('newest', 'oldest') {}

const KNOWN = [...Object.keys(DEFAULTS), 'url', 'steps'];

/** Everything has a value from here on. */
export function handlerOf(body: NewHandlerBody): HandlerDefinition {
  const { onFailure, ...said } = handlerChanges(body);
  return {
    ...DEFAULTS,
    url: body.url,
    steps: body.steps,
    ...said,
    onFailure: { ...ON_FAILURE, ...onFailure },
  };
}

/** What a body says, and nothing else. */
export function handlerChanges({
  name: _name,
  secretHeaders: _secrets,
  timeoutSeconds,
  onFailure,
  ...body
}: HandlerChangeBody | NewHandlerBody): Partial<HandlerDefinition> {
  checkHeaders(body.headers);
  const said = Object.entries(body).filter(([field, value]) => value !== undefined && KNOWN.includes(field));
  const policies = Object.entries(onFailure ?? {}).filter(([, policy]) => policy !== undefined);
  return {
    ...Object.fromEntries(said),
    ...(policies.length === 0
      ? {}
      : { onFailure: Object.fromEntries(policies) as HandlerDefinition['onFailure'] }),
    ...(timeoutSeconds === undefined ? {} : { timeoutMs: timeoutSeconds * 1_000 }),
  };
}
