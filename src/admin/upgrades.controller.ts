import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { actorOf } from './actor.js';
import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ApiSection } from './api-section.js';
import { ChangesParent } from './conditional.interceptor.js';
import { ConnectionBody, viewConnection } from './connection.view.js';
import { given } from './fields.js';
import { Fails } from './openapi/operations.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { NUMBERS, openPage } from './paging.js';
import { secretInputs } from './secrets.dto.js';
import {
  AppliedUpgradeBody,
  RollBackStepBody,
  UpgradeBody,
  UpgradePlanBody,
  UpgradeStepAnswer,
  UpgradeStepBody,
  UpgradesQuery,
  viewPlan,
  viewStep,
  viewUpgrade,
} from './upgrade.dto.js';

@ApiSection('connectors')
@Controller('v1')
export class UpgradesController {
  constructor(@Inject(REGISTRY) private readonly registry: AdminRegistry) {}

  @ApiOperation({ summary: 'Upgrades of a connection that were applied, the last 50 of them' })
  @ApiPage(AppliedUpgradeBody)
  @Get('connections/:id/upgrades')
  async list(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Query() query: UpgradesQuery,
  ): Promise<PageBody<AppliedUpgradeBody>> {
    const page = openPage(query, NUMBERS, id);
    const { items, next } = await this.registry.upgrades.list(tenant, id, page);
    return page.answer(items.map(viewUpgrade), next);
  }

  @ApiOperation({ summary: 'What an upgrade of a connection would change, and what stands against it' })
  @ApiOkResponse({ type: UpgradePlanBody })
  @Needs('operator')
  @HttpCode(200)
  @Fails('CONNECTOR_UNKNOWN', 'CONNECTOR_UNAVAILABLE')
  @Post('connections/:id/upgrade-plan')
  async plan(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Body() body: UpgradeBody,
  ): Promise<UpgradePlanBody> {
    return viewPlan(await this.registry.upgrades.plan(tenant, id, wishOf(body)));
  }

  @ApiOperation({
    summary: 'Moves a connection to another version of its connector',
    description:
      'In one commit. What runs ends on the version it began with; the next request has the other.',
  })
  @ApiOkResponse({ type: ConnectionBody })
  @Needs('operator')
  @HttpCode(200)
  @ChangesParent()
  @Fails('CONNECTOR_UNKNOWN', 'CONNECTOR_UNAVAILABLE', 'UPGRADE_REFUSED')
  @Post('connections/:id/upgrade')
  async upgrade(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() body: UpgradeBody,
  ): Promise<ConnectionBody> {
    await this.registry.upgrades.apply(actorOf(caller), id, wishOf(body));
    return viewConnection(await this.registry.connections.get(caller.tenant, id));
  }

  @ApiOperation({
    summary: 'Takes the last upgrade of a connection back, with its settings and scopes as they were',
  })
  @ApiOkResponse({ type: ConnectionBody })
  @Needs('operator')
  @HttpCode(200)
  @ChangesParent()
  @Fails('CONFLICT', 'CONNECTOR_UNAVAILABLE', 'UPGRADE_REFUSED')
  @Post('connections/:id/roll-back')
  async rollBack(@CalledBy() caller: Caller, @Param('id') id: string): Promise<ConnectionBody> {
    await this.registry.upgrades.rollBack(actorOf(caller), id);
    return viewConnection(await this.registry.connections.get(caller.tenant, id));
  }

  @ApiOperation({
    summary: 'What upgrades of all connections of a connector would come to, step by step',
  })
  @ApiOkResponse({ type: UpgradeStepAnswer })
  @Needs('operator')
  @HttpCode(200)
  @Fails('CONNECTOR_UNKNOWN')
  @Post('connectors/:name/upgrade-plan')
  async planStep(
    @CalledBy() caller: Caller,
    @Param('name') name: string,
    @Body() body: UpgradeStepBody,
  ): Promise<UpgradeStepAnswer> {
    return viewStep(await this.registry.upgrades.planStep(actorOf(caller), name, given(body)));
  }

  @ApiOperation({
    summary: 'Upgrades the connections of a connector, step by step',
    description: 'Each in a commit of its own: one that is refused holds up no other.',
  })
  @ApiOkResponse({ type: UpgradeStepAnswer })
  @Needs('operator')
  @HttpCode(200)
  @Fails('CONNECTOR_UNKNOWN')
  @Post('connectors/:name/upgrade')
  async upgradeStep(
    @CalledBy() caller: Caller,
    @Param('name') name: string,
    @Body() body: UpgradeStepBody,
  ): Promise<UpgradeStepAnswer> {
    return viewStep(await this.registry.upgrades.applyStep(actorOf(caller), name, given(body)));
  }

  @ApiOperation({
    summary: 'Takes the last upgrades of the connections of a connector back, step by step',
  })
  @ApiOkResponse({ type: UpgradeStepAnswer })
  @Needs('operator')
  @HttpCode(200)
  @Fails('CONNECTOR_UNKNOWN')
  @Post('connectors/:name/roll-back')
  async rollBackStep(
    @CalledBy() caller: Caller,
    @Param('name') name: string,
    @Body() body: RollBackStepBody,
  ): Promise<UpgradeStepAnswer> {
    return viewStep(await this.registry.upgrades.rollBackStep(actorOf(caller), name, given(body)));
  }
}

function wishOf(body: UpgradeBody): Parameters<AdminRegistry['upgrades']['apply']>[2] {
  return { ...given(body), secrets: secretInputs(body.secrets) };
}
