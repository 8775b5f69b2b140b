import type { RecordType } from '@hookyard/sdk';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';

import type { DeleteGuard } from '../registry/index.js';
import { IsRecordType } from './record-type.dto.js';

const DIRECTIONS = ['TO', 'FROM'] as const;
const GUARDS = ['off', 'unlink', 'update', 'delete'] as const;

/** A window: the waiting deletes of one type, in one direction of one connection. */
export class DeleteWindowBody {
  @ApiProperty({ example: 'con_…' })
  @IsString()
  @MaxLength(100)
  connection!: string;

  @ApiProperty({ enum: DIRECTIONS })
  @IsIn(DIRECTIONS)
  direction!: 'TO' | 'FROM';

  @ApiProperty({ type: String, example: 'PRODUCT' })
  @IsRecordType()
  type!: RecordType;
}

/** Whose effects are asked for: a record, a transfer, a guard (connection, scope, guard), or a window. */
export class DeletePreviewBody {
  @ApiPropertyOptional({ example: 'rec_…', description: 'A hub record deleted by hand.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  record?: string;

  @ApiPropertyOptional({ example: 'req_…', description: 'A delete that waits.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  transfer?: string;

  @ApiPropertyOptional({ example: 'con_…', description: 'Of a window, or of a scope.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  connection?: string;

  @ApiPropertyOptional({ example: 'scp_…', description: 'With `guard`: as if the scope had that guard.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  scope?: string;

  @ApiPropertyOptional({ enum: GUARDS })
  @IsOptional()
  @IsIn(GUARDS)
  guard?: DeleteGuard;

  @ApiPropertyOptional({ enum: DIRECTIONS, description: 'Of a window.' })
  @IsOptional()
  @IsIn(DIRECTIONS)
  direction?: 'TO' | 'FROM';

  @ApiPropertyOptional({ type: String, example: 'PRODUCT', description: 'Of a window.' })
  @IsOptional()
  @IsRecordType()
  type?: RecordType;
}
