import { Body, Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { REGISTRY, REHEARSE, type AdminParts, type AdminRegistry } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { Fails } from './openapi/operations.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { fixtureOf } from './playground-fixture.js';
import { triedRequest } from './playground-request.js';
import { PlaygroundAskBody } from './playground.dto.js';
import { PlaygroundBody, viewRehearsal } from './playground.view.js';

@ApiSection('playground')
@Controller('v1/playground')
export class PlaygroundController {
  constructor(
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    @Inject(REHEARSE) private readonly rehearse: AdminParts['rehearse'],
  ) {}

  @ApiOperation({
    summary: 'What would come of a request, step by step; nothing is stored, called or counted',
  })
  @ApiOkResponse({ type: PlaygroundBody })
  @Fails('CONNECTOR_UNKNOWN', 'CONNECTOR_INVALID')
  @Needs('developer')
  @HttpCode(200)
  @Post()
  async play(@CalledBy() { tenant }: Caller, @Body() ask: PlaygroundAskBody): Promise<PlaygroundBody> {
    const request = triedRequest(ask, Date.now());
    const trial = await this.registry.trials.open(
      tenant,
      ask as Parameters<AdminRegistry['trials']['open']>[1],
    );
    const rehearsal = await this.rehearse(request, trial);
    const files = ask.save ? fixtureOf(ask.save.name, rehearsal, trial) : null;
    return viewRehearsal(rehearsal, trial, files);
  }
}
