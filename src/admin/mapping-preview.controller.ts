import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { Fails } from './openapi/operations.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { PreviewAskBody } from './mapping-preview.dto.js';
import { PreviewBody, viewPreview } from './mapping-preview.view.js';
import { MappingPreviews } from './mapping-previews.service.js';
import { Visibility } from './visibility.service.js';

@ApiSection('mapping-collections')
@Controller('v1/mapping-collections')
export class MappingPreviewController {
  constructor(
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    private readonly previews: MappingPreviews,
    private readonly see: Visibility,
  ) {}

  @ApiOperation({ summary: 'What a record would become, and by which collection; nothing is written' })
  @ApiOkResponse({ type: PreviewBody })
  @Needs('viewer')
  @HttpCode(200)
  @Fails(
    'EXPRESSION_FAILED',
    'EXPRESSION_TIMEOUT',
    'EXPRESSION_TOO_LARGE',
    'EXPRESSION_UNAVAILABLE',
    'RECORD_UNREADABLE',
    'RATE_LIMITED',
  )
  @Post(':id/preview')
  async preview(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Body() body: PreviewAskBody,
  ): Promise<PreviewBody> {
    const { collection, connection } = await this.registry.collections.view(tenant, id);
    const view = this.see.connection(tenant, connection);
    return viewPreview(await this.previews.of({ view, collection }, body));
  }
}
