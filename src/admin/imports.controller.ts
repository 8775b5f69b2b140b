import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { actorOf } from './actor.js';
import { DATASETS, IMPORTS, type AdminDatasets, type AdminImports } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { CallbackUrls } from './callback-urls.service.js';
import { ContinueBody, ImportDataQuery, ImportInputBody, ImportsQuery } from './dataset.dto.js';
import { ImportBody, ImportedRowBody, viewImport, viewImportedRow } from './import.view.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { NUMBERS, openPage } from './paging.js';
import { MakesRequests } from './quota.guard.js';
import { Visibility } from './visibility.service.js';

@ApiSection('imports')
@Controller('v1/imports')
export class ImportsController {
  constructor(
    @Inject(IMPORTS) private readonly imports: AdminImports,
    @Inject(DATASETS) private readonly datasets: AdminDatasets,
    private readonly callbacks: CallbackUrls,
    private readonly see: Visibility,
  ) {}

  @ApiOperation({
    summary: 'Begins to import a dataset',
    description:
      'Its rows are analysed first, unless that is done. Each good one is a transfer of its own, in the bulk class.',
  })
  @ApiCreatedResponse({ type: ImportBody })
  @Needs('ingest')
  @MakesRequests()
  @Post()
  async start(@CalledBy() caller: Caller, @Body() body: ImportInputBody): Promise<ImportBody> {
    const { dataset, action, badRows } = body;
    const { mode } = await this.datasets.get(caller.tenant, dataset);
    const callback = await this.callbacks.asked(caller, mode, body.callbackUrl);
    const input = { dataset, action, badRows, callback };
    return this.view(await this.imports.start(actorOf(caller), input));
  }

  @ApiOperation({ summary: 'Imports' })
  @ApiPage(ImportBody)
  @Needs('viewer', 'ingest')
  @Get()
  async list(@CalledBy() { tenant }: Caller, @Query() query: ImportsQuery): Promise<PageBody<ImportBody>> {
    const { dataset, state, action } = query;
    const page = openPage(query, NUMBERS);
    const { items, next } = await this.imports.list({ tenant, dataset, state, action }, page);
    return page.answer(
      items.map((info) => this.view(info)),
      next,
    );
  }

  @ApiOperation({ summary: 'How far it is, and what became of its rows' })
  @ApiOkResponse({ type: ImportBody })
  @Needs('viewer', 'ingest')
  @Get(':id')
  async get(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<ImportBody> {
    return this.view(await this.imports.get(tenant, id));
  }

  @ApiOperation({ summary: 'Its rows, each with what became of it and why' })
  @ApiPage(ImportedRowBody)
  @Needs('viewer', 'ingest')
  @Get(':id/data')
  async data(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Query() query: ImportDataQuery,
  ): Promise<PageBody<ImportedRowBody>> {
    const page = openPage(query, NUMBERS, id);
    const ask = { behind: page.behind ?? 0, limit: page.limit, outcome: query.outcome };
    const { items, next, header } = await this.imports.rowsOf(tenant, id, ask);
    return page.answer(
      items.map((row) => viewImportedRow(row, header, this.see)),
      next,
    );
  }

  @ApiOperation({ summary: 'Goes on behind a review: with mended rows, or without the bad ones' })
  @ApiOkResponse({ type: ImportBody })
  @Needs('ingest')
  @HttpCode(200)
  @MakesRequests()
  @Post(':id/continue')
  async continue(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() { badRows }: ContinueBody,
  ): Promise<ImportBody> {
    return this.view(await this.imports.step(actorOf(caller), id, 'continue', badRows));
  }

  @ApiOperation({ summary: 'Queues nothing more until it is resumed; what was queued goes on' })
  @ApiOkResponse({ type: ImportBody })
  @Needs('ingest')
  @HttpCode(200)
  @Post(':id/pause')
  async pause(@CalledBy() caller: Caller, @Param('id') id: string): Promise<ImportBody> {
    return this.view(await this.imports.step(actorOf(caller), id, 'pause'));
  }

  @ApiOperation({ summary: 'Goes on where it was' })
  @ApiOkResponse({ type: ImportBody })
  @Needs('ingest')
  @HttpCode(200)
  @Post(':id/resume')
  async resume(@CalledBy() caller: Caller, @Param('id') id: string): Promise<ImportBody> {
    return this.view(await this.imports.step(actorOf(caller), id, 'resume'));
  }

  @ApiOperation({ summary: 'Ends it where it is; what was queued goes on' })
  @ApiOkResponse({ type: ImportBody })
  @Needs('ingest')
  @HttpCode(200)
  @Post(':id/cancel')
  async cancel(@CalledBy() caller: Caller, @Param('id') id: string): Promise<ImportBody> {
    return this.view(await this.imports.step(actorOf(caller), id, 'cancel'));
  }

  @ApiOperation({
    summary: 'Takes an import back, as far as nobody changed its records since',
    description:
      'Records it made are deleted as the delete guard of their scope allows, those it changed hold again what they ' +
      'held. The answer is an import of its own: its rows say what was removed, restored and kept, and why.',
  })
  @ApiCreatedResponse({ type: ImportBody })
  @Needs('operator')
  @MakesRequests()
  @Post(':id/undo')
  async undo(@CalledBy() caller: Caller, @Param('id') id: string): Promise<ImportBody> {
    return this.view(await this.imports.undo(actorOf(caller), id));
  }

  private view(info: Parameters<typeof viewImport>[0]): ImportBody {
    return viewImport(info, this.see);
  }
}
