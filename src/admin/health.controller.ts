import { Controller, Get, Header, Inject } from '@nestjs/common';
import {
  ApiExtraModels,
  ApiOkResponse,
  ApiOperation,
  ApiProduces,
  ApiProperty,
  ApiTags,
} from '@nestjs/swagger';

import { HostError } from '../errors/index.js';
import { ProblemBody } from './api-section.js';
import { Open } from './api-key.guard.js';

/** What the health operations ask. */
export interface Health {
  /** Null when everything needed to accept and run is there; otherwise what is missing. */
  whyNotReady(): Promise<string | null>;
  /** It was asked to stop: what it has is done, and nothing new should come. */
  isStopping(): boolean;
  /** Prometheus text. */
  metrics(): Promise<string>;
}

export const HEALTH = Symbol('Health');

class LiveBody {
  @ApiProperty({ enum: ['ok'] })
  status!: 'ok';
}

class ReadyBody {
  @ApiProperty({ enum: ['ready'] })
  status!: 'ready';
}

@ApiTags('health')
@ApiExtraModels(ProblemBody)
@Open()
@Controller()
export class HealthController {
  constructor(@Inject(HEALTH) private readonly health: Health) {}

  @ApiOperation({ summary: 'The process runs' })
  @ApiOkResponse({ type: LiveBody })
  @Get('healthz')
  live(): LiveBody {
    return { status: 'ok' };
  }

  @ApiOperation({ summary: 'The process can accept hooks and run requests' })
  @ApiOkResponse({ type: ReadyBody })
  @Get('readyz')
  async ready(): Promise<ReadyBody> {
    if (this.health.isStopping()) throw new HostError('STOPPING', { headers: { 'retry-after': '2' } });
    const missing = await this.health.whyNotReady();
    if (missing !== null)
      throw new HostError('STARTING', { detail: missing, headers: { 'retry-after': '2' } });
    return { status: 'ready' };
  }

  @ApiOperation({ summary: 'Figures for Prometheus' })
  @ApiProduces('text/plain')
  @ApiOkResponse({ schema: { type: 'string', example: 'hookyard_hooks_total 7' } })
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @Get('metrics')
  metrics(): Promise<string> {
    return this.health.metrics();
  }
}
