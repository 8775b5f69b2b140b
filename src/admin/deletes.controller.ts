import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { ApiSection } from './api-section.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { DeleteImpact } from './delete-impact.service.js';
import { DeletePreviewBody, DeleteWindowBody } from './deletes.dto.js';
import { Deletes } from './deletes.service.js';
import { DecidedBody, DeleteImpactBody, viewWindow, WindowsBody, type WindowBody } from './deletes.view.js';
import { DeletesQuery } from './hot-lists.dto.js';
import { pageOfWhole } from './paging.js';
import { Visibility } from './visibility.service.js';

@ApiSection('deletes')
@Controller('v1/deletes')
export class DeletesController {
  constructor(
    private readonly deletes: Deletes,
    private readonly impact: DeleteImpact,
    private readonly see: Visibility,
  ) {}

  @ApiOperation({
    summary: 'Deletes that wait, by connection, direction and type',
    description: 'For their settle time, or because the brake holds them for a person.',
  })
  @ApiOkResponse({ type: WindowsBody })
  @Get()
  async list(@CalledBy() { tenant }: Caller, @Query() query: DeletesQuery): Promise<WindowsBody> {
    const windows = await this.deletes.windows(tenant, query);
    const shown = windows.flatMap((window) => viewWindow(window, tenant, this.see) ?? []);
    const by = {
      name: ({ connection, direction, type }: WindowBody) => `${connection} ${direction} ${type}`,
    };
    return {
      ...pageOfWhole(shown, query, { by, show: (window) => window }),
      settling: windows.reduce((sum, { settling }) => sum + settling, 0),
      held: windows.reduce((sum, { held }) => sum + held, 0),
    };
  }

  @ApiOperation({ summary: 'Lets all deletes of a window run that the brake holds' })
  @ApiOkResponse({ type: DecidedBody })
  @Needs('operator')
  @HttpCode(200)
  @Post('release')
  async release(@CalledBy() caller: Caller, @Body() body: DeleteWindowBody): Promise<DecidedBody> {
    return { changed: await this.deletes.decide(caller, body, 'release') };
  }

  @ApiOperation({ summary: 'Cancels all deletes of a window that the brake holds' })
  @ApiOkResponse({ type: DecidedBody })
  @Needs('operator')
  @HttpCode(200)
  @Post('cancel')
  async cancel(@CalledBy() caller: Caller, @Body() body: DeleteWindowBody): Promise<DecidedBody> {
    return { changed: await this.deletes.decide(caller, body, 'cancel') };
  }

  @ApiOperation({
    summary: 'What deletes would do, and in which systems; nothing is written',
    description:
      'Of a hub record deleted by hand (`record`), a delete that waits (`transfer`), all records of a scope under another ' +
      'guard (`connection`, `scope`, `guard`), or a window (`connection`, `direction`, `type`).',
  })
  @ApiOkResponse({ type: DeleteImpactBody })
  @Needs('viewer')
  @HttpCode(200)
  @Post('preview')
  preview(@CalledBy() caller: Caller, @Body() body: DeletePreviewBody): Promise<DeleteImpactBody> {
    return this.impact.preview(caller, body);
  }
}
