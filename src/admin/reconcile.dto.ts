import type { RecordType } from '@hookyard/sdk';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsISO8601, IsInt, IsOptional, Max, Min } from 'class-validator';

import type { ReconcileInfo } from '../schedule/index.js';
import { ProgressBody, viewProgress } from './progress.dto.js';
import { IsRecordType } from './record-type.dto.js';
import { RefusalBody, viewReasons } from './refusal.dto.js';
import { timeText } from './times.js';

const DEFAULT_ITEMS = 100;
const MOST_ITEMS = 1_000;

export class ReconcileAskBody {
  @ApiProperty({ type: String, example: 'PRODUCT' })
  @IsRecordType()
  type!: RecordType;

  @ApiPropertyOptional({
    format: 'date-time',
    description: 'Only what changed since. Without it the whole list, which alone can tell what is gone.',
  })
  @IsOptional()
  @IsISO8601({ strict: true })
  since?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MOST_ITEMS, default: DEFAULT_ITEMS })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_ITEMS)
  pageSize: number = DEFAULT_ITEMS;
}

/** What of the plan is to be brought over. */
export class ReconcileRunBody {
  @ApiPropertyOptional({ default: true, description: 'Records of the source that are not linked.' })
  @IsOptional()
  @IsBoolean()
  missing: boolean = true;

  @ApiPropertyOptional({ default: true, description: 'Linked records whose version is another.' })
  @IsOptional()
  @IsBoolean()
  changed: boolean = true;

  @ApiPropertyOptional({
    default: false,
    description:
      'Linked records without a version to compare: each is read, and ends no-change where it did not.',
  })
  @IsOptional()
  @IsBoolean()
  unknown: boolean = false;

  @ApiPropertyOptional({
    default: false,
    description: 'Linked records the list did not name: deletes, which meet the delete guard of their scope.',
  })
  @IsOptional()
  @IsBoolean()
  gone: boolean = false;
}

class ReconcileCountsBody {
  @ApiProperty({ type: 'integer' })
  missing!: number;

  @ApiProperty({ type: 'integer' })
  changed!: number;

  @ApiProperty({ type: 'integer', description: 'No version on both sides: nobody can say.' })
  unknown!: number;

  @ApiProperty({ type: 'integer' })
  same!: number;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Null where only a part of the list was asked for.',
  })
  gone!: number | null;
}

/** A source compared with what is linked. */
export class ReconcileBody {
  @ApiProperty({ example: 'rcn_…' })
  id!: string;

  @ApiProperty({ example: 'con_…' })
  connection!: string;

  @ApiProperty()
  type!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  since!: string | null;

  @ApiProperty({
    enum: ['person', 'gap'],
    description: 'gap: numbers of a sender did not come; it runs by itself.',
  })
  cause!: string;

  @ApiProperty({
    enum: ['listing', 'comparing', 'planned', 'running', 'done', 'cancelled', 'expired'],
    description:
      'planned: run it or cancel it within 7 days. done: all is queued; progress says what became of it.',
  })
  state!: string;

  @ApiProperty({ example: 'req_…', description: 'The transfer that lists; it says so where it failed.' })
  transfer!: string;

  @ApiProperty({ type: 'integer' })
  pages!: number;

  @ApiProperty({ type: 'integer' })
  listed!: number;

  @ApiProperty({ type: ReconcileCountsBody })
  counts!: ReconcileCountsBody;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'array', items: { type: 'string' } },
    description: 'A few external ids of each kind.',
  })
  samples!: Readonly<Record<string, readonly string[]>>;

  @ApiProperty({ type: ReconcileRunBody, nullable: true, description: 'What somebody wanted of it.' })
  wanted!: object | null;

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

export function viewReconcile(info: ReconcileInfo, idOf: (seq: number) => string): ReconcileBody {
  const { id, connection, type, cause, state, pages, listed, queued, folded, refused, wanted, samples } =
    info;
  const { missing = 0, changed = 0, unknown = 0, same = 0, gone = 0 } = info.counts;
  return {
    id,
    connection,
    type,
    cause,
    state,
    pages,
    listed,
    wanted,
    samples,
    queued,
    folded,
    refused,
    since: timeText(info.since),
    transfer: idOf(info.request),
    counts: { missing, changed, unknown, same, gone: info.since === null || gone > 0 ? gone : null },
    reasons: viewReasons(info.reasons),
    progress: viewProgress(info.progress),
    createdAt: timeText(info.createdAt),
    updatedAt: timeText(info.updatedAt),
  };
}
