import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import type { Decisions } from '../deliver/index.js';
import type { Question } from '../flow/index.js';
import type { HandlerView } from '../registry/index.js';
import { actorOf } from './actor.js';
import { DECISIONS, REGISTRY, type AdminRegistry } from './admin-parts.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ApiSection } from './api-section.js';
import { DecisionsQuery, ReleaseDecisionBody, TestHandlerBody } from './handler.dto.js';
import {
  DecisionBody,
  DecisionDetailBody,
  HandlerCallBody,
  viewDecision,
  viewDecisionDetail,
  viewHandlerCall,
} from './handler.view.js';
import { HandlerCalls } from './handler-calls.service.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { openPage } from './paging.js';
import { Visibility } from './visibility.service.js';

@ApiSection('handlers')
@Controller('v1/handlers/:id')
export class DecisionsController {
  constructor(
    @Inject(DECISIONS) private readonly decisions: Decisions,
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    private readonly handlers: HandlerCalls,
    private readonly see: Visibility,
  ) {}

  @ApiOperation({ summary: 'What a handler was asked, and what came of it' })
  @ApiPage(DecisionBody)
  @Get('decisions')
  async list(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Query() query: DecisionsQuery,
  ): Promise<PageBody<DecisionBody>> {
    const page = openPage(query, this.see.places('dec'), id);
    const { items, next } = await this.decisions.list(this.handlers.handler(tenant, id), page);
    return page.answer(
      items.map((info) => viewDecision(info, this.see)),
      next,
    );
  }

  @ApiOperation({ summary: 'One decision, with what was asked and the calls that failed' })
  @ApiOkResponse({ type: DecisionDetailBody })
  @Get('decisions/:decision')
  async get(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Param('decision') decision: string,
  ): Promise<DecisionDetailBody> {
    const handler = this.handlers.handler(tenant, id);
    return viewDecisionDetail(await this.decisions.get(handler, this.see.seq('dec', decision)), this.see);
  }

  @ApiOperation({
    summary: 'Decides in the place of a handler, or asks it once more',
    description: 'Of a decision that is parked, or waits for another try; the step goes on from it.',
  })
  @ApiNoContentResponse()
  @Needs('operator')
  @HttpCode(204)
  @Post('decisions/:decision/release')
  async release(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Param('decision') decision: string,
    @Body() { decision: wish, reason }: ReleaseDecisionBody,
  ): Promise<void> {
    const handler = this.handlers.handler(caller.tenant, id);
    const after = { handler: id, decision: wish, ...(reason === undefined ? {} : { reason }) };
    await this.decisions.release(handler, this.see.seq('dec', decision), {
      wish,
      reason: reason ?? 'an operator decided it',
      also: async (tx, { changed }) => {
        if (changed.length === 0) return;
        const entry = { action: 'decision.release', subject: decision, after };
        await this.registry.audit.within(tx, actorOf(caller), entry);
      },
    });
  }

  @ApiOperation({
    summary: 'Asks a handler at once, and shows what came back; no step waits for it',
    description:
      'Signed as any question, under the id `dec_test`. Nothing of it is kept but that it was made.',
  })
  @ApiOkResponse({ type: HandlerCallBody })
  @Needs('operator')
  @HttpCode(200)
  @Post('test')
  async test(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() body: TestHandlerBody,
  ): Promise<HandlerCallBody> {
    const handler = this.handlers.handler(caller.tenant, id);
    const question = exampleOf(handler, body);
    const call = viewHandlerCall(await this.decisions.test(handler, question));
    const { outcome, status } = call;
    const after = { step: question.step, outcome, status };
    await this.registry.audit.note(actorOf(caller), { action: 'handler.test', subject: id, after });
    return call;
  }
}

const EXAMPLE = 1;

function exampleOf({ definition }: HandlerView, body: TestHandlerBody): Question {
  const { step = definition.steps[0] ?? 'update', record = { name: 'Example' } } = body;
  const recordType = body.recordType ?? definition.recordTypes?.[0] ?? 'CUSTOMER';
  const stored = { record: EXAMPLE, version: 1, data: record };
  const about = { step, recordType, connection: null, externalId: step === 'merge' ? null : 'example' };
  return {
    ...about,
    incoming: step === 'create' || step === 'update' ? record : null,
    stored: step === 'create' ? null : stored,
    changes: {},
    ...(step === 'merge' ? { losers: [{ ...stored, record: EXAMPLE + 1 }] } : {}),
  };
}
