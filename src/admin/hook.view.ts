import { ApiProperty } from '@nestjs/swagger';

import type { StoredHook } from '../ledger/index.js';
import type { Fields } from './fields.js';
import { timeText } from './times.js';
import { TRACE_ID } from './trace-id.js';
import { TransferBody } from './transfer.view.js';
import { VerdictBody } from './verdict.view.js';
import type { Visibility } from './visibility.service.js';

/** What became of its elements. */
export class HookCountsBody {
  @ApiProperty({ type: 'integer' })
  requests!: number;

  @ApiProperty({ type: 'integer' })
  verdicts!: number;
}

/** A hook as it was received. */
export class HookBody {
  @ApiProperty({ example: 'hok_…' })
  id!: string;

  @ApiProperty({ format: 'date-time' })
  receivedAt!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Null at a receiver: each element names its own.',
  })
  connection!: string | null;

  @ApiProperty({ enum: ['open', 'resolved', 'parked'] })
  state!: string;

  @ApiProperty({ example: 'POST' })
  method!: string;

  @ApiProperty({ description: "Behind the address's own path." })
  path!: string;

  @ApiProperty({ type: 'integer' })
  bodyBytes!: number;

  @ApiProperty({ type: HookCountsBody })
  counts!: HookCountsBody;
}

/** A hook with its head, and what became of its elements. */
export class HookDetailBody extends HookBody {
  @ApiProperty({ ...TRACE_ID, nullable: false })
  traceId!: string;

  @ApiProperty()
  query!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Credentials as keyed hashes.',
  })
  headers!: Readonly<Record<string, string>>;

  @ApiProperty({ description: 'How it was proven genuine.' })
  scheme!: string;

  @ApiProperty({ type: String, nullable: true, description: 'The secret that proved it.' })
  secretId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  deliveryId!: string | null;

  @ApiProperty({ description: 'Its delivery id was seen before, with another body.' })
  suspect!: boolean;

  @ApiProperty({ description: 'Its body, query and headers were removed by their age.' })
  emptied!: boolean;

  @ApiProperty({ type: [VerdictBody], description: 'At most 500.' })
  verdicts!: readonly VerdictBody[];

  @ApiProperty({ type: [TransferBody], description: 'At most 500.' })
  requests!: readonly TransferBody[];
}

export function viewHook(
  row: StoredHook,
  counts: HookCountsBody,
  of: { tenant: number; see: Visibility },
): Fields<HookBody> {
  const { head } = row;
  const connection = row.owner % 2 === 0 ? row.owner / 2 : head.connection;
  return {
    id: of.see.id('hok', row.seq),
    receivedAt: timeText(row.receivedAt),
    connection: of.see.connectionId(of.tenant, connection),
    state: row.state,
    method: head.method,
    path: head.path,
    bodyBytes: row.bodyBytes,
    counts,
  };
}
