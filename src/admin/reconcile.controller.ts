import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import type { PublicIds } from '../store/index.js';
import { actorOf } from './actor.js';
import { PUBLIC_IDS, RECONCILES, type AdminReconciles } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { NUMBERS, openPage } from './paging.js';
import { ReconcilesQuery } from './work-lists.dto.js';
import { ReconcileAskBody, ReconcileBody, ReconcileRunBody, viewReconcile } from './reconcile.dto.js';
import { MakesRequests } from './quota.guard.js';

@ApiSection('reconcile')
@Controller('v1/connections/:id')
export class ReconcileController {
  constructor(
    @Inject(RECONCILES) private readonly reconciles: AdminReconciles,
    @Inject(PUBLIC_IDS) private readonly ids: PublicIds,
  ) {}

  @ApiOperation({ summary: 'Compares the records of a type with what is linked; a plan, nothing is queued' })
  @ApiCreatedResponse({ type: ReconcileBody })
  @Needs('operator')
  @MakesRequests()
  @Post('reconcile')
  async start(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() { type, since, pageSize }: ReconcileAskBody,
  ): Promise<ReconcileBody> {
    const ask = { type, since: since === undefined ? null : Date.parse(since), pageSize };
    return this.view(await this.reconciles.start(actorOf(caller), id, ask));
  }

  @ApiOperation({ summary: 'Comparisons' })
  @ApiPage(ReconcileBody)
  @Get('reconciles')
  async list(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Query() query: ReconcilesQuery,
  ): Promise<PageBody<ReconcileBody>> {
    const { type, state } = query;
    const page = openPage(query, NUMBERS, id);
    const { items, next } = await this.reconciles.list(tenant, id, page, { type, state });
    return page.answer(
      items.map((info) => this.view(info)),
      next,
    );
  }

  @ApiOperation({ summary: 'How far it is, and what it found' })
  @ApiOkResponse({ type: ReconcileBody })
  @Get('reconciles/:reconcileId')
  async get(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Param('reconcileId') reconcileId: string,
  ): Promise<ReconcileBody> {
    return this.view(await this.reconciles.get(tenant, id, reconcileId));
  }

  @ApiOperation({ summary: 'Queues what the plan found, as normal requests in the bulk class' })
  @ApiOkResponse({ type: ReconcileBody })
  @Needs('operator')
  @HttpCode(200)
  @MakesRequests()
  @Post('reconciles/:reconcileId/run')
  async run(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Param('reconcileId') reconcileId: string,
    @Body() { missing, changed, unknown, gone }: ReconcileRunBody,
  ): Promise<ReconcileBody> {
    const wanted = { missing, changed, unknown, gone };
    return this.view(await this.reconciles.run(actorOf(caller), id, reconcileId, wanted));
  }

  @ApiOperation({ summary: 'Ends it where it is; what was queued goes on' })
  @ApiOkResponse({ type: ReconcileBody })
  @Needs('operator')
  @HttpCode(200)
  @Post('reconciles/:reconcileId/cancel')
  async cancel(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Param('reconcileId') reconcileId: string,
  ): Promise<ReconcileBody> {
    return this.view(await this.reconciles.cancel(actorOf(caller), id, reconcileId));
  }

  private view(info: Parameters<typeof viewReconcile>[0]): ReconcileBody {
    return viewReconcile(info, (seq) => this.ids.publicId('req', seq));
  }
}
