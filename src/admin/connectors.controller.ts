import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import type { ConnectorInfo } from '../registry/index.js';
import { actorOf } from './actor.js';
import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { Fails } from './openapi/operations.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ConnectorsQuery, RefusedConnectorsQuery } from './configuration-lists.dto.js';
import { ConnectorDataBody, ConnectorQuery, NewConnectorQuery } from './connector.dto.js';
import {
  ConnectorBody,
  ConnectorDetailBody,
  RefusedConnectorBody,
  viewConnector,
  viewWorkers,
} from './connector.view.js';
import { given } from './fields.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { hasInName, pageOfWhole } from './paging.js';

@ApiSection('connectors')
@Controller('v1')
export class ConnectorsController {
  constructor(@Inject(REGISTRY) private readonly registry: AdminRegistry) {}

  @ApiOperation({ summary: 'All connectors and versions there are' })
  @ApiPage(ConnectorBody)
  @Get('connectors')
  async list(
    @CalledBy() { tenant }: Caller,
    @Query() query: ConnectorsQuery,
  ): Promise<PageBody<ConnectorBody>> {
    const { form, shared, name } = query;
    const all = await this.registry.connectors.list(tenant);
    const wanted = all
      .filter((one) => form === undefined || one.form === form)
      .filter((one) => shared === undefined || one.isShared === shared)
      .filter((one) => hasInName(one, name));
    const by = { name: (one: ConnectorInfo) => `${one.name}@${one.version}` };
    return pageOfWhole(wanted, query, { by, show: viewConnector });
  }

  @ApiOperation({
    summary: 'The connectors in code that were refused, and why',
    description: "For the host's own operator; others see none.",
  })
  @ApiPage(RefusedConnectorBody)
  @Get('refused-connectors')
  refused(
    @CalledBy() { tenant }: Caller,
    @Query() query: RefusedConnectorsQuery,
  ): PageBody<RefusedConnectorBody> {
    const refused = this.registry.connectors.refused(tenant);
    return pageOfWhole(refused, query, { by: { name: ({ from }) => from }, show: (one) => one });
  }

  @ApiOperation({ summary: 'One connector, with its definition where it is in its data form' })
  @ApiOkResponse({ type: ConnectorDetailBody })
  @Fails('CONNECTOR_UNKNOWN')
  @Get('connectors/:name')
  async get(
    @CalledBy() { tenant }: Caller,
    @Param('name') name: string,
    @Query() { version }: ConnectorQuery,
  ): Promise<ConnectorDetailBody> {
    const { connectors } = this.registry;
    const definition = await connectors.definition(tenant, name, version);
    const info = await connectors.get(tenant, name, version);
    return { ...viewConnector(info), definition, workers: viewWorkers(connectors.workers(tenant, info)) };
  }

  @ApiOperation({ summary: 'Adds a connector in its data form' })
  @ApiCreatedResponse({ type: ConnectorBody })
  @Needs('developer')
  @Fails('CONNECTOR_INVALID', 'CONNECTOR_EXISTS', 'EXPRESSION_INVALID')
  @Post('connectors')
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
