import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import type { PollScheduleValues } from '../schedule/index.js';
import { SCHEDULES, type AdminSchedules } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { wholeList } from './paging.js';
import { NewScheduleBody, ScheduleChangeBody } from './schedule.dto.js';
import { ScheduleBody, viewSchedule } from './schedule.view.js';

@ApiSection('schedules')
@Controller('v1/connections/:id/schedules')
export class SchedulesController {
  constructor(@Inject(SCHEDULES) private readonly schedules: AdminSchedules) {}

  @ApiOperation({ summary: 'When the types of a connection are polled' })
  @ApiPage(ScheduleBody)
  @Get()
  async list(@CalledBy() caller: Caller, @Param('id') id: string): Promise<PageBody<ScheduleBody>> {
    return wholeList((await this.schedules.list(caller.tenant, id)).map(viewSchedule));
  }

  @ApiOperation({ summary: 'One schedule' })
  @ApiOkResponse({ type: ScheduleBody })
  @Get(':scheduleId')
  async get(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Param('scheduleId') scheduleId: string,
  ): Promise<ScheduleBody> {
    return viewSchedule(await this.schedules.get(caller.tenant, id, scheduleId));
  }

  @ApiOperation({ summary: 'Polls a type from now on; one schedule for each type' })
  @ApiCreatedResponse({ type: ScheduleBody })
  @Needs('operator')
  @Post()
  async create(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() body: NewScheduleBody,
  ): Promise<ScheduleBody> {
    const input = { ...valuesOf(body), scope: body.scope };
    return viewSchedule(await this.schedules.create(caller.tenant, id, input));
  }

  @ApiOperation({ summary: 'Changes, pauses or resumes a schedule; what is not given stays' })
  @ApiOkResponse({ type: ScheduleBody })
  @Needs('operator')
  @Patch(':scheduleId')
  async change(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Param('scheduleId') scheduleId: string,
    @Body() body: ScheduleChangeBody,
  ): Promise<ScheduleBody> {
    return viewSchedule(await this.schedules.change(caller.tenant, id, scheduleId, valuesOf(body)));
  }

  @ApiOperation({ summary: 'Polls at once, whatever the interval' })
  @ApiOkResponse({ type: ScheduleBody })
  @Needs('operator')
  @HttpCode(200)
  @Post(':scheduleId/run')
  async run(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Param('scheduleId') scheduleId: string,
  ): Promise<ScheduleBody> {
    return viewSchedule(await this.schedules.runNow(caller.tenant, id, scheduleId));
  }

  @ApiOperation({ summary: 'Polls a type no longer; where it was is kept' })
  @ApiNoContentResponse()
  @Needs('operator')
  @HttpCode(204)
  @Delete(':scheduleId')
  async remove(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Param('scheduleId') scheduleId: string,
  ): Promise<void> {
    await this.schedules.remove(caller.tenant, id, scheduleId);
  }
}

function valuesOf(body: ScheduleChangeBody): Partial<PollScheduleValues> {
  const { everySeconds, overlapSeconds, pageSize, firstRun, since, paused } = body;
  return {
    pageSize,
    firstRun,
    everyMs: everySeconds === undefined ? undefined : everySeconds * 1_000,
    overlapMs: overlapSeconds === undefined ? undefined : overlapSeconds * 1_000,
    since: since === undefined ? undefined : Date.parse(since),
    isPaused: paused,
  };
}
