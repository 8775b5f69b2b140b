import { ApiProperty } from '@nestjs/swagger';

import type { TreeProgress } from '../ledger/index.js';

/** What became of the requests that one act queued. */
export class ProgressBody {
  @ApiProperty({ type: 'integer' })
  done!: number;

  @ApiProperty({ type: 'integer', description: 'Ended with a verdict: nothing was to be done.' })
  ended!: number;

  @ApiProperty({ type: 'integer', description: 'Put aside for a person.' })
  failed!: number;

  @ApiProperty({ type: 'integer', description: 'Queued, running or waiting.' })
  open!: number;

  @ApiProperty({ description: 'False where there are more than one call counts; ask again.' })
  isWhole!: boolean;
}

export function viewProgress({ done, ended, failed, open, isWhole }: TreeProgress): ProgressBody {
  return { done, ended, failed, open, isWhole };
}
