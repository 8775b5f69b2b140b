import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Inject,
  Param,
  Patch,
  Post,
  Query,
  Req,
} from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiConsumes,
  ApiCreatedResponse,
  ApiNoContentResponse,
  ApiOkResponse,
  ApiOperation,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';

import type { Hand } from '../datasets/index.js';
import { HostError } from '../errors/index.js';
import { mayTakeLong } from '../http/index.js';
import { DATASET_ROWS, DATASETS, type AdminDatasetRows, type AdminDatasets } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { givenTypeOf } from './body-stream.js';
import { Moving } from './conditional.interceptor.js';
import {
  columnsOf,
  DataQuery,
  DatasetChangeBody,
  DatasetInputBody,
  DatasetRowsQuery,
  DatasetsQuery,
  RowFixBody,
} from './dataset.dto.js';
import { DatasetBody, DatasetRowBody, viewDataset, viewDatasetRow } from './dataset.view.js';
import { OwnIdempotencyKeys } from './idempotency.interceptor.js';
import { Fails } from './openapi/operations.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { NUMBERS, openPage } from './paging.js';

@ApiSection('datasets')
@Controller('v1/datasets')
export class DatasetsController {
  constructor(
    @Inject(DATASETS) private readonly datasets: AdminDatasets,
    @Inject(DATASET_ROWS) private readonly lines: AdminDatasetRows,
  ) {}

  @ApiOperation({ summary: 'Makes a dataset, which takes rows of a record type' })
  @ApiCreatedResponse({ type: DatasetBody })
  @Needs('ingest')
  @Post()
  async create(@CalledBy() caller: Caller, @Body() body: DatasetInputBody): Promise<DatasetBody> {
    const {
      type,
      mode,
      format = null,
      charset = null,
      separator = null,
      header = null,
      columns,
      ...said
    } = body;
    const reading = { format, charset, separator, header };
    const input = { ...said, type, mode, reading, columns: columns ? columnsOf(columns) : null };
    return viewDataset(await this.datasets.create(handOf(caller), input));
  }

  @ApiOperation({ summary: 'Datasets' })
  @ApiPage(DatasetBody)
  @Needs('viewer', 'ingest')
  @Get()
  async list(@CalledBy() { tenant }: Caller, @Query() query: DatasetsQuery): Promise<PageBody<DatasetBody>> {
    const { identifier, type, mode, state } = query;
    const page = openPage(query, NUMBERS);
    const { items, next } = await this.datasets.list({ tenant, identifier, type, mode, state }, page);
    return page.answer(items.map(viewDataset), next);
  }

  @ApiOperation({ summary: 'One dataset: how much of it is taken, and what its analysis found' })
  @ApiOkResponse({ type: DatasetBody })
  @Needs('viewer', 'ingest')
  @Moving('received', 'state', 'isBusy', 'analysis', 'updatedAt', 'format', 'charset', 'header')
  @Get(':id')
  async get(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<DatasetBody> {
    return viewDataset(await this.datasets.get(tenant, id));
  }

  @ApiOperation({
    summary: 'Says otherwise how its rows are read, or what it is called',
    description:
      'Refused while an import goes over it. What was found out about its rows is found out again.',
  })
  @ApiOkResponse({ type: DatasetBody })
  @Needs('ingest')
  @Patch(':id')
  async change(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() { columns, ...said }: DatasetChangeBody,
  ): Promise<DatasetBody> {
    const patch = columns === undefined ? said : { ...said, columns: columns && columnsOf(columns) };
    return viewDataset(await this.datasets.change(handOf(caller), id, patch));
  }

  @ApiOperation({ summary: 'Removes a dataset with its imports; records they brought stay' })
  @ApiNoContentResponse()
  @Needs('ingest')
  @HttpCode(204)
  @Delete(':id')
  async remove(@CalledBy() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.datasets.remove(handOf(caller), id);
  }

  @ApiOperation({
    summary: 'Takes rows in: CSV, a JSON array, or JSON lines',
    description:
      'The body is read as it comes, and rows are stored some hundred at a time. Where the connection breaks, whole ' +
      'rows that came are kept: `received.bytes` says where to go on, with `offset`. A file may be sent in parts of ' +
      'any size; the last is sent with `last` (the default), the others with `last=false`.',
  })
  @ApiConsumes('text/csv', 'application/json', 'application/x-ndjson')
  @ApiBody({ schema: { type: 'array', items: { type: 'object', additionalProperties: true } } })
  @ApiCreatedResponse({ type: DatasetBody })
  @Needs('ingest')
  @Fails('DATASET_OFFSET', 'DATASET_TOO_LARGE', 'DATASET_UNREADABLE', 'TENANT_QUOTA_REACHED')
  @OwnIdempotencyKeys()
  @Post(':id/data')
  async receive(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Query() { offset, last: isLast }: DataQuery,
    @Req() request: FastifyRequest,
  ): Promise<DatasetBody> {
    const { 'content-encoding': encoding = 'identity' } = request.headers;
    if (encoding !== 'identity') {
      const detail = `it comes as ${encoding}: an offset counts bytes that are not compressed`;
      throw new HostError('DATASET_UNREADABLE', { subject: id, detail });
    }
    mayTakeLong(request.raw);
    const body = (request.body as AsyncIterable<Uint8Array> | undefined) ?? nothing();
    const part = { offset, isLast, body, hints: hintsOf(givenTypeOf(request)) };
    return viewDataset(await this.datasets.receive(handOf(caller), id, part));
  }

  @ApiOperation({ summary: 'Looks at every row, and what an import of it would do; nothing is imported' })
  @ApiAcceptedResponse({ type: DatasetBody })
  @Needs('ingest')
  @HttpCode(202)
  @Post(':id/analyse')
  async analyse(@CalledBy() caller: Caller, @Param('id') id: string): Promise<DatasetBody> {
    return viewDataset(await this.datasets.analyse(handOf(caller), id));
  }

  @ApiOperation({ summary: 'Its rows as they lie, with what is wrong with them' })
  @ApiPage(DatasetRowBody)
  @Needs('viewer', 'ingest')
  @Get(':id/rows')
  async rows(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Query() query: DatasetRowsQuery,
  ): Promise<PageBody<DatasetRowBody>> {
    const page = openPage(query, NUMBERS, id);
    const ask = { behind: page.behind ?? 0, limit: page.limit, isBad: query.bad ?? false };
    const { items, next, header } = await this.lines.list(tenant, id, ask);
    return page.answer(
      items.map((row) => viewDatasetRow(row, header)),
      next,
    );
  }

  @ApiOperation({ summary: 'One of its rows' })
  @ApiOkResponse({ type: DatasetRowBody })
  @Needs('viewer', 'ingest')
  @Get(':id/rows/:row')
  async row(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Param('row') row: string,
  ): Promise<DatasetRowBody> {
    const { info, header } = await this.lines.get(tenant, id, numberOf(row, id));
    return viewDatasetRow(info, header);
  }

  @ApiOperation({ summary: 'Mends a row, or leaves it out' })
  @ApiOkResponse({ type: DatasetRowBody })
  @Needs('ingest')
  @Patch(':id/rows/:row')
  async mend(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Param('row') row: string,
    @Body() { values, skipped: isSkipped }: RowFixBody,
  ): Promise<DatasetRowBody> {
    const fix = { row: numberOf(row, id), ...(values ? { values } : {}), isSkipped };
    const { info, header } = await this.lines.mend(handOf(caller), id, fix);
    return viewDatasetRow(info, header);
  }
}

export function handOf({ tenant, keyId, expects }: Caller): Hand {
  return { tenant, id: keyId, confirm: expects && (() => expects.confirm()) };
}

function numberOf(row: string, id: string): number {
  if (/^[1-9]\d{0,9}$/.test(row)) return Number(row);
  throw new HostError('NOT_FOUND', { subject: `row ${row.slice(0, 20)} of ${id}` });
}

/** What the media type says of the data. */
function hintsOf(type: string): { format: 'csv' | 'json' | null; charset: string | null } {
  const format = /^text\/(csv|tab-separated-values)/i.test(type)
    ? 'csv'
    : /[/+]x?-?(nd)?json/i.test(type)
      ? 'json'
      : null;
  const [, charset = null] = /charset="?([\w-]{1,40})/i.exec(type) ?? [];
  return { format, charset };
}

async function* nothing(): AsyncGenerator<Uint8Array> {
  // No body: no rows.
}
