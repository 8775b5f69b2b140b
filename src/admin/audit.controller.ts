import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty } from '@nestjs/swagger';

import { HostError } from '../errors/index.js';
import type { AuditLine } from '../registry/index.js';
import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import { ANY_JSON } from './any-json.js';
import { ApiSection } from './api-section.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { timeOf } from './filters.dto.js';
import { AuditQuery } from './hot-lists.dto.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { openPage } from './paging.js';
import { timeText } from './times.js';
import { parsed } from './transfer.view.js';
import { Visibility } from './visibility.service.js';

/** Who did what. */
export class AuditLineBody {
  @ApiProperty({ example: 'aud_…' })
  id!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ example: 'key_…', description: 'The API key, or `host`.' })
  actor!: string;

  @ApiProperty({ example: 'connection.change' })
  action!: string;

  @ApiProperty({ example: 'con_…', description: 'The id of what was changed.' })
  subject!: string;

  @ApiProperty({
    ...ANY_JSON,
    nullable: true,
    example: { name: 'Shop' },
    description:
      'As it was kept: never a secret. What was longer than 20,000 characters is its beginning, as text.',
  })
  before!: unknown;

  @ApiProperty({ ...ANY_JSON, nullable: true, example: { name: 'Our shop' } })
  after!: unknown;
}

@ApiSection('audit')
@Controller('v1/audit')
export class AuditController {
  constructor(
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    private readonly see: Visibility,
  ) {}

  @ApiOperation({
    summary: "Who did what of the tenant's, and what was there before and after",
    description: 'A page may be short, or empty, and yet have a next one: at most 2,000 lines are looked at.',
  })
  @ApiPage(AuditLineBody)
  @Needs('operator')
  @Get()
  async list(@CalledBy() { tenant }: Caller, @Query() query: AuditQuery): Promise<PageBody<AuditLineBody>> {
    const { actor, action, subject, from, to } = query;
    const page = openPage(query, this.see.places('aud'));
    const ask = { tenant, actor, action, subject, from: timeOf(from), to: timeOf(to) };
    const { items, next } = await this.registry.auditTrail.list(ask, page);
    return page.answer(
      items.map((line) => this.view(line)),
      next,
    );
  }

  @ApiOperation({ summary: 'One line of it' })
  @ApiOkResponse({ type: AuditLineBody })
  @Needs('operator')
  @Get(':id')
  async get(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<AuditLineBody> {
    const line = await this.registry.auditTrail.get(tenant, this.see.seq('aud', id));
    if (!line) throw new HostError('NOT_FOUND', { subject: id });
    return this.view(line);
  }

  private view({ id, at, actor, action, subject, before, after }: AuditLine): AuditLineBody {
    const values = { before: parsed(before), after: parsed(after) };
    return { id: this.see.id('aud', id), at: timeText(at), actor, action, subject, ...values };
  }
}
