import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { ApiSection } from './api-section.js';
import { CalledBy, type Caller } from './api-key.guard.js';
import { ExplainNow } from './explain-now.service.js';
import { ExplainNowBody } from './explain-now.view.js';
import { ExplainNowQuery, ExplainQuery } from './explain.dto.js';
import { Explain } from './explain.service.js';
import { ExplainBody } from './explain.view.js';

@ApiSection('explain')
@Controller('v1/explain')
export class ExplainController {
  constructor(
    private readonly explaining: Explain,
    private readonly again: ExplainNow,
  ) {}

  @ApiOperation({ summary: 'What happened to it, in one time line' })
  @ApiOkResponse({ type: ExplainBody })
  @Get()
  explain(@CalledBy() { tenant }: Caller, @Query() query: ExplainQuery): Promise<ExplainBody> {
    return this.explaining.explain(tenant, query);
  }

  @ApiOperation({
    summary: "What today's configuration would make of it, beside what happened; writes nothing",
  })
  @ApiOkResponse({ type: ExplainNowBody })
  @Get('now')
  now(@CalledBy() { tenant }: Caller, @Query() query: ExplainNowQuery): Promise<ExplainNowBody> {
    return this.again.explain(tenant, query);
  }
}
