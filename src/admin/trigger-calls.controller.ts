import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import type { TriggerTests } from '../deliver/index.js';
import { HostError } from '../errors/index.js';
import type { HubRecord } from '../hub/index.js';
import type { TriggerView } from '../registry/index.js';
import { actorOf } from './actor.js';
import { REGISTRY, TRIGGER_TESTS, type AdminRegistry } from './admin-parts.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ApiSection } from './api-section.js';
import { DeliveryBody, DeliveryDetailBody, RecoveredDeliveriesBody } from './delivery.view.js';
import { DeliveriesQuery, RecoverDeliveriesBody } from './endpoint.dto.js';
import { eventTypeOf } from './event-type-of.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { Records } from './records.service.js';
import { SubscriberDeliveries } from './subscriber-deliveries.service.js';
import { TestTriggerBody } from './trigger.dto.js';
import { TriedTriggerBody, viewTried } from './trigger.view.js';

@ApiSection('triggers')
@Controller('v1/triggers/:id')
export class TriggerCallsController {
  constructor(
    @Inject(TRIGGER_TESTS) private readonly tests: TriggerTests,
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    private readonly deliveries: SubscriberDeliveries,
    private readonly records: Records,
  ) {}

  @ApiOperation({ summary: 'What was called for, and what was not, with the reason' })
  @ApiPage(DeliveryBody)
  @Get('deliveries')
  list(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Query() query: DeliveriesQuery,
  ): Promise<PageBody<DeliveryBody>> {
    return this.deliveries.list(this.deliveries.trigger(tenant, id), query);
  }

  @ApiOperation({ summary: 'One call, with the attempts that failed' })
  @ApiOkResponse({ type: DeliveryDetailBody })
  @Get('deliveries/:sequence')
  get(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Param('sequence') sequence: string,
  ): Promise<DeliveryDetailBody> {
    return this.deliveries.get(this.deliveries.trigger(tenant, id), sequence);
  }

  @ApiOperation({
    summary: 'Calls again, under the same id',
    description: 'What was delivered or skipped is called for whatever its windows say.',
  })
  @ApiNoContentResponse()
  @Needs('operator')
  @HttpCode(204)
  @Post('deliveries/:sequence/resend')
  resend(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Param('sequence') sequence: string,
  ): Promise<void> {
    return this.deliveries.resend(caller, this.deliveries.trigger(caller.tenant, id), sequence);
  }

  @ApiOperation({ summary: 'Calls again for what was not delivered since a time, a page a call' })
  @ApiOkResponse({ type: RecoveredDeliveriesBody })
  @Needs('operator')
  @HttpCode(200)
  @Post('recover')
  recover(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() body: RecoverDeliveriesBody,
  ): Promise<RecoveredDeliveriesBody> {
    return this.deliveries.recover(caller, this.deliveries.trigger(caller.tenant, id), body);
  }

  @ApiOperation({
    summary: 'Calls at once, whatever its state, and shows the request and what came back',
    description:
      'Neither its condition nor its windows hold a test: whether they would is said. With `send: false` nobody is called.',
  })
  @ApiOkResponse({ type: TriedTriggerBody })
  @Needs('operator')
  @HttpCode(200)
  @Post('test')
  async test(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() { record: recordId, type, send = true }: TestTriggerBody,
  ): Promise<TriedTriggerBody> {
    const trigger = this.deliveries.trigger(caller.tenant, id);
    const record = recordId === undefined ? null : await this.recordOf(caller, trigger, recordId);
    const asked = eventTypeOf(type);
    const tried = await this.tests.run(trigger, {
      record,
      isSent: send,
      ...(asked === undefined ? {} : { type: asked }),
    });
    const after = { type, record: recordId, outcome: tried.made?.reply.kind ?? 'not-sent' };
    await this.registry.audit.note(actorOf(caller), { action: 'trigger.test', subject: id, after });
    return viewTried(tried);
  }

  /** Of its mode: a live record is nothing for a sandbox's address. */
  private async recordOf(caller: Caller, { mode }: TriggerView, id: string): Promise<HubRecord> {
    const record = await this.records.find(caller, id);
    if (record.mode === mode) return record;
    const message = `is of the other mode: the trigger is ${mode}`;
    throw new HostError('VALIDATION_FAILED', { errors: [{ field: 'record', message }] });
  }
}
