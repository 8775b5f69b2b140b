import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { actorOf } from './actor.js';
import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ConnectorDataBody, ConnectorQuery, NewConnectorQuery } from './connector.dto.js';
import { ConnectorBody, viewConnector } from './connector.view.js';
import { given } from './fields.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { wholeList } from './paging.js';

@ApiSection('connectors')
@Controller('v1/connectors')
export class ConnectorsController {
  constructor(@Inject(REGISTRY) private readonly registry: AdminRegistry) {}

  @ApiOperation({ summary: 'All connectors and versions there are' })
  @ApiPage(ConnectorBody)
  @Get()
  list(@CalledBy() caller: Caller): PageBody<ConnectorBody> {
    return wholeList(this.registry.connectors.list(caller.tenant).map(viewConnector));
  }

  @ApiOperation({ summary: 'One connector' })
  @ApiOkResponse({ type: ConnectorBody })
  @Get(':name')
  get(
    @CalledBy() caller: Caller,
    @Param('name') name: string,
    @Query() { version }: ConnectorQuery,
  ): ConnectorBody {
    return viewConnector(this.registry.connectors.get(caller.tenant, name, version));
  }

  @ApiOperation({ summary: 'Adds a connector in its data form' })
  @ApiCreatedResponse({ type: ConnectorBody })
  @Needs('developer')
  @Post()
  async add(
    @CalledBy() caller: Caller,
    @Body() data: ConnectorDataBody,
    @Query() { shared }: NewConnectorQuery,
  ): Promise<ConnectorBody> {
    return viewConnector(
      await this.registry.connectors.add(actorOf(caller), given(data), { isShared: shared === 'true' }),
    );
  }
}
