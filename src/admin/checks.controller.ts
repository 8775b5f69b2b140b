import { Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { actorOf } from './actor.js';
import { CHECKS, REGISTRY, type AdminChecks, type AdminRegistry } from './admin-parts.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ApiSection } from './api-section.js';
import { ConnectionBody, viewConnection } from './connection.view.js';
import { Fails } from './openapi/operations.js';

@ApiSection('connections')
@Controller('v1/connections/:id')
export class ChecksController {
  constructor(
    @Inject(CHECKS) private readonly checks: AdminChecks,
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
  ) {}

  @ApiOperation({
    summary: 'Asks the system now whether the connection works; `check` of the answer is what it said',
  })
  @ApiOkResponse({ type: ConnectionBody })
  @Needs('operator')
  @Fails('CHECK_NOT_OFFERED')
  @HttpCode(200)
  @Post('check')
  async check(@CalledBy() caller: Caller, @Param('id') id: string): Promise<ConnectionBody> {
    await this.checks.check(actorOf(caller), id);
    return viewConnection(await this.registry.connections.get(caller.tenant, id));
  }
}
