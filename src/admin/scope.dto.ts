import {
  SCOPE_ACTIONS,
  type Direction,
  type RecordSource,
  type RecordType,
  type ScopeAction,
} from '@hookyard/sdk';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsNotEmpty, IsOptional, IsString, MaxLength, ValidateIf } from 'class-validator';

import type { DeleteGuard } from '../registry/index.js';
import { PageQuery } from './page.dto.js';
import { IsRecordType } from './record-type.dto.js';

const DIRECTIONS = ['TO', 'FROM'] as const;
const SOURCES = ['read', 'payload', 'payload-then-read'] as const;
const GUARDS = ['off', 'unlink', 'update', 'delete'] as const;
const ACTIONS = Object.keys(SCOPE_ACTIONS);
const MOST_EXPRESSION_CHARACTERS = 16_384;

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

  @ApiProperty({ example: 'TRANSACTION' })
  @IsRecordType()
  type!: RecordType;

  @ApiProperty({ enum: ACTIONS })
  @IsIn(ACTIONS)
  action!: ScopeAction;
}

export class ScopeChangeBody extends ScopeFactsBody {
  @ApiPropertyOptional({ example: 'TRANSACTION', description: 'Only of a scope an operator added.' })
  @IsOptional()
  @IsRecordType()
  type?: RecordType;

  @ApiPropertyOptional({ enum: ACTIONS, description: 'Only of a scope an operator added.' })
  @IsOptional()
  @IsIn(ACTIONS)
  action?: ScopeAction;
}

export class ScopesQuery extends PageQuery {
  @ApiPropertyOptional({ enum: DIRECTIONS, description: 'Default: both.' })
  @IsOptional()
  @IsIn(DIRECTIONS)
  direction?: Direction;
}
