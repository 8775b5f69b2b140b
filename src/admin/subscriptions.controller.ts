import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { actorOf } from './actor.js';
import { SUBSCRIPTIONS, type AdminSubscriptions } from './admin-parts.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ApiSection } from './api-section.js';
import { SubscriptionsChangeBody } from './subscription.dto.js';
import { SubscriptionsBody, viewSubscriptions } from './subscription.view.js';

@ApiSection('subscriptions')
@Controller('v1/connections/:id/subscriptions')
export class SubscriptionsController {
  constructor(@Inject(SUBSCRIPTIONS) private readonly subscriptions: AdminSubscriptions) {}

  @ApiOperation({
    summary: 'The hooks a connection keeps registered at its system: wanted, found and failing',
  })
  @ApiOkResponse({ type: SubscriptionsBody })
  @Get()
  async get(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<SubscriptionsBody> {
    return viewSubscriptions(await this.subscriptions.of(tenant, id));
  }

  @ApiOperation({ summary: 'Whether the host registers hooks, or a person does' })
  @ApiOkResponse({ type: SubscriptionsBody })
  @Needs('operator')
  @Patch()
  async change(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() { isManaged }: SubscriptionsChangeBody,
  ): Promise<SubscriptionsBody> {
    return viewSubscriptions(await this.subscriptions.setManaged(actorOf(caller), id, isManaged));
  }

  @ApiOperation({ summary: 'Asks the system what is registered and mends it now, whatever failed before' })
  @ApiOkResponse({ type: SubscriptionsBody })
  @Needs('operator')
  @HttpCode(200)
  @Post('reconcile')
  async reconcile(@CalledBy() caller: Caller, @Param('id') id: string): Promise<SubscriptionsBody> {
    return viewSubscriptions(await this.subscriptions.reconcile(actorOf(caller), id));
  }

  @ApiOperation({ summary: 'Removes an orphan at the system; what a scope wants goes with the scope' })
  @ApiNoContentResponse()
  @Needs('operator')
  @HttpCode(204)
  @Delete(':subscriptionId')
  async remove(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Param('subscriptionId') subscriptionId: string,
  ): Promise<void> {
    await this.subscriptions.remove(actorOf(caller), id, subscriptionId);
  }
}
