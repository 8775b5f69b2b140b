import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { wholeList } from './paging.js';
import {
  RecordTypeBody,
  RecordTypeDetailBody,
  viewRecordType,
  viewRecordTypeDetail,
} from './record-types.view.js';

@ApiSection('record-types')
@Controller('v1/record-types')
export class RecordTypesController {
  constructor(@Inject(REGISTRY) private readonly registry: AdminRegistry) {}

  @ApiOperation({ summary: 'All types of records there are' })
  @ApiPage(RecordTypeBody)
  @Get()
  list(): PageBody<RecordTypeBody> {
    return wholeList(this.registry.recordTypes.list().map(viewRecordType));
  }

  @ApiOperation({ summary: 'One type, with the schema its records are held against' })
  @ApiOkResponse({ type: RecordTypeDetailBody })
  @Get(':name')
  get(@Param('name') name: string): RecordTypeDetailBody {
    return viewRecordTypeDetail(this.registry.recordTypes.get(name));
  }
}
