import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty } from '@nestjs/swagger';

import type { BudgetReport } from '../transfer/index.js';
import { BUDGETS, type AdminParts } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, type Caller } from './api-key.guard.js';
import { CallLimitBody } from './call-limit.dto.js';
import { NEVER } from '../flow/index.js';
import { timeText } from './times.js';
import { Visibility } from './visibility.service.js';

export class QuotaBody {
  @ApiProperty({ type: 'integer', nullable: true })
  limit!: number | null;

  @ApiProperty({ type: 'integer' })
  remaining!: number;

  @ApiProperty({ type: String, nullable: true, format: 'date-time' })
  resetAt!: string | null;
}

export class QueueHoldBody {
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'rate-limited',
    description: 'Why: `rate-limited`, `budget`, `unavailable`, …',
  })
  code!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    format: 'date-time',
    description: 'null: until somebody resumes it.',
  })
  until!: string | null;
}

export class BudgetBody {
  @ApiProperty({ enum: ['TO', 'FROM'] })
  direction!: 'TO' | 'FROM';

  @ApiProperty({ type: CallLimitBody, description: 'In force: as set, else as the connector declares.' })
  limit!: CallLimitBody;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Calls in the window that ends now, of all processes. Null: there is no limit of calls.',
  })
  calls!: number | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Places all processes hold for transfers at once. Null: there is no limit of them.',
  })
  places!: number | null;

  @ApiProperty({ type: QuotaBody, nullable: true, description: "What the system's answers said last." })
  quota!: QuotaBody | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'number' },
    example: { 'TRANSACTION UPDATED': 2.4 },
    description: 'Mean calls of a transfer, by type and action: what is kept free before one starts.',
  })
  estimates!: Readonly<Record<string, number>>;

  @ApiProperty({ type: QueueHoldBody, nullable: true, description: 'Why and until when all of it waits.' })
  hold!: QueueHoldBody | null;
}

@ApiSection('connections')
@Controller('v1/connections')
export class BudgetsController {
  constructor(
    private readonly see: Visibility,
    @Inject(BUDGETS) private readonly budgets: AdminParts['budgetsOf'],
  ) {}

  @ApiOperation({ summary: 'What a connection may call and has called, and what its system says is left' })
  @ApiOkResponse({ type: [BudgetBody] })
  @Get(':id/budgets')
  async get(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<BudgetBody[]> {
    return (await this.budgets(this.see.connection(tenant, id))).map(viewBudget);
  }
}

function viewBudget({ limits, quota, hold, ...same }: BudgetReport): BudgetBody {
  const { calls, concurrency } = limits;
  return {
    ...same,
    limit: {
      ...(calls ? { calls: calls.most, perSeconds: calls.perMs / 1_000 } : {}),
      ...(concurrency === undefined ? {} : { concurrency }),
    },
    quota: quota && { ...quota, resetAt: timeText(quota.resetAt) },
    hold: hold && { code: hold.code, until: hold.until < NEVER ? timeText(hold.until) : null },
  };
}
