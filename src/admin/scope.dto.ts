import {
  SCOPE_ACTIONS,
  type Direction,
  type RecordSource,
  type RecordType,
  type ScopeAction,
} from '@hookyard/sdk';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';

import { CHILD_POLICIES, type ChildPolicy } from '../flow/index.js';
import type { DeleteGuard } from '../registry/index.js';
import { IsRecordType } from './record-type.dto.js';

const DIRECTIONS = ['TO', 'FROM'] as const;
const SOURCES = ['read', 'payload', 'payload-then-read'] as const;
const GUARDS = ['off', 'unlink', 'update', 'delete'] as const;
const ACTIONS = Object.keys(SCOPE_ACTIONS);
const MOST_EXPRESSION_CHARACTERS = 16_384;
/** A day: what nobody looked at by then, nobody will. */
const MOST_SETTLE_SECONDS = 86_400;
/** As far as the ledger counts. */
const MOST_BRAKE = 10_000;

/** What can be said of a scope when it is made and when it is changed. */
class ScopeFactsBody {
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(500)
  description?: string;

  @ApiPropertyOptional({ description: 'Off: its events are recorded and nothing more.' })
  @IsOptional()
  @IsBoolean()
  enabled?: boolean;

  @ApiPropertyOptional({ enum: SOURCES, description: 'Where its record comes from.' })
  @IsOptional()
  @IsIn(SOURCES)
  source?: RecordSource;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'JSONata over the element: the record in it.',
  })
  @ValidateIf((_, record) => record !== undefined && record !== null)
  @IsString()
  @IsNotEmpty()
  @MaxLength(MOST_EXPRESSION_CHARACTERS)
  record?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    description: 'JSONata over the element: a number, time or etag.',
  })
  @ValidateIf((_, version) => version !== undefined && version !== null)
  @IsString()
  @IsNotEmpty()
  @MaxLength(MOST_EXPRESSION_CHARACTERS)
  version?: string | null;

  @ApiPropertyOptional({ enum: GUARDS, description: 'What a delete does; only where the action is DELETED.' })
  @IsOptional()
  @IsIn(GUARDS)
  guard?: DeleteGuard;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: MOST_SETTLE_SECONDS,
    default: 60,
    description: 'How long a delete waits for something that overtakes it; 0: it runs at once.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_SETTLE_SECONDS)
  settleSeconds?: number;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 0,
    maximum: MOST_BRAKE,
    default: 25,
    description: 'More waiting deletes of the type than this are held for a person; null: any number passes.',
  })
  @ValidateIf((_, most) => most !== undefined && most !== null)
  @IsInt()
  @Min(0)
  @Max(MOST_BRAKE)
  brakeMost?: number | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 1,
    maximum: 100,
    default: 5,
    description:
      "The same as a share of the type's live links, in percent; it holds from five deletes on. Null: any share passes.",
  })
  @ValidateIf((_, percent) => percent !== undefined && percent !== null)
  @IsInt()
  @Min(1)
  @Max(100)
  brakePercent?: number | null;

  @ApiPropertyOptional({
    enum: CHILD_POLICIES,
    default: 'parent',
    description:
      'What becomes of a child that cannot travel alone: a request of its parent at once (`parent`), or one behind a ' +
      'window for all that come in it (`coalesce`), or nothing (`ignore`). Only where the connector has a parent rule ' +
      'for the type.',
  })
  @IsOptional()
  @IsIn(CHILD_POLICIES)
  childPolicy?: ChildPolicy;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 1,
    maximum: MOST_SETTLE_SECONDS,
    description: "From a parent's first child on; needed where `childPolicy` is `coalesce`, and only there.",
  })
  @ValidateIf((_, seconds) => seconds !== undefined && seconds !== null)
  @IsInt()
  @Min(1)
  @Max(MOST_SETTLE_SECONDS)
  childWindowSeconds?: number | null;
}

export class NewScopeBody extends ScopeFactsBody {
  @ApiPropertyOptional({ enum: DIRECTIONS, default: 'TO' })
  @IsOptional()
  @IsIn(DIRECTIONS)
  direction?: Direction;

  @ApiPropertyOptional({
    example: 'order/updated',
    description: "The system's event name; a hub scope has its own.",
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name?: string;

  @ApiProperty({ type: String, example: 'TRANSACTION' })
  @IsRecordType()
  type!: RecordType;

  @ApiProperty({ enum: ACTIONS })
  @IsIn(ACTIONS)
  action!: ScopeAction;
}

export class ScopeChangeBody extends ScopeFactsBody {
  @ApiPropertyOptional({
    type: String,
    example: 'TRANSACTION',
    description: 'Only of a scope an operator added.',
  })
  @IsOptional()
  @IsRecordType()
  type?: RecordType;

  @ApiPropertyOptional({ enum: ACTIONS, description: 'Only of a scope an operator added.' })
  @IsOptional()
  @IsIn(ACTIONS)
  action?: ScopeAction;
}
