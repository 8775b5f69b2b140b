import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Post, Put, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import type { PageAsk } from '../registry/index.js';
import { actorOf } from './actor.js';
import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { TranslationsQuery } from './configuration-lists.dto.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { configurationPage } from './paging.js';
import { NewTranslationBody, TranslationTableBody, tableOfBody } from './translation.dto.js';
import {
  TranslationBody,
  TranslationDetailBody,
  viewTranslation,
  viewTranslationDetail,
} from './translation.view.js';

@ApiSection('translations')
@Controller('v1/translations')
export class TranslationsController {
  constructor(@Inject(REGISTRY) private readonly registry: AdminRegistry) {}

  @ApiOperation({ summary: 'Translations, oldest first' })
  @ApiPage(TranslationBody)
  @Get()
  list(
    @CalledBy() { tenant }: Caller,
    @Query() query: TranslationsQuery,
  ): Promise<PageBody<TranslationBody>> {
    const read = (page: PageAsk) => this.registry.translations.list(tenant, page, query.name);
    return configurationPage(query, read, viewTranslation);
  }

  @ApiOperation({ summary: 'One translation, with the collections that use it' })
  @ApiOkResponse({ type: TranslationDetailBody })
  @Get(':id')
  async get(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<TranslationDetailBody> {
    const info = await this.registry.translations.get(tenant, id);
    const uses = await this.registry.translations.uses(tenant, id);
    return viewTranslationDetail(
      info,
      uses.map(({ collection }) => collection),
    );
  }

  @ApiOperation({ summary: 'Adds a table of values that mappings name' })
  @ApiCreatedResponse({ type: TranslationBody })
  @Needs('operator')
  @Post()
  async create(@CalledBy() caller: Caller, @Body() body: NewTranslationBody): Promise<TranslationBody> {
    const input = { name: body.name, table: tableOfBody(body) };
    return viewTranslation(await this.registry.translations.create(actorOf(caller), input));
  }

  @ApiOperation({
    summary: 'Replaces the rows and the default; in force for the next attempt of every request',
  })
  @ApiOkResponse({ type: TranslationBody })
  @Needs('operator')
  @Put(':id')
  async replace(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() body: TranslationTableBody,
  ): Promise<TranslationBody> {
    return viewTranslation(await this.registry.translations.replace(actorOf(caller), id, tableOfBody(body)));
  }

  @ApiOperation({ summary: 'Removes a translation that no collection uses' })
  @ApiNoContentResponse()
  @Needs('operator')
  @HttpCode(204)
  @Delete(':id')
  async remove(@CalledBy() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.registry.translations.remove(actorOf(caller), id);
  }
}
