import type { RecordType } from '@hookyard/sdk';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsInt, IsOptional, Max, Min } from 'class-validator';

import type { InitializeInfo } from '../schedule/index.js';
import { IsCallbackUrl } from './callback.dto.js';
import { ProgressBody, viewProgress } from './progress.dto.js';
import { IsRecordType } from './record-type.dto.js';
import { timeText } from './times.js';

const DEFAULT_ITEMS = 100;
const MOST_ITEMS = 1_000;

export class InitializeAskBody {
  @ApiProperty({ type: String, example: 'PRODUCT' })
  @IsRecordType()
  type!: RecordType;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MOST_ITEMS, default: DEFAULT_ITEMS })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_ITEMS)
  pageSize: number = DEFAULT_ITEMS;

  @IsCallbackUrl()
  callbackUrl?: string;
}

/** How far the walk over all records of a type is. */
export class InitializeBody {
  @ApiProperty({ example: 'PRODUCT' })
  type!: string;

  @ApiProperty({
    enum: ['running', 'paused', 'cancelled', 'done'],
    description: 'done: every record was listed; those that changed may still wait in the queue.',
  })
  state!: string;

  @ApiProperty({ example: 'req_…', description: 'The transfer that walks; it says so where it failed.' })
  transfer!: string;

  @ApiProperty({ format: 'date-time' })
  startedAt!: string;

  @ApiProperty({ type: 'integer' })
  pages!: number;

  @ApiProperty({ type: 'integer', description: 'Records listed.' })
  listed!: number;

  @ApiProperty({
    type: 'integer',
    description: 'Of them, those that were queued; the others had not changed.',
  })
  queued!: number;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Records of the whole list; null where the connector cannot tell before it was listed.',
  })
  total!: number | null;

  @ApiProperty({ type: ProgressBody, description: 'What became of those queued.' })
  progress!: ProgressBody;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'When all of it will be over at the rate it has now; null where nobody can tell.',
  })
  endsAt!: string | null;
}

export function viewInitialize(info: InitializeInfo, idOf: (seq: number) => string): InitializeBody {
  const { type, state, request, startedAt, pages, listed, queued, total, progress, endsAt } = info;
  const far = { pages, listed, queued, total, progress: viewProgress(progress) };
  const times = { startedAt: timeText(startedAt), endsAt: timeText(endsAt) };
  return { type, state, transfer: idOf(request), ...far, ...times };
}
