import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import type { Deliveries } from '../deliver/index.js';
import { HostError } from '../errors/index.js';
import { isEventType, type EventType } from '../events/index.js';
import type { AuditEntry } from '../registry/index.js';
import { actorOf } from './actor.js';
import { DELIVERIES, REGISTRY, type AdminRegistry } from './admin-parts.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ApiSection } from './api-section.js';
import { DeliveriesQuery, EventsQuery, RecoverEndpointBody, TestEndpointBody } from './endpoint.dto.js';
import {
  DeliveryBody,
  DeliveryDetailBody,
  EndpointCallBody,
  EventsBody,
  EndpointRecoveredBody,
  viewDelivery,
} from './endpoint.view.js';
import { EndpointProofs } from './endpoint-proofs.service.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { NUMBERS, openPage } from './paging.js';
import { timeText } from './times.js';
import { Visibility } from './visibility.service.js';

const DEFAULT_EVENTS = 50;

@ApiSection('endpoints')
@Controller('v1/endpoints/:id')
export class DeliveriesController {
  constructor(
    @Inject(DELIVERIES) private readonly deliveries: Deliveries,
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    private readonly endpoints: EndpointProofs,
    private readonly see: Visibility,
  ) {}

  @ApiOperation({ summary: 'What an endpoint was told, and is' })
  @ApiPage(DeliveryBody)
  @Get('deliveries')
  async list(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Query() query: DeliveriesQuery,
  ): Promise<PageBody<DeliveryBody>> {
    const page = openPage(query, NUMBERS, id);
    const { limit, sort, behind } = page;
    const subscriber = this.endpoints.subscriber(tenant, id);
    const infos = await this.deliveries.list(subscriber, { sort, behind, limit: limit + 1 });
    const last = infos.length > limit ? infos[limit - 1] : undefined;
    return page.answer(
      infos.slice(0, limit).map((info) => viewDelivery(info, this.see)),
      last ? last.delivery.sequence : null,
    );
  }

  @ApiOperation({ summary: 'One delivery, with the attempts that failed' })
  @ApiOkResponse({ type: DeliveryDetailBody })
  @Get('deliveries/:sequence')
  async get(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Param('sequence') sequence: string,
  ): Promise<DeliveryDetailBody> {
    const info = await this.deliveries.get(this.endpoints.subscriber(tenant, id), sequenceOf(sequence));
    const tries = info.tries.map(({ number, at, tookMs, failure, message, facts }) => ({
      number,
      at: timeText(at),
      tookMs,
      failure,
      message,
      facts,
    }));
    return { ...viewDelivery(info, this.see), tries };
  }

  @ApiOperation({ summary: 'Sends a delivery again, under the same id' })
  @ApiNoContentResponse()
  @Needs('operator')
  @HttpCode(204)
  @Post('deliveries/:sequence/resend')
  async resend(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Param('sequence') sequence: string,
  ): Promise<void> {
    await this.deliveries.resend(this.endpoints.subscriber(caller.tenant, id), sequenceOf(sequence));
    await this.note(caller, {
      action: 'delivery.resend',
      subject: id,
      after: { sequence: sequenceOf(sequence) },
    });
  }

  @ApiOperation({
    summary: 'Sends again what was not delivered since a time, a page a call',
    description: 'What failed for good goes out at its place, what was kept behind what waits.',
  })
  @ApiOkResponse({ type: EndpointRecoveredBody })
  @Needs('operator')
  @HttpCode(200)
  @Post('recover')
  async recover(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() { since, after = 0 }: RecoverEndpointBody,
  ): Promise<EndpointRecoveredBody> {
    const subscriber = this.endpoints.subscriber(caller.tenant, id);
    const recovered = await this.deliveries.recover(subscriber, { since: Date.parse(since), after });
    await this.note(caller, { action: 'endpoint.recover', subject: id, after: { since, ...recovered } });
    return recovered;
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
    const subscriber = this.endpoints.subscriber(tenant, id);
    const pulled = await this.deliveries.pull(subscriber, { after: Number(after), limit: Number(limit) });
    const { items, next, removed } = pulled;
    return { items, after: next, removed };
  }

  @ApiOperation({ summary: 'Sends a signed test at once, whatever its state, and shows what came back' })
  @ApiOkResponse({ type: EndpointCallBody })
  @Needs('operator')
  @HttpCode(200)
  @Post('test')
  async test(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() { type }: TestEndpointBody,
  ): Promise<EndpointCallBody> {
    const subscriber = this.endpoints.subscriber(caller.tenant, id);
    const { reply, tookMs, body } = await this.deliveries.test(subscriber, typeOf(type));
    await this.note(caller, { action: 'endpoint.test', subject: id, after: { type, outcome: reply.kind } });
    const failure = reply.kind === 'failed' ? reply : null;
    return {
      outcome: reply.kind,
      status: reply.kind === 'aborted' ? null : reply.status,
      failure: failure && failure.failure,
      message: failure && failure.message,
      tookMs,
      sent: body,
      answer: reply.kind === 'aborted' ? null : reply.answer,
    };
  }

  private note(caller: Caller, entry: AuditEntry): Promise<void> {
    return this.registry.audit.note(actorOf(caller), entry);
  }
}

function typeOf(type: string | undefined): EventType | undefined {
  if (type === undefined || isEventType(type)) return type;
  const message = 'is no event; GET /v1/event-types lists them';
  throw new HostError('VALIDATION_FAILED', { errors: [{ field: 'type', message }] });
}

function sequenceOf(text: string): number {
  if (!/^\d{1,15}$/.test(text))
    throw new HostError('NOT_FOUND', { subject: `delivery ${text.slice(0, 40)}` });
  return Number(text);
}
