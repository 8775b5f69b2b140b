import type { RecordType } from '@hookyard/sdk';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsNotEmpty, IsOptional, IsString, Matches, MaxLength } from 'class-validator';

import { IsRecordType } from './record-type.dto.js';

const MOST_ID_CHARACTERS = 512;

/** What is to be explained: a hook, a transfer, a record, or a record of a system by its own id. */
export class ExplainQuery {
  @ApiPropertyOptional({ example: 'hok_…' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  hook?: string;

  @ApiPropertyOptional({ example: 'req_…' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  transfer?: string;

  @ApiPropertyOptional({ example: 'rec_…' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  recordId?: string;

  @ApiPropertyOptional({ example: 'trk_…', description: 'Of a whole tree of requests.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  trackingId?: string;

  @ApiPropertyOptional({ description: "The sender's own id of a delivery; with connection." })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(MOST_ID_CHARACTERS)
  deliveryId?: string;

  @ApiPropertyOptional({ example: 'evt_…', description: 'Of an event that endpoints were told of.' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  event?: string;

  @ApiPropertyOptional({ example: 'ep_…', description: 'An endpoint or a trigger; with sequence.' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  subscriber?: string;

  @ApiPropertyOptional({ type: String, example: '42', description: 'Of a delivery; with subscriber.' })
  @IsOptional()
  @Matches(/^\d{1,15}$/)
  sequence?: string;

  @ApiPropertyOptional({
    example: 'imp_…',
    description: 'Of an import: what its rows came to; of one with row.',
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  import?: string;

  @ApiPropertyOptional({ type: String, example: '7', description: 'Of an import: one of its rows, from 1.' })
  @IsOptional()
  @Matches(/^\d{1,15}$/)
  row?: string;

  @ApiPropertyOptional({ example: 'con_…', description: 'With type and externalId, or deliveryId.' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  connection?: string;

  @ApiPropertyOptional({ type: String, example: 'TRANSACTION' })
  @IsOptional()
  @IsRecordType()
  type?: RecordType;

  @ApiPropertyOptional({ example: '1234' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(MOST_ID_CHARACTERS)
  externalId?: string;
}

/** Of what it is asked what today's configuration would make of it. */
export class ExplainNowQuery {
  @ApiPropertyOptional({ example: 'hok_…' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  hook?: string;

  @ApiPropertyOptional({ example: 'req_…' })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  transfer?: string;
}
