import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type as Converts } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import type { JsonObject, Mode } from '@hookyard/sdk';

import { CallLimits, type CallLimitsBody } from './call-limit.dto.js';
import { Secrets, type SecretsBody } from './secrets.dto.js';

const MODES = ['live', 'sandbox'] as const;
const MOST_ACCOUNT_CHARACTERS = 200;
/** Far above what one process takes (docs/performance.md): a higher limit would be none. */
const MOST_PER_SECOND = 100_000;
/** Five times the tries of `standard`, and a month each: past that a person has to look anyway. */
const MOST_WAITS = 50;
const LONGEST_WAIT_SECONDS = 30 * 24 * 3_600;

function RatePerSecond(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      type: 'integer',
      minimum: 0,
      maximum: MOST_PER_SECOND,
      description:
        'Hooks a second at its own address; more are answered 429 with Retry-After. 0, the default: no limit.',
    }),
    IsOptional(),
    IsInt(),
    Min(0),
    Max(MOST_PER_SECOND),
  );
}

/** A policy of the host by its name, or an own one with its waits. */
export class RetryPolicyChoiceBody {
  @ApiProperty({ example: 'field', description: '`standard`, `field`, or a name of your own with `waits`.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(50)
  name!: string;

  @ApiPropertyOptional({
    type: [Number],
    minItems: 1,
    maxItems: MOST_WAITS,
    description: 'Seconds before each further try; for an own policy only.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_WAITS)
  @IsInt({ each: true })
  @Min(0, { each: true })
  @Max(LONGEST_WAIT_SECONDS, { each: true })
  waits?: number[];
}

function RetryPolicyChoice(): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      type: RetryPolicyChoiceBody,
      description: 'When failed requests are tried again. Default: `standard`.',
    }),
    IsOptional(),
    ValidateNested(),
    Converts(() => RetryPolicyChoiceBody),
  );
}

export class NewConnectionBody {
  @ApiProperty({ example: 'acme', description: "The connector's name." })
  @IsString()
  @IsNotEmpty()
  @MaxLength(50)
  connector!: string;

  @ApiPropertyOptional({ description: 'Default: the newest.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  connectorVersion?: string;

  @ApiProperty({ example: 'Acme, Ghent' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name!: string;

  @ApiProperty({ enum: MODES, description: 'Fixed for good: records of two modes never meet.' })
  @IsIn(MODES)
  mode!: Mode;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: "Its account at the connector's receiver.",
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(MOST_ACCOUNT_CHARACTERS)
  account?: string | null;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    description: "By the connector's schema.",
  })
  @IsOptional()
  @IsObject()
  settings?: JsonObject;

  @Secrets()
  secrets?: SecretsBody;

  @RatePerSecond()
  ratePerSecond?: number;

  @RetryPolicyChoice()
  retryPolicy?: RetryPolicyChoiceBody;

  @CallLimits()
  limits?: CallLimitsBody | null;

  @ApiPropertyOptional({ description: "Install the connector's default mapping collections." })
  @IsOptional()
  @IsBoolean()
  defaults?: boolean;
}

export class ConnectionChangeBody {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name?: string;

  @ApiPropertyOptional({ type: String, nullable: true, description: 'null: it has none.' })
  @ValidateIf((_, account) => account !== undefined && account !== null)
  @IsString()
  @IsNotEmpty()
  @MaxLength(MOST_ACCOUNT_CHARACTERS)
  account?: string | null;

  @ApiPropertyOptional({ type: 'object', additionalProperties: true, description: 'Replaces all settings.' })
  @IsOptional()
  @IsObject()
  settings?: JsonObject;

  @Secrets()
  secrets?: SecretsBody;

  @RatePerSecond()
  ratePerSecond?: number;

  @RetryPolicyChoice()
  retryPolicy?: RetryPolicyChoiceBody;

  @CallLimits()
  limits?: CallLimitsBody | null;

  @ApiPropertyOptional({ description: 'Moves the connection to this version of its connector.' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  connectorVersion?: string;
}
