import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Put, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { actorOf } from './actor.js';
import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { RecordTypesQuery } from './configuration-lists.dto.js';
import { given } from './fields.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { hasInName, pageOfWhole } from './paging.js';
import { RecordTypeDeclarationBody } from './record-types.dto.js';
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
  async list(
    @CalledBy() { tenant }: Caller,
    @Query() query: RecordTypesQuery,
  ): Promise<PageBody<RecordTypeBody>> {
    const { declaredBy, open, name } = query;
    const wanted = (await this.registry.recordTypes.list(tenant))
      .map(viewRecordType)
      .filter((one) => open === undefined || one.open === open)
      .filter((one) => declaredBy === undefined || one.declaredBy.some(({ kind }) => kind === declaredBy))
      .filter((one) => hasInName(one, name));
    return pageOfWhole(wanted, query, { by: { name: (one) => one.name }, show: (one) => one });
  }

  @ApiOperation({ summary: 'One type, with the schema its records are held against' })
  @ApiOkResponse({ type: RecordTypeDetailBody })
  @Get(':name')
  async get(@CalledBy() { tenant }: Caller, @Param('name') name: string): Promise<RecordTypeDetailBody> {
    return viewRecordTypeDetail(await this.registry.recordTypes.get(tenant, name));
  }

  @ApiOperation({
    summary: "Declares a type of one's own, or fields beside the host's",
    description: 'What was declared before is replaced. Records that are there already are left as they are.',
  })
  @ApiOkResponse({ type: RecordTypeDetailBody })
  @Needs('operator')
  @Put(':name')
  async declare(
    @CalledBy() caller: Caller,
    @Param('name') name: string,
    @Body() body: RecordTypeDeclarationBody,
  ): Promise<RecordTypeDetailBody> {
    return viewRecordTypeDetail(await this.registry.recordTypes.declare(actorOf(caller), name, given(body)));
  }

  @ApiOperation({ summary: "Takes the tenant's own declaration of a type back" })
  @ApiNoContentResponse()
  @Needs('operator')
  @HttpCode(204)
  @Delete(':name')
  async remove(@CalledBy() caller: Caller, @Param('name') name: string): Promise<void> {
    await this.registry.recordTypes.remove(actorOf(caller), name);
  }
}
