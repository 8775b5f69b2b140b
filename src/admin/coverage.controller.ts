import { Controller, Get, Inject, Param } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, type Caller } from './api-key.guard.js';
import {
  CollectionCoverageBody,
  TranslationCoverageBody,
  viewLookups,
  viewTranslationCoverage,
} from './coverage.view.js';

@ApiSection('translations')
@Controller('v1')
export class CoverageController {
  constructor(@Inject(REGISTRY) private readonly registry: AdminRegistry) {}

  @ApiOperation({ summary: 'Values that transfers met and the translation has no row for' })
  @ApiOkResponse({ type: TranslationCoverageBody })
  @Get('translations/:id/coverage')
  async ofTranslation(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
  ): Promise<TranslationCoverageBody> {
    return viewTranslationCoverage(await this.registry.coverage.ofTranslation(tenant, id));
  }

  @ApiOperation({ summary: 'Values that transfers met and the lookups of the collection have no row for' })
  @ApiOkResponse({ type: CollectionCoverageBody })
  @Get('mapping-collections/:id/coverage')
  async ofCollection(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
  ): Promise<CollectionCoverageBody> {
    return viewLookups(await this.registry.coverage.ofCollection(tenant, id));
  }
}
