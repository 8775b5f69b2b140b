import { ApiProperty } from '@nestjs/swagger';

import type { SequenceState } from '../schedule/index.js';
import { timeText } from './times.js';

class GapBody {
  @ApiProperty({ type: 'integer' })
  first!: number;

  @ApiProperty({ type: 'integer' })
  last!: number;

  @ApiProperty({ format: 'date-time', description: 'When the last delivery before it came.' })
  since!: string;
}

class OpenGapBody extends GapBody {
  @ApiProperty({ format: 'date-time', description: 'When it is reported, unless its numbers come by then.' })
  dueAt!: string;
}

class ReportedGapBody extends GapBody {
  @ApiProperty({ format: 'date-time' })
  reportedAt!: string;

  @ApiProperty({ type: [String], description: 'The reconciles that were started for it.' })
  reconciles!: readonly string[];

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Its numbers came after all.',
  })
  filledAt!: string | null;
}

/** The numbers a sender gives its events, as far as they came. */
export class SequenceBody {
  @ApiProperty({ type: 'integer', nullable: true, description: 'The highest; null where none came yet.' })
  high!: number | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  seenAt!: string | null;

  @ApiProperty({ type: [OpenGapBody] })
  open!: readonly OpenGapBody[];

  @ApiProperty({ type: [ReportedGapBody], description: 'The last twenty.' })
  reported!: readonly ReportedGapBody[];
}

export function viewSequence(state: SequenceState | undefined): SequenceBody {
  if (!state) return { high: null, seenAt: null, open: [], reported: [] };
  const { high, seenAt, open, reported } = state;
  return {
    high,
    seenAt: timeText(seenAt),
    open: open.map(({ first, last, since, dueAt }) => ({
      first,
      last,
      since: timeText(since),
      dueAt: timeText(dueAt),
    })),
    reported: reported.map(({ first, last, since, reportedAt, reconciles, filledAt }) => ({
      first,
      last,
      reconciles,
      since: timeText(since),
      reportedAt: timeText(reportedAt),
      filledAt: timeText(filledAt),
    })),
  };
}
