import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsBoolean, IsOptional } from 'class-validator';

import type { ResyncInfo } from '../schedule/index.js';
import { IsCallbackUrl } from './callback.dto.js';
import type { Fields } from './fields.js';
import { PreviewBody } from './mapping-preview.view.js';
import { timeText } from './times.js';

export class ResyncAskBody {
  @ApiPropertyOptional({
    default: false,
    description: 'Without it nothing is queued: the answer is the plan.',
  })
  @IsOptional()
  @IsBoolean()
  run?: boolean;

  @IsCallbackUrl()
  callbackUrl?: string;
}

/** How far the records of a changed collection are brought over again. */
export class ResyncBody {
  @ApiProperty({
    enum: ['running', 'cancelled', 'done'],
    description: 'done: all are queued; some may still wait.',
  })
  state!: string;

  @ApiProperty({ type: 'integer', description: "The collection's version when it began." })
  version!: number;

  @ApiProperty({ type: 'integer', description: 'Linked records when it began, up to 100,000.' })
  records!: number;

  @ApiProperty({ type: 'integer', description: 'Links walked so far.' })
  listed!: number;

  @ApiProperty({ type: 'integer', description: 'Of them, those that were queued.' })
  queued!: number;

  @ApiProperty({ format: 'date-time' })
  startedAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

/** A record that a re-sync would bring over again. */
export class ResyncSampleBody {
  @ApiProperty({ example: 'rec_…' })
  record!: string;

  @ApiProperty()
  externalId!: string;

  @ApiProperty({ type: PreviewBody, nullable: true })
  preview!: PreviewBody | null;

  @ApiProperty({ type: String, nullable: true, description: 'Why there is no preview.' })
  problem!: string | null;
}

/** What a re-sync brings over again. */
export class ResyncPlanBody {
  @ApiProperty({
    type: 'integer',
    description: 'Linked records of the type; filters may leave some to others.',
  })
  records!: number;

  @ApiProperty({ description: 'There are more than were counted.' })
  isMore!: boolean;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Why nothing can be brought over; null: it can.',
  })
  obstacle!: string | null;

  @ApiProperty({ type: [ResyncSampleBody], description: 'What some of them would become; only in the plan.' })
  sample!: readonly ResyncSampleBody[];

  @ApiProperty({ type: ResyncBody, nullable: true, description: 'Null: nothing was begun.' })
  resync!: ResyncBody | null;
}

export function viewResync(row: ResyncInfo): Fields<ResyncBody> {
  const { state, version, total, listed, queued, createdAt, updatedAt } = row;
  return {
    state,
    version,
    records: total,
    listed,
    queued,
    startedAt: timeText(createdAt),
    updatedAt: timeText(updatedAt),
  };
}
