import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ApiSection } from './api-section.js';
import { ChangesParent } from './conditional.interceptor.js';
import { EraseBody, ErasureBody, viewErasure } from './erasure.dto.js';
import { RecordErasing } from './erasures.service.js';
import { Visibility } from './visibility.service.js';

@ApiSection('records')
@Controller('v1/records')
export class ErasuresController {
  constructor(
    private readonly erasing: RecordErasing,
    private readonly see: Visibility,
  ) {}

  @ApiOperation({
    summary: 'Erases a record: its values go from everything that is kept, for good',
    description:
      'The record, and what was merged into it, is an empty tombstone at once. Its history, baselines, match keys, ' +
      'transfers, evidence and its parts of stored hooks are emptied behind that; `GET …/erasure` says when. Ids and ' +
      'links stay, so that a later hook of its systems is known, ends `skipped` and is erased as well. No system is told.',
  })
  @ApiAcceptedResponse({ type: ErasureBody })
  @Needs('operator')
  @HttpCode(202)
  @ChangesParent()
  @Post(':id/erase')
  async erase(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() { reason }: EraseBody,
  ): Promise<ErasureBody> {
    return viewErasure(await this.erasing.erase(caller, id, reason ?? null), this.see);
  }

  @ApiOperation({ summary: 'How far the erasure of a record is' })
  @ApiOkResponse({ type: ErasureBody })
  @Get(':id/erasure')
  async get(@CalledBy() caller: Caller, @Param('id') id: string): Promise<ErasureBody> {
    return viewErasure(await this.erasing.find(caller, id), this.see);
  }
}
