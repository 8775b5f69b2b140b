import { Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import type { Deliveries } from '../deliver/index.js';
import { HostError } from '../errors/index.js';
import type { CallbackView } from '../registry/index.js';
import { DELIVERIES, REGISTRY, type AdminRegistry } from './admin-parts.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ApiSection } from './api-section.js';
import { CallbackBody, CallbackDetailBody, CallbacksQuery, toldIn, viewCallback } from './callback.dto.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { NUMBERS, openPage } from './paging.js';
import { SubscriberDeliveries } from './subscriber-deliveries.service.js';
import { MODES } from './subscriber.dto.js';
import { Visibility } from './visibility.service.js';

type Found = NonNullable<Awaited<ReturnType<Deliveries['ofEvent']>>>;

@ApiSection('callbacks')
@Controller('v1/callbacks')
export class CallbacksController {
  constructor(
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    @Inject(DELIVERIES) private readonly deliveries: Deliveries,
    private readonly of: SubscriberDeliveries,
    private readonly see: Visibility,
  ) {}

  @ApiOperation({ summary: 'Addresses that are told of the end of work, and what became of it' })
  @ApiPage(CallbackBody)
  @Get()
  async list(
    @CalledBy() { tenant }: Caller,
    @Query() query: CallbacksQuery,
  ): Promise<PageBody<CallbackBody>> {
    const { mode } = query;
    const page = openPage(query, NUMBERS, mode);
    const { limit, sort, behind } = page;
    const [subscriber] = this.subscribers(tenant).filter((one) => one.mode === mode);
    const infos = subscriber
      ? await this.deliveries.list(subscriber, { sort, behind, limit: limit + 1 })
      : [];
    const last = infos.length > limit ? infos[limit - 1] : undefined;
    return page.answer(
      infos.slice(0, limit).map((info) => viewCallback(info, this.see)),
      last ? last.delivery.sequence : null,
    );
  }

  @ApiOperation({ summary: 'One of them, with the attempts that failed' })
  @ApiOkResponse({ type: CallbackDetailBody })
  @Get(':id')
  async get(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<CallbackDetailBody> {
    const { subscriber, info } = await this.found(tenant, id);
    const detail = await this.of.get(subscriber, String(info.delivery.sequence));
    return { ...detail, ...toldIn(info) };
  }

  @ApiOperation({ summary: 'Calls it again' })
  @ApiNoContentResponse()
  @Needs('operator')
  @HttpCode(204)
  @Post(':id/resend')
  async resend(@CalledBy() caller: Caller, @Param('id') id: string): Promise<void> {
    const { subscriber, info } = await this.found(caller.tenant, id);
    await this.of.resend(caller, subscriber, String(info.delivery.sequence));
  }

  private async found(tenant: number, id: string): Promise<Found> {
    const found = await this.deliveries.ofEvent(this.subscribers(tenant), this.see.seq('evt', id));
    if (!found) throw new HostError('NOT_FOUND', { subject: id });
    return found;
  }

  private subscribers(tenant: number): CallbackView[] {
    const { listening } = this.registry.directory.current();
    return MODES.flatMap((mode) => listening.callbacks(tenant, mode) ?? []);
  }
}
