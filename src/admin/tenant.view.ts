import { ApiProperty } from '@nestjs/swagger';

import type { TenantDeletion, TenantInfo } from '../registry/index.js';
import type { UsageFigure, UsageInfo } from '../tenancy/index.js';
import { timeText } from './times.js';

/** A tenant just made, with its first admin key, shown this once. */
export class NewTenantAnswer {
  @ApiProperty({ example: 'ten_…' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ example: 'hya_…' })
  key!: string;
}

export class TenantQuotas {
  @ApiProperty({ type: 'integer', nullable: true, example: 10_000_000_000 })
  storedBytes!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, example: 100_000 })
  hooksPerDay!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, example: 20 })
  connections!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, example: 50_000 })
  openRequests!: number | null;
}

/** Days, and bytes of bodies; null: as the host keeps them. */
export class TenantRetentionBody {
  @ApiProperty({ type: 'integer', nullable: true, example: 14 })
  payloadDays!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, example: 60 })
  historyDays!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, example: 30 })
  rejectionDays!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, example: 30 })
  eventDays!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, example: 365 })
  changeDays!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, example: 730 })
  auditDays!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, example: 30 })
  datasetDays!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, example: 5_000_000_000 })
  payloadBytes!: number | null;
}

export class TenantBody {
  @ApiProperty({ example: 'ten_…' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({
    enum: ['active', 'suspended', 'deleting'],
    description:
      '`suspended`: hooks are kept and wait, nothing runs, its keys change nothing. `deleting`: it takes nothing any more.',
  })
  state!: TenantInfo['state'];

  @ApiProperty({ type: TenantQuotas, description: 'Null: not bounded.' })
  quotas!: TenantQuotas;

  @ApiProperty({ type: TenantRetentionBody, description: 'Null: as the host keeps it.' })
  retention!: TenantRetentionBody;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;
}

export class UsageFigureBody {
  @ApiProperty({ type: 'integer', example: 1_250 })
  used!: number;

  @ApiProperty({ type: 'integer', nullable: true, example: 100_000, description: 'Null: not bounded.' })
  quota!: number | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true, description: 'Null: not counted yet.' })
  measuredAt!: string | null;
}

export class TenantUsageBody {
  @ApiProperty({
    type: UsageFigureBody,
    description: 'As measured then, and the bodies of hooks that were kept since.',
  })
  storedBytes!: UsageFigureBody;

  @ApiProperty({ type: UsageFigureBody, description: 'Kept today, UTC.' })
  hooksPerDay!: UsageFigureBody;

  @ApiProperty({ type: UsageFigureBody })
  connections!: UsageFigureBody;

  @ApiProperty({ type: UsageFigureBody, description: 'Counted to 100,000.' })
  openRequests!: UsageFigureBody;
}

export class TenantDeletionBody {
  @ApiProperty({ example: 'ten_…' })
  id!: string;

  @ApiProperty({ enum: ['deleting', 'deleted'] })
  state!: 'deleted' | 'deleting';

  @ApiProperty({ example: 'key_…', description: 'The key that asked for it.' })
  by!: string;

  @ApiProperty({ format: 'date-time' })
  begunAt!: string;

  @ApiProperty({
    type: 'string',
    format: 'date-time',
    nullable: true,
    description: 'Null while something is left.',
  })
  doneAt!: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    example: { hook: 1_200, record: 350 },
    description: 'Rows that went, by table.',
  })
  rows!: Readonly<Record<string, number>>;
}

export function viewDeletion({ id, by, begunAt, doneAt, rows }: TenantDeletion): TenantDeletionBody {
  return {
    id,
    state: doneAt === null ? 'deleting' : 'deleted',
    by,
    begunAt: timeText(begunAt),
    doneAt: doneAt === null ? null : timeText(doneAt),
    rows,
  };
}

export function viewTenant({ id, name, state, quotas, retention, createdAt }: TenantInfo): TenantBody {
  return { id, name, state, quotas, retention, createdAt: timeText(createdAt) };
}

export function viewUsage({
  storedBytes,
  hooksPerDay,
  connections,
  openRequests,
}: UsageInfo): TenantUsageBody {
  return {
    storedBytes: viewFigure(storedBytes),
    hooksPerDay: viewFigure(hooksPerDay),
    connections: viewFigure(connections),
    openRequests: viewFigure(openRequests),
  };
}

function viewFigure({ used, quota, measuredAt }: UsageFigure): UsageFigureBody {
  return { used, quota, measuredAt: measuredAt === null ? null : timeText(measuredAt) };
}
