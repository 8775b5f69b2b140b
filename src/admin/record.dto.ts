import type { RecordType } from '@hookyard/sdk';
import { ApiProperty } from '@nestjs/swagger';

import { PageQuery } from './page.dto.js';
import { IsRecordType } from './record-type.dto.js';

export class RecordsQuery extends PageQuery {
  @ApiProperty({ example: 'TRANSACTION' })
  @IsRecordType()
  type!: RecordType;
}
