import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { HostError } from '../errors/index.js';
import { EVENT_TYPES, isEventType } from '../events/index.js';
import { ApiSection } from './api-section.js';
import { EventTypesQuery } from './configuration-lists.dto.js';
import { EventTypeBody, viewEventType } from './endpoint.view.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { hasInName, pageOfWhole } from './paging.js';

@ApiSection('events')
@Controller('v1/event-types')
export class EventTypesController {
  @ApiOperation({ summary: 'Everything a subscriber can hear of' })
  @ApiPage(EventTypeBody)
  @Get()
  list(@Query() query: EventTypesQuery): PageBody<EventTypeBody> {
    const wanted = EVENT_TYPES.filter((type) => hasInName({ name: type }, query.name));
    return pageOfWhole(wanted, query, { by: { name: (type) => type }, show: viewEventType });
  }

  @ApiOperation({ summary: 'One event type, with the JSON Schema of its data and an example' })
  @ApiOkResponse({ type: EventTypeBody })
  @Get(':type')
  get(@Param('type') type: string): EventTypeBody {
    if (!isEventType(type)) throw new HostError('NOT_FOUND', { subject: type.slice(0, 100) });
    return viewEventType(type);
  }
}
