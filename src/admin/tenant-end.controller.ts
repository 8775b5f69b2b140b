import { Readable } from 'node:stream';

import { Controller, Delete, Get, HttpCode, Inject, Param, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { HostError } from '../errors/index.js';
import { actorOf } from './actor.js';
import { REGISTRY, TENANCY, type AdminRegistry, type AdminTenancy } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { Fails } from './openapi/operations.js';
import { TenantDeleteQuery } from './tenant.dto.js';
import { TenantDeletionBody, viewDeletion } from './tenant.view.js';

const LINES = 'application/x-ndjson';
/** Of one process: each reads whole tables. */
const MOST_EXPORTS = 3;

/** What a tenant takes away, and its end. */
@ApiSection('tenants')
@Controller('v1/tenants')
export class TenantEndController {
  private exports = 0;

  constructor(
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    @Inject(TENANCY) private readonly tenancy: AdminTenancy,
  ) {}

  @ApiOperation({
    summary: 'Everything a tenant has, but secrets, as lines of JSON',
    description:
      'The first line is `{format, tenant, name, at}`, every other `{table, row}`, the last `{end: true, rows, sha256}`: ' +
      'without that line the export was cut. `rows` counts the lines of each table, `sha256` is of all lines before it. ' +
      'What changes meanwhile may be in it or not: suspend the tenant first.',
  })
  @ApiProduces(LINES)
  @ApiOkResponse({ schema: { type: 'string' }, description: 'Lines of JSON.' })
  @Needs('admin')
  @Fails('TOO_MANY_EXPORTS')
  @Get(':id/export')
  async export(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const { number, name } = await this.registry.tenants.get(caller.tenant, id);
    if (this.exports >= MOST_EXPORTS)
      throw new HostError('TOO_MANY_EXPORTS', { headers: { 'retry-after': '60' } });
    const actor = { ...actorOf(caller), tenant: number };
    await this.registry.audit.note(actor, { action: 'tenant.export', subject: id });
    const lines = Readable.from(this.counted({ number, id, name }), { objectMode: false });
    void reply.headers({ 'cache-control': 'no-store' });
    return new StreamableFile(lines, { type: LINES });
  }

  @ApiOperation({
    summary: "Deletes a suspended tenant and everything it has, for good; the host's own operator only",
    description: 'Its keys end and its addresses take nothing at once. What it has goes in the background.',
  })
  @ApiAcceptedResponse({ type: TenantDeletionBody })
  @Needs('admin')
  @HttpCode(202)
  @Delete(':id')
  async remove(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Query() { name }: TenantDeleteQuery,
  ): Promise<TenantDeletionBody> {
    return viewDeletion(await this.registry.tenants.remove(actorOf(caller), id, name));
  }

  @ApiOperation({ summary: "How far a deletion is, and that it is done; the host's own operator only" })
  @ApiOkResponse({ type: TenantDeletionBody })
  @Needs('admin')
  @Get(':id/deletion')
  async deletion(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<TenantDeletionBody> {
    return viewDeletion(await this.registry.tenants.deletion(tenant, id));
  }

  private async *counted(tenant: Parameters<AdminTenancy['exports']['lines']>[0]): AsyncGenerator<string> {
    this.exports += 1;
    try {
      yield* this.tenancy.exports.lines(tenant);
    } finally {
      this.exports -= 1;
    }
  }
}
