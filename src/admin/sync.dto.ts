import type { Direction, RecordType } from '@hookyard/sdk';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional } from 'class-validator';

import type { ManualSyncInfo } from '../schedule/index.js';
import { ProgressBody, viewProgress } from './progress.dto.js';
import { RefusalBody, viewReasons } from './refusal.dto.js';
import { IsRecordType } from './record-type.dto.js';
import { timeText } from './times.js';

/** What the ids in the body are. */
export class SyncQuery {
  @ApiProperty({ type: String, example: 'PRODUCT' })
  @IsRecordType()
  type!: RecordType;

  @ApiPropertyOptional({
    enum: ['TO', 'FROM'],
    default: 'TO',
    description: 'TO the hub: ids are the system’s own. FROM it: ids are those of hub records, `rec_…`.',
  })
  @IsOptional()
  @IsIn(['TO', 'FROM'])
  direction: Direction = 'TO';

  @ApiPropertyOptional({
    default: false,
    description:
      'Run at once, before all else of the connection, and keep what each request does for a day. At most 1,000 ids.',
  })
  @IsOptional()
  @Transform(({ obj }: { obj: Record<string, unknown> }) => flagOf(obj['debug']))
  @IsBoolean()
  debug: boolean = false;
}

function flagOf(given: unknown): unknown {
  if (given === 'true' || given === '') return true;
  return given === 'false' ? false : given;
}

/** What somebody synced by ids, and how far it is. */
export class SyncBody {
  @ApiProperty({ example: 'syn_…' })
  id!: string;

  @ApiProperty({ example: 'con_…' })
  connection!: string;

  @ApiProperty({ enum: ['TO', 'FROM'] })
  direction!: string;

  @ApiProperty()
  type!: string;

  @ApiProperty()
  debug!: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The caller’s own name for it: Idempotency-Key.',
  })
  key!: string | null;

  @ApiProperty({
    enum: ['receiving', 'received', 'broken'],
    description:
      'broken: the body ended early. What was queued stays; the same call with its key goes on behind it.',
  })
  state!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Why it broke off.' })
  problem!: string | null;

  @ApiProperty({ example: 'trk_…', description: 'All its requests are one tree.' })
  trackingId!: string;

  @ApiProperty({ type: 'integer', description: 'Ids that came in: the sum of the next three.' })
  received!: number;

  @ApiProperty({ type: 'integer' })
  queued!: number;

  @ApiProperty({
    type: 'integer',
    description: 'A request for the record waited already, and does for it too.',
  })
  folded!: number;

  @ApiProperty({ type: 'integer' })
  refused!: number;

  @ApiProperty({ type: [RefusalBody] })
  reasons!: readonly RefusalBody[];

  @ApiProperty({ type: ProgressBody, description: 'What became of those queued.' })
  progress!: ProgressBody;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export function viewSync(info: ManualSyncInfo, trackingIdOf: (root: number) => string): SyncBody {
  const { id, connection, direction, type, isDebug, key, state, problem, root } = info;
  const { received, queued, folded, refused, reasons, progress, createdAt, updatedAt } = info;
  return {
    id,
    connection,
    direction,
    type,
    debug: isDebug,
    key,
    state,
    problem,
    trackingId: trackingIdOf(root),
    received,
    queued,
    folded,
    refused,
    reasons: viewReasons(reasons),
    progress: viewProgress(progress),
    createdAt: timeText(createdAt),
    updatedAt: timeText(updatedAt),
  };
}
