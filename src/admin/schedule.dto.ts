import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  IsBoolean,
  IsIn,
  IsISO8601,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';

import type { FirstRun } from '../schedule/index.js';

const FIRST_RUNS = ['skip', 'backfill', 'since'] as const;
const LEAST_SECONDS = 5;
const MOST_SECONDS = 31 * 86_400;
const MOST_OVERLAP_SECONDS = 7 * 86_400;
const MOST_ITEMS = 1_000;

/** What can be said of a schedule when it is made and when it is changed. */
export class ScheduleChangeBody {
  @ApiPropertyOptional({ type: 'integer', minimum: LEAST_SECONDS, maximum: MOST_SECONDS, default: 300 })
  @IsOptional()
  @IsInt()
  @Min(LEAST_SECONDS)
  @Max(MOST_SECONDS)
  everySeconds?: number;

  @ApiPropertyOptional({
    example: '30 2 * * *',
    description:
      'Minute, hour, day of month, month, day of week, instead of `everySeconds`. What clocks leave out in spring ' +
      'comes at the first moment behind it; what comes twice in autumn counts once.',
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  cron?: string;

  @ApiPropertyOptional({
    example: 'Europe/Berlin',
    default: 'UTC',
    description: 'The time zone the cron is read in.',
  })
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  timeZone?: string;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    maximum: MOST_OVERLAP_SECONDS,
    default: 60,
    description: 'A poll asks again for what changed this long before the one before it began.',
  })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(MOST_OVERLAP_SECONDS)
  overlapSeconds?: number;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: MOST_ITEMS, default: 100 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MOST_ITEMS)
  pageSize?: number;

  @ApiPropertyOptional({
    enum: FIRST_RUNS,
    default: 'skip',
    description: 'What the very first poll brings: nothing, everything, or what changed since `since`.',
  })
  @IsOptional()
  @IsIn(FIRST_RUNS)
  firstRun?: FirstRun;

  @ApiPropertyOptional({ format: 'date-time', description: 'Where firstRun is since.' })
  @IsOptional()
  @IsISO8601({ strict: true })
  since?: string;

  @ApiPropertyOptional({ description: 'Paused, it is never due; resumed, it is due at once.' })
  @IsOptional()
  @IsBoolean()
  paused?: boolean;
}

export class NewScheduleBody extends ScheduleChangeBody {
  @ApiProperty({ example: 'order/poll', description: 'A scope of the connection whose action is POLL.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  scope!: string;
}
