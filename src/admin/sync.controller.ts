import { Controller, Get, Inject, Param, Post, Query, Req } from '@nestjs/common';
import {
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiHeader,
  ApiOkResponse,
  ApiOperation,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

import { HostError } from '../errors/index.js';
import { mayTakeLong } from '../http/index.js';
import type { PublicIds } from '../store/index.js';
import { actorOf } from './actor.js';
import { MANUAL_SYNCS, PUBLIC_IDS, type AdminManualSyncs } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { Fails } from './openapi/operations.js';
import { IDEMPOTENCY_KEY, OwnIdempotencyKeys } from './idempotency.interceptor.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { NUMBERS, openPage } from './paging.js';
import { SyncsQuery } from './work-lists.dto.js';
import { SyncBody, SyncQuery, viewSync } from './sync.dto.js';
import { MakesRequests } from './quota.guard.js';

@ApiSection('sync')
@Controller('v1/connections/:id')
export class SyncController {
  constructor(
    @Inject(MANUAL_SYNCS) private readonly syncs: AdminManualSyncs,
    @Inject(PUBLIC_IDS) private readonly ids: PublicIds,
  ) {}

  @ApiOperation({
    summary: 'Brings records over by their ids, any number of them',
    description:
      'The body is a list of ids: a JSON array, JSON values line by line, or plain lines. It is read as it comes and ' +
      'queued in small commits; the next part is read when the one before is kept. Elements are ids or objects with ' +
      'an `id`. A repeat with the same `Idempotency-Key` is answered the same, or goes on where the first broke off.',
  })
  @ApiHeader({ name: 'Idempotency-Key', required: false, schema: { type: 'string', maxLength: 255 } })
  @ApiConsumes('application/json', 'application/x-ndjson', 'text/plain')
  @ApiBody({ schema: { type: 'array', items: { type: 'string' } } })
  @ApiCreatedResponse({ type: SyncBody })
  @Needs('operator')
  @Fails('IDEMPOTENCY_KEY_INVALID')
  @OwnIdempotencyKeys()
  @MakesRequests()
  @Post('sync')
  async start(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Query() { type, direction, debug }: SyncQuery,
    @Req() request: FastifyRequest,
  ): Promise<SyncBody> {
    const ask = { type, direction, isDebug: debug, key: keyOf(request.headers['idempotency-key']) };
    mayTakeLong(request.raw);
    const body = request.body as AsyncIterable<Uint8Array> | undefined;
    return this.view(await this.syncs.receive(actorOf(caller), id, ask, body ?? nothing()));
  }

  @ApiOperation({ summary: 'What was synced by ids in the last 30 days' })
  @ApiPage(SyncBody)
  @Get('syncs')
  async list(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Query() query: SyncsQuery,
  ): Promise<PageBody<SyncBody>> {
    const { type, direction, state } = query;
    const page = openPage(query, NUMBERS, id);
    const { items, next } = await this.syncs.list(tenant, id, page, { type, direction, state });
    return page.answer(
      items.map((info) => this.view(info)),
      next,
    );
  }

  @ApiOperation({ summary: 'How far it is' })
  @ApiOkResponse({ type: SyncBody })
  @Get('syncs/:syncId')
  async get(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Param('syncId') syncId: string,
  ): Promise<SyncBody> {
    return this.view(await this.syncs.get(tenant, id, syncId));
  }

  private view(info: Parameters<typeof viewSync>[0]): SyncBody {
    return viewSync(info, (root) => this.ids.publicId('trk', root));
  }
}

function keyOf(given: string | readonly string[] | undefined): string | null {
  if (given === undefined) return null;
  if (typeof given === 'string' && IDEMPOTENCY_KEY.test(given)) return given;
  throw new HostError('IDEMPOTENCY_KEY_INVALID');
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // No body: no ids.
}
