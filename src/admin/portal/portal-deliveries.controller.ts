import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';

import type { EndpointView } from '../../registry/index.js';
import type { DeliveryBody, DeliveryDetailBody, RecoveredDeliveriesBody } from '../delivery.view.js';
import { DeliveriesQuery, RecoverDeliveriesBody } from '../endpoint.dto.js';
import type { EndpointCallBody } from '../endpoint.view.js';
import { EndpointTests } from '../endpoint-tests.service.js';
import type { PageBody } from '../page.dto.js';
import { SubscriberDeliveries } from '../subscriber-deliveries.service.js';
import { PortalTest } from './portal.dto.js';
import { CallsOut, PortalSection, VisitedBy, type Visitor } from './portal.guard.js';

/** What became of what a subscriber's endpoints were told. */
@PortalSection()
@Controller('portal/api/endpoints/:id')
export class PortalDeliveriesController {
  constructor(
    private readonly deliveries: SubscriberDeliveries,
    private readonly tests: EndpointTests,
  ) {}

  @Get('deliveries')
  list(
    @VisitedBy() visitor: Visitor,
    @Param('id') id: string,
    @Query() query: DeliveriesQuery,
  ): Promise<PageBody<DeliveryBody>> {
    return this.deliveries.list(this.endpoint(visitor, id), query);
  }

  @Get('deliveries/:sequence')
  get(
    @VisitedBy() visitor: Visitor,
    @Param('id') id: string,
    @Param('sequence') sequence: string,
  ): Promise<DeliveryDetailBody> {
    return this.deliveries.get(this.endpoint(visitor, id), sequence);
  }

  @CallsOut()
  @HttpCode(204)
  @Post('deliveries/:sequence/resend')
  resend(
    @VisitedBy() visitor: Visitor,
    @Param('id') id: string,
    @Param('sequence') sequence: string,
  ): Promise<void> {
    return this.deliveries.resend(visitor, this.endpoint(visitor, id), sequence);
  }

  @CallsOut()
  @HttpCode(200)
  @Post('recover')
  recover(
    @VisitedBy() visitor: Visitor,
    @Param('id') id: string,
    @Body() body: RecoverDeliveriesBody,
  ): Promise<RecoveredDeliveriesBody> {
    return this.deliveries.recover(visitor, this.endpoint(visitor, id), body);
  }

  @CallsOut()
  @HttpCode(200)
  @Post('test')
  test(
    @VisitedBy() visitor: Visitor,
    @Param('id') id: string,
    @Body() { type }: PortalTest,
  ): Promise<EndpointCallBody> {
    return this.tests.run(visitor, this.endpoint(visitor, id), type);
  }

  private endpoint({ tenant, within }: Visitor, id: string): EndpointView {
    return this.deliveries.endpoint(tenant, id, within);
  }
}
