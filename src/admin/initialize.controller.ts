import { isRecordType, type RecordType } from '@hookyard/sdk';
import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation, ApiParam } from '@nestjs/swagger';

import { HostError } from '../errors/index.js';
import type { PublicIds } from '../store/index.js';
import { actorOf } from './actor.js';
import { INITIALIZING, PUBLIC_IDS, type AdminInitializing } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CallbackUrls } from './callback-urls.service.js';
import { Visibility } from './visibility.service.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { InitializeAskBody, InitializeBody, viewInitialize } from './initialize.dto.js';
import { MakesRequests } from './quota.guard.js';

const DECISIONS = ['pause', 'resume', 'cancel'] as const;

@ApiSection('initialize')
@Controller('v1/connections/:id/initialize')
export class InitializeController {
  constructor(
    @Inject(INITIALIZING) private readonly initializing: AdminInitializing,
    @Inject(PUBLIC_IDS) private readonly ids: PublicIds,
    private readonly callbacks: CallbackUrls,
    private readonly see: Visibility,
  ) {}

  @ApiOperation({ summary: 'Walks all records of a type, in the bulk class' })
  @ApiCreatedResponse({ type: InitializeBody })
  @Needs('operator')
  @MakesRequests()
  @Post()
  async start(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() { type, pageSize, callbackUrl }: InitializeAskBody,
  ): Promise<InitializeBody> {
    const { mode } = this.see.connection(caller.tenant, id);
    const callback = (await this.callbacks.asked(caller, mode, callbackUrl)) ?? undefined;
    return this.view(await this.initializing.start(actorOf(caller), id, { type, pageSize, callback }));
  }

  @ApiOperation({ summary: 'How far it is' })
  @ApiParam({ name: 'type', description: 'The type of the records.', example: 'TRANSACTION' })
  @ApiOkResponse({ type: InitializeBody })
  @Get(':type')
  async get(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Param('type') type: string,
  ): Promise<InitializeBody> {
    return this.view(await this.initializing.get(caller.tenant, id, typeOf(type)));
  }

  @ApiOperation({
    summary: 'Pauses, resumes or cancels it behind the page under way; what was queued goes on',
  })
  @ApiOkResponse({ type: InitializeBody })
  @Needs('operator')
  @HttpCode(200)
  @ApiParam({ name: 'type', description: 'The type of the records.', example: 'TRANSACTION' })
  @ApiParam({ name: 'decision', enum: DECISIONS, description: 'What becomes of it.' })
  @Post(':type/:decision')
  async decide(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Param('type') type: string,
    @Param('decision') decision: string,
  ): Promise<InitializeBody> {
    const wish = DECISIONS.find((one) => one === decision);
    if (!wish) throw new HostError('NOT_FOUND', { subject: decision });
    return this.view(await this.initializing[wish](actorOf(caller), id, typeOf(type)));
  }

  private view(info: Parameters<typeof viewInitialize>[0]): InitializeBody {
    return viewInitialize(info, (seq) => this.ids.publicId('req', seq));
  }
}

function typeOf(type: string): RecordType {
  if (isRecordType(type)) return type;
  throw new HostError('NOT_FOUND', { subject: type });
}
