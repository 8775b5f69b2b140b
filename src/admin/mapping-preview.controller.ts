import type { JsonObject, RecordType } from '@hookyard/sdk';
import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { HostError } from '../errors/index.js';
import type { HubRecord } from '../hub/index.js';
import type { ConnectionView } from '../registry/index.js';
import { previewCollection } from '../transfer/index.js';
import { HUB, REGISTRY, type AdminParts, type AdminRegistry } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, type Caller } from './api-key.guard.js';
import { canonicalOf } from './external-name.js';
import { PreviewAskBody } from './mapping-preview.dto.js';
import { PreviewBody, viewPreview } from './mapping-preview.view.js';
import { Visibility } from './visibility.service.js';

/** What is known of the record that a preview names. */
interface Known {
  readonly link: { readonly baseline: JsonObject | null } | null;
  readonly data: JsonObject | null;
}

@ApiSection('mapping-collections')
@Controller('v1/mapping-collections')
export class MappingPreviewController {
  constructor(
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    @Inject(HUB) private readonly hub: AdminParts['hub'],
    private readonly see: Visibility,
  ) {}

  @ApiOperation({ summary: 'What a record would become, and by which collection; nothing is written' })
  @ApiOkResponse({ type: PreviewBody })
  @HttpCode(200)
  @Post(':id/preview')
  async preview(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Body() body: PreviewAskBody,
  ): Promise<PreviewBody> {
    const { collection, connection } = await this.registry.collections.view(tenant, id);
    const { direction, type } = collection.definition;
    const view = this.see.connection(tenant, connection);
    const known = await this.known({ view, type }, body);
    const record = (body.record as JsonObject | undefined) ?? (direction === 'FROM' ? known.data : null);
    if (!record) throw missing(direction);
    const hubRecord = direction === 'TO' ? known.data : null;
    return viewPreview(await previewCollection({ view, collection, record, link: known.link, hubRecord }));
  }

  private async known(
    { view, type }: { readonly view: ConnectionView; readonly type: RecordType },
    { recordId, externalId }: PreviewAskBody,
  ): Promise<Known> {
    if (recordId !== undefined) {
      const seen = await this.hub.view(this.see.seq('rec', recordId), view.number);
      if (!seen || !isOf(view, type, seen.record)) throw new HostError('NOT_FOUND', { subject: recordId });
      return { link: seen.link, data: seen.record.data };
    }
    if (externalId === undefined) return { link: null, data: null };
    const name = { connection: view.number, type, externalId: canonicalOf(view, type, externalId) };
    const linked = await this.hub.linked(name);
    return { link: linked?.link ?? null, data: linked?.record.data ?? null };
  }
}

function isOf(view: ConnectionView, type: RecordType, record: HubRecord): boolean {
  return record.tenant === view.tenant && record.mode === view.mode && record.type === type;
}

/** A source is not asked for its record: a preview calls nobody. */
function missing(direction: 'TO' | 'FROM'): HostError {
  const message =
    direction === 'TO'
      ? 'is needed: the record as its system has it'
      : 'is needed, or the `recordId` or `externalId` of a record the hub has';
  return new HostError('VALIDATION_FAILED', { errors: [{ field: 'record', message }] });
}
