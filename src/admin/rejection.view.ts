import { ApiProperty } from '@nestjs/swagger';

import type { StoredRejection } from '../ledger/index.js';
import { timeText } from './times.js';
import { parsed } from './transfer.view.js';
import type { Visibility } from './visibility.service.js';

/** A request that was refused, and why; its sender learnt only the status. */
export class RejectionBody {
  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ example: 'signature-mismatch' })
  reason!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null at a receiver.' })
  connection!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  status!: number | null;

  @ApiProperty({ type: String, nullable: true })
  method!: string | null;

  @ApiProperty({ type: String, nullable: true })
  path!: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    description: 'Credentials as keyed hashes.',
  })
  headers!: Readonly<Record<string, string>>;

  @ApiProperty({ type: 'integer', nullable: true })
  bodyBytes!: number | null;
}

/** What receive keeps of the request, as far as it is there. */
type Head = Partial<Pick<RejectionBody, 'status' | 'method' | 'path' | 'headers' | 'bodyBytes'>>;

export function viewRejection(row: StoredRejection, tenant: number, see: Visibility): RejectionBody {
  const {
    status = null,
    method = null,
    path = null,
    headers = {},
    bodyBytes = null,
  } = (parsed(row.head) ?? {}) as Head;
  const connection = row.owner % 2 === 0 ? see.connectionId(tenant, row.owner / 2) : null;
  return { at: timeText(row.at), reason: row.reason, connection, status, method, path, headers, bodyBytes };
}
