import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { isHostError } from '../errors/index.js';
import type { Link } from '../hub/index.js';
import { actorOf } from './actor.js';
import { REGISTRY, RESYNCS, type AdminRegistry, type AdminResyncs } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { Fails } from './openapi/operations.js';
import { CallbackUrls } from './callback-urls.service.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { MappingPreviews, type Tried } from './mapping-previews.service.js';
import { viewPreview } from './mapping-preview.view.js';
import { ResyncAskBody, ResyncBody, ResyncPlanBody, ResyncSampleBody, viewResync } from './resync.dto.js';
import { Visibility } from './visibility.service.js';
import { MakesRequests } from './quota.guard.js';

@ApiSection('mapping-collections')
@Controller('v1/mapping-collections/:id/resync')
export class ResyncController {
  // oxlint-disable-next-line max-params -- five parts, each asked for one thing: no two of them belong together
  constructor(
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    @Inject(RESYNCS) private readonly resyncs: AdminResyncs,
    private readonly previews: MappingPreviews,
    private readonly callbacks: CallbackUrls,
    private readonly see: Visibility,
  ) {}

  @ApiOperation({
    summary:
      'Says how many records the collection concerns and what some of them would become; with `run` it begins',
  })
  @ApiOkResponse({ type: ResyncPlanBody })
  @Needs('operator')
  @HttpCode(200)
  @Fails(
    'EXPRESSION_FAILED',
    'EXPRESSION_TIMEOUT',
    'EXPRESSION_TOO_LARGE',
    'EXPRESSION_UNAVAILABLE',
    'RECORD_UNREADABLE',
    'RATE_LIMITED',
  )
  @MakesRequests()
  @Post()
  async resync(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() { run = false, callbackUrl }: ResyncAskBody,
  ): Promise<ResyncPlanBody> {
    const { collection, connection } = await this.registry.collections.view(caller.tenant, id);
    const view = this.see.connection(caller.tenant, connection);
    const plan = await this.resyncs.plan(view, collection);
    const { records, isMore, obstacle } = plan;
    const told = { records, isMore, obstacle };
    if (run) {
      const callback = await this.callbacks.asked(caller, view.mode, callbackUrl);
      const begun = viewResync(await this.resyncs.start(actorOf(caller), view, collection, callback));
      return { ...told, sample: [], resync: begun };
    }
    const sample = await Promise.all(plan.sample.map((link) => this.sampled({ view, collection }, link)));
    return { ...told, sample, resync: null };
  }

  /** A record that cannot be read is told like that; the others are shown. */
  private async sampled(tried: Tried, link: Link): Promise<ResyncSampleBody> {
    const of = { record: this.see.id('rec', link.record), externalId: link.externalId };
    try {
      return { ...of, preview: viewPreview(await this.previews.ofLink(tried, link)), problem: null };
    } catch (error) {
      if (!isHostError(error)) throw error;
      return { ...of, preview: null, problem: error.message };
    }
  }

  @ApiOperation({ summary: 'How far the last re-sync of the collection is' })
  @ApiOkResponse({ type: ResyncBody })
  @Get()
  async get(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<ResyncBody> {
    await this.registry.collections.get(tenant, id);
    return viewResync(await this.resyncs.get(id));
  }

  @ApiOperation({ summary: 'Ends it behind the page under way; what was queued goes on' })
  @ApiOkResponse({ type: ResyncBody })
  @Needs('operator')
  @HttpCode(200)
  @Post('cancel')
  async cancel(@CalledBy() caller: Caller, @Param('id') id: string): Promise<ResyncBody> {
    await this.registry.collections.get(caller.tenant, id);
    return viewResync(await this.resyncs.cancel(actorOf(caller), id));
  }
}
