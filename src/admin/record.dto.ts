import type { Mode, RecordType } from '@hookyard/sdk';
import { ApiProperty } from '@nestjs/swagger';
import { IsString, MaxLength } from 'class-validator';

import type { LinkState } from '../hub/index.js';
import { ChoiceFilter, SwitchFilter, TimeFilter, WordFilter } from './filters.dto.js';
import { ListBy } from './page.dto.js';
import { IsRecordType } from './record-type.dto.js';

const MODES = ['live', 'sandbox'] as const;
const LINK_STATES = ['live', 'source-deleted'] as const;

export class RecordsQuery extends ListBy('newest', 'oldest', 'updated') {
  @ApiProperty({ type: String, example: 'TRANSACTION' })
  @IsRecordType()
  type!: RecordType;

  @ChoiceFilter(MODES)
  mode?: Mode;

  @SwitchFilter('Whether it is deleted in the hub. Default: both.')
  deleted?: boolean;

  @TimeFilter('Changed then or later; with `sort=updated`, what changed last first.')
  updatedSince?: string;

  @WordFilter({ example: 'con_…', description: 'The system whose id it is; absent: any. With externalId.' })
  connection?: string;

  @WordFilter({ example: '1234', description: 'The id of the record in a system.' })
  externalId?: string;
}

export class UnlinkedQuery extends ListBy('newest', 'oldest') {
  @ApiProperty({ type: String, example: 'TRANSACTION' })
  @IsRecordType()
  type!: RecordType;
}

export class LinksQuery extends ListBy('externalId') {
  @ApiProperty({ example: 'con_…', description: 'The system whose records are linked.' })
  @IsString()
  @MaxLength(100)
  connection!: string;

  @ApiProperty({ type: String, example: 'TRANSACTION' })
  @IsRecordType()
  type!: RecordType;

  @ChoiceFilter(LINK_STATES)
  state?: Exclude<LinkState, 'ended'>;

  @SwitchFilter('Whether the system is written to under it.')
  primary?: boolean;
}
