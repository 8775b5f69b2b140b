import { ApiProperty } from '@nestjs/swagger';

import type { PollScheduleInfo } from '../schedule/index.js';
import { timeText } from './times.js';

/** When a type of a connection is polled. */
export class ScheduleBody {
  @ApiProperty({ example: 'sch_…' })
  id!: string;

  @ApiProperty({ example: 'order/poll' })
  scope!: string;

  @ApiProperty({ example: 'TRANSACTION' })
  type!: string;

  @ApiProperty({ type: 'integer', description: 'With a cron: the distance of its next two times.' })
  everySeconds!: number;

  @ApiProperty({ type: String, nullable: true, example: '30 2 * * *' })
  cron!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Europe/Berlin' })
  timeZone!: string | null;

  @ApiProperty({ type: 'integer' })
  overlapSeconds!: number;

  @ApiProperty({ type: 'integer' })
  pageSize!: number;

  @ApiProperty({ enum: ['skip', 'backfill', 'since'] })
  firstRun!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  since!: string | null;

  @ApiProperty()
  paused!: boolean;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'Null while it is paused.' })
  nextAt!: string | null;

  @ApiProperty({
    type: [String],
    format: 'date-time',
    description: 'The next five; none while it is paused.',
  })
  upcoming!: string[];

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  lastAt!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'queued',
    description: 'What the gate said to the last occurrence: `queued`, or why it made no request.',
  })
  lastVerdict!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export function viewSchedule(info: PollScheduleInfo): ScheduleBody {
  const { id, scope, type, cron, timeZone, pageSize, firstRun, isPaused, lastVerdict } = info;
  return {
    id,
    scope,
    type,
    cron,
    timeZone,
    pageSize,
    firstRun,
    lastVerdict,
    everySeconds: info.everyMs / 1_000,
    overlapSeconds: info.overlapMs / 1_000,
    since: timeText(info.since),
    paused: isPaused,
    nextAt: timeText(info.nextAt),
    upcoming: info.upcoming.map((at) => timeText(at)),
    lastAt: timeText(info.lastAt),
    createdAt: timeText(info.createdAt),
    updatedAt: timeText(info.updatedAt),
  };
}
