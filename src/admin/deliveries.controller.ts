import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import type { Deliveries } from '../deliver/index.js';
import { DELIVERIES } from './admin-parts.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ApiSection } from './api-section.js';
import { DeliveryBody, DeliveryDetailBody, RecoveredDeliveriesBody } from './delivery.view.js';
import { DeliveriesQuery, EventsQuery, RecoverDeliveriesBody, TestEndpointBody } from './endpoint.dto.js';
import { EndpointCallBody, EventsBody } from './endpoint.view.js';
import { EndpointTests } from './endpoint-tests.service.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { SubscriberDeliveries } from './subscriber-deliveries.service.js';

const DEFAULT_EVENTS = 50;

@ApiSection('endpoints')
@Controller('v1/endpoints/:id')
export class DeliveriesController {
  constructor(
    @Inject(DELIVERIES) private readonly deliveries: Deliveries,
    private readonly of: SubscriberDeliveries,
    private readonly tests: EndpointTests,
  ) {}

  @ApiOperation({ summary: 'What an endpoint was told, and is' })
  @ApiPage(DeliveryBody)
  @Get('deliveries')
  list(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Query() query: DeliveriesQuery,
  ): Promise<PageBody<DeliveryBody>> {
    return this.of.list(this.of.endpoint(tenant, id), query);
  }

  @ApiOperation({ summary: 'One delivery, with the attempts that failed' })
  @ApiOkResponse({ type: DeliveryDetailBody })
  @Get('deliveries/:sequence')
  get(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Param('sequence') sequence: string,
  ): Promise<DeliveryDetailBody> {
    return this.of.get(this.of.endpoint(tenant, id), sequence);
  }

  @ApiOperation({ summary: 'Sends a delivery again, under the same id' })
  @ApiNoContentResponse()
  @Needs('operator')
  @HttpCode(204)
  @Post('deliveries/:sequence/resend')
  resend(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Param('sequence') sequence: string,
  ): Promise<void> {
    return this.of.resend(caller, this.of.endpoint(caller.tenant, id), sequence);
  }

  @ApiOperation({
    summary: 'Sends again what was not delivered since a time, a page a call',
    description: 'What failed for good goes out at its place, what was kept behind what waits.',
  })
  @ApiOkResponse({ type: RecoveredDeliveriesBody })
  @Needs('operator')
  @HttpCode(200)
  @Post('recover')
  recover(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() body: RecoverDeliveriesBody,
  ): Promise<RecoveredDeliveriesBody> {
    return this.of.recover(caller, this.of.endpoint(caller.tenant, id), body);
  }

  @ApiOperation({
    summary: 'What an endpoint was or would be told, oldest first: for those who pull',
    description:
      'The same events as are sent, delivered or not, in the full style and without transformation. `removed` names the numbers behind `after` that retention has taken away: whoever reads on has missed them.',
  })
  @ApiOkResponse({ type: EventsBody })
  @Get('events')
  async events(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Query() { after = '0', limit = String(DEFAULT_EVENTS) }: EventsQuery,
  ): Promise<EventsBody> {
    const subscriber = this.of.endpoint(tenant, id);
    const pulled = await this.deliveries.pull(subscriber, { after: Number(after), limit: Number(limit) });
    const { items, next, removed } = pulled;
    return { items, after: next, removed };
  }

  @ApiOperation({ summary: 'Sends a signed test at once, whatever its state, and shows what came back' })
  @ApiOkResponse({ type: EndpointCallBody })
  @Needs('operator')
  @HttpCode(200)
  @Post('test')
  test(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() { type }: TestEndpointBody,
  ): Promise<EndpointCallBody> {
    return this.tests.run(caller, this.of.endpoint(caller.tenant, id), type);
  }
}
