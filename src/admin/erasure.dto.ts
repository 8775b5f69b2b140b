import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

import type { Erasure } from '../hub/index.js';
import { timeText } from './times.js';
import type { Visibility } from './visibility.service.js';

const MOST_REASON_CHARACTERS = 500;

export class EraseBody {
  @ApiPropertyOptional({ example: 'ticket 4711', description: 'Kept in the audit: name nobody in it.' })
  @IsOptional()
  @IsString()
  @MaxLength(MOST_REASON_CHARACTERS)
  reason?: string;
}

/** How far the erasure of a record is. */
export class ErasureBody {
  @ApiProperty({ example: 'rec_…' })
  record!: string;

  @ApiProperty({
    type: [String],
    example: ['rec_…'],
    description: 'The record, and what was merged into it.',
  })
  records!: readonly string[];

  @ApiProperty({
    enum: ['open', 'done'],
    description:
      'Open again while something of the record runs, waits to be resolved, or came in since: that is erased as well.',
  })
  state!: string;

  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  doneAt!: string | null;

  @ApiProperty({ type: 'integer', description: 'Transfers that were emptied.' })
  transfers!: number;

  @ApiProperty({ type: 'integer', description: 'Bodies of hooks that its part was cut out of.' })
  bodiesCut!: number;

  @ApiProperty({
    type: 'integer',
    description: 'Bodies of hooks that were dropped whole: of this record alone, or not to be cut.',
  })
  bodiesDropped!: number;
}

export function viewErasure(erasure: Erasure, see: Visibility): ErasureBody {
  const { state, reason, counts } = erasure;
  return {
    record: see.id('rec', erasure.record),
    records: erasure.records.map((record) => see.id('rec', record)),
    state,
    reason,
    at: timeText(erasure.at),
    doneAt: timeText(erasure.doneAt),
    transfers: counts.requests,
    bodiesCut: counts.cut,
    bodiesDropped: counts.dropped,
  };
}
