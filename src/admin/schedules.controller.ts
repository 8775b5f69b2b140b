import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import type { PollScheduleInfo, PollScheduleValues } from '../schedule/index.js';
import { SCHEDULES, type AdminSchedules } from './admin-parts.js';
import { actorOf } from './actor.js';
import { ApiSection } from './api-section.js';
import { ChangesParent, Moving } from './conditional.interceptor.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { SchedulesQuery } from './configuration-lists.dto.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { greatestFirst, leastFirst, pageOfWhole } from './paging.js';
import { NewScheduleBody, ScheduleChangeBody } from './schedule.dto.js';
import { ScheduleBody, viewSchedule } from './schedule.view.js';
import { MakesRequests } from './quota.guard.js';

@ApiSection('schedules')
@Controller('v1/connections/:id/schedules')
export class SchedulesController {
  constructor(@Inject(SCHEDULES) private readonly schedules: AdminSchedules) {}

  @ApiOperation({ summary: 'When the types of a connection are polled' })
  @ApiPage(ScheduleBody)
  @Get()
  async list(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Query() query: SchedulesQuery,
  ): Promise<PageBody<ScheduleBody>> {
    const { type, paused } = query;
    const wanted = (await this.schedules.list(tenant, id))
      .filter((one) => type === undefined || one.type === type)
      .filter((one) => paused === undefined || one.isPaused === paused);
    const by = {
      name: (one: PollScheduleInfo) => one.type,
      oldest: (one: PollScheduleInfo) => leastFirst(one.createdAt) + one.id,
      newest: (one: PollScheduleInfo) => greatestFirst(one.createdAt) + one.id,
    };
    return pageOfWhole(wanted, query, { by, show: viewSchedule, whose: id });
  }

  @ApiOperation({ summary: 'One schedule' })
  @ApiOkResponse({ type: ScheduleBody })
  @Moving('nextAt', 'upcoming', 'lastAt', 'lastVerdict')
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
    return viewSchedule(await this.schedules.create(actorOf(caller), id, input));
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
    return viewSchedule(await this.schedules.change(actorOf(caller), id, scheduleId, valuesOf(body)));
  }

  @ApiOperation({ summary: 'Polls at once, whatever its next time' })
  @ApiOkResponse({ type: ScheduleBody })
  @Needs('operator')
  @HttpCode(200)
  @ChangesParent()
  @MakesRequests()
  @Post(':scheduleId/run')
  async run(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Param('scheduleId') scheduleId: string,
  ): Promise<ScheduleBody> {
    return viewSchedule(await this.schedules.runNow(actorOf(caller), id, scheduleId));
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
    await this.schedules.remove(actorOf(caller), id, scheduleId);
  }
}

function valuesOf(body: ScheduleChangeBody): Partial<PollScheduleValues> {
  const { everySeconds, overlapSeconds, cron, timeZone, pageSize, firstRun, since, paused } = body;
  return {
    cron,
    timeZone,
    pageSize,
    firstRun,
    everyMs: everySeconds === undefined ? undefined : everySeconds * 1_000,
    overlapMs: overlapSeconds === undefined ? undefined : overlapSeconds * 1_000,
    since: since === undefined ? undefined : Date.parse(since),
    isPaused: paused,
  };
}
