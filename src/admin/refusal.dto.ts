import { ApiProperty } from '@nestjs/swagger';

import type { Refusals } from '../schedule/index.js';

/** Why some were not queued. */
export class RefusalBody {
  @ApiProperty({
    example: 'malformed',
    description: 'A verdict; of lists of ids also malformed, too-long, too-many, unknown-record.',
  })
  reason!: string;

  @ApiProperty({ type: 'integer' })
  count!: number;

  @ApiProperty({ type: [String], description: 'The first five.' })
  examples!: readonly string[];
}

export function viewReasons(reasons: Refusals): RefusalBody[] {
  return Object.entries(reasons).map(([reason, { count, examples }]) => ({ reason, count, examples }));
}
