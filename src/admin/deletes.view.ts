import { ApiProperty } from '@nestjs/swagger';

import type { DeleteWindow } from '../ledger/index.js';
import type { Fields } from './fields.js';
import { timeText } from './times.js';
import type { Visibility } from './visibility.service.js';

/** The waiting deletes of one type, in one direction of one connection. Counts stop at 10,001. */
export class WindowBody {
  @ApiProperty({ example: 'con_…' })
  connection!: string;

  @ApiProperty({ enum: ['TO', 'FROM'] })
  direction!: string;

  @ApiProperty({ example: 'PRODUCT' })
  type!: string;

  @ApiProperty({ type: 'integer', description: 'Wait for their settle time.' })
  settling!: number;

  @ApiProperty({ type: 'integer', description: 'Held by the brake, for a person.' })
  held!: number;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When the next one runs.' })
  nextDueAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, description: 'When the brake tripped.' })
  heldAt!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'more than 25', description: 'Why it did.' })
  heldBecause!: string | null;
}

export class WindowsBody {
  @ApiProperty({ type: [WindowBody] })
  items!: readonly WindowBody[];

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The cursor of the next page; null on the last.',
  })
  next!: string | null;

  @ApiProperty({ type: 'integer', description: 'Of all windows that were asked for.' })
  settling!: number;

  @ApiProperty({ type: 'integer', description: 'Of all windows that were asked for.' })
  held!: number;
}

export class DecidedBody {
  @ApiProperty({ type: 'integer', description: 'Deletes that were released or cancelled.' })
  changed!: number;
}

class ExampleBody {
  @ApiProperty({ type: String, nullable: true, example: 'rec_…' })
  record!: string | null;

  @ApiProperty({ type: String, nullable: true, description: "The system's own id." })
  externalId!: string | null;
}

class TouchedBody {
  @ApiProperty({ description: '`hub`, or a connection.', example: 'con_…' })
  system!: string;

  @ApiProperty({ enum: ['none', 'unlink', 'update', 'delete'] })
  effect!: string;

  @ApiProperty({ type: 'integer', description: 'Of the records looked at.' })
  records!: number;

  @ApiProperty({ type: [ExampleBody], description: 'At most five.' })
  samples!: readonly ExampleBody[];
}

/** What deletes would do, and where. Nothing was called, and nothing was written. */
export class DeleteImpactBody {
  @ApiProperty({ type: 'integer', description: 'Deletes concerned; the count stops at 10,001.' })
  records!: number;

  @ApiProperty({ type: 'integer', description: 'How many of them were looked at; at most 200.' })
  lookedAt!: number;

  @ApiProperty({ type: [TouchedBody] })
  touched!: readonly TouchedBody[];
}

/** Null for another tenant's. */
export function viewWindow(
  { queue, type, settling, held, nextDueAt, brake }: DeleteWindow,
  tenant: number,
  see: Visibility,
): Fields<WindowBody> | null {
  const of = see.queue(tenant, queue);
  if (!of) return null;
  return {
    connection: of.connection,
    direction: of.direction,
    type,
    settling,
    held,
    nextDueAt: timeText(nextDueAt),
    heldAt: timeText(brake?.at ?? null),
    heldBecause: brake?.over ?? null,
  };
}
