import type { RecordType } from '@hookyard/sdk';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';

import { PageQuery } from './page.dto.js';
import { IsRecordType } from './record-type.dto.js';

const MOST_ID_CHARACTERS = 512;

export class RecordsQuery extends PageQuery {
  @ApiProperty({ example: 'TRANSACTION' })
  @IsRecordType()
  type!: RecordType;

  @ApiPropertyOptional({
    example: 'con_…',
    description: 'The system whose id it is; absent: any. With externalId.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  connection?: string;

  @ApiPropertyOptional({ example: '1234', description: 'The id of the record in a system.' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(MOST_ID_CHARACTERS)
  externalId?: string;
}
