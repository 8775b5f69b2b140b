import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { HostError } from '../errors/index.js';
import { actorOf } from './actor.js';
import { REPLAYS, type AdminReplays } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { CallbackUrls } from './callback-urls.service.js';
import { HookReading } from './hook-reading.service.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { NUMBERS, openPage } from './paging.js';
import { ReplayAskBody } from './replay.dto.js';
import { ReplayBody, viewReplay } from './replay.view.js';
import { Visibility } from './visibility.service.js';
import { MakesRequests } from './quota.guard.js';
import { ReplaysQuery } from './work-lists.dto.js';

@ApiSection('replays')
@Controller('v1/replays')
export class ReplaysController {
  constructor(
    @Inject(REPLAYS) private readonly replays: AdminReplays,
    private readonly hooks: HookReading,
    private readonly callbacks: CallbackUrls,
    private readonly see: Visibility,
  ) {}

  @ApiOperation({ summary: "Plans to run stored hooks again with today's configuration; nothing is queued" })
  @ApiCreatedResponse({ type: ReplayBody })
  @Needs('operator')
  @Post()
  async plan(@CalledBy() caller: Caller, @Body() body: ReplayAskBody): Promise<ReplayBody> {
    const { hook, connection = null, from, to, scope, state, verdict } = body;
    if ((hook === undefined) === (connection === null)) {
      const message = 'is one of hook and connection';
      throw new HostError('VALIDATION_FAILED', { errors: [{ field: 'hook', message }] });
    }
    const ask = {
      hook: hook === undefined ? null : await this.hooks.seqOf(caller.tenant, hook),
      from: from === undefined ? null : Date.parse(from),
      to: to === undefined ? null : Date.parse(to),
      scope: scope ?? null,
      state: state ?? null,
      verdict: verdict ?? null,
      isForced: body.force,
      takesDuplicates: body.takeDuplicates,
      hooksPerSecond: body.hooksPerSecond,
      runsAtOnce: false,
    };
    const mode = connection === null ? 'live' : this.see.connection(caller.tenant, connection).mode;
    const callback = await this.callbacks.asked(caller, mode, body.callbackUrl);
    return this.view(caller, await this.replays.start(actorOf(caller), connection, ask, callback));
  }

  @ApiOperation({ summary: 'Replays' })
  @ApiPage(ReplayBody)
  @Get()
  async list(@CalledBy() caller: Caller, @Query() query: ReplaysQuery): Promise<PageBody<ReplayBody>> {
    const { connection, state } = query;
    const page = openPage(query, NUMBERS);
    const { items, next } = await this.replays.list(caller.tenant, page, { connection, state });
    return page.answer(
      items.map((info) => this.view(caller, info)),
      next,
    );
  }

  @ApiOperation({ summary: 'What it would do, and how far it is' })
  @ApiOkResponse({ type: ReplayBody })
  @Get(':id')
  async get(@CalledBy() caller: Caller, @Param('id') id: string): Promise<ReplayBody> {
    return this.view(caller, await this.replays.get(caller.tenant, id));
  }

  @ApiOperation({ summary: 'Queues what the plan found, no faster than its limit' })
  @ApiOkResponse({ type: ReplayBody })
  @Needs('operator')
  @HttpCode(200)
  @MakesRequests()
  @Post(':id/run')
  run(@CalledBy() caller: Caller, @Param('id') id: string): Promise<ReplayBody> {
    return this.step(caller, id, 'run');
  }

  @ApiOperation({ summary: 'Queues nothing more until it is resumed; what was queued goes on' })
  @ApiOkResponse({ type: ReplayBody })
  @Needs('operator')
  @HttpCode(200)
  @Post(':id/pause')
  pause(@CalledBy() caller: Caller, @Param('id') id: string): Promise<ReplayBody> {
    return this.step(caller, id, 'pause');
  }

  @ApiOperation({ summary: 'Goes on where it was' })
  @ApiOkResponse({ type: ReplayBody })
  @Needs('operator')
  @HttpCode(200)
  @Post(':id/resume')
  resume(@CalledBy() caller: Caller, @Param('id') id: string): Promise<ReplayBody> {
    return this.step(caller, id, 'resume');
  }

  @ApiOperation({ summary: 'Ends it where it is; what was queued goes on' })
  @ApiOkResponse({ type: ReplayBody })
  @Needs('operator')
  @HttpCode(200)
  @Post(':id/cancel')
  cancel(@CalledBy() caller: Caller, @Param('id') id: string): Promise<ReplayBody> {
    return this.step(caller, id, 'cancel');
  }

  private async step(
    caller: Caller,
    id: string,
    step: Parameters<AdminReplays['step']>[2],
  ): Promise<ReplayBody> {
    return this.view(caller, await this.replays.step(actorOf(caller), id, step));
  }

  private view({ tenant }: Caller, info: Parameters<typeof viewReplay>[0]): ReplayBody {
    return viewReplay(info, tenant, this.see);
  }
}
