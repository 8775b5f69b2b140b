import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';

import { HostError } from '../errors/index.js';
import { Open } from './api-key.guard.js';

/** What the health operations ask. */
export interface Health {
  /** Null when everything needed to accept and run is there; otherwise what is missing. */
  whyNotReady(): Promise<string | null>;
  /** Prometheus text. */
  metrics(): Promise<string>;
}

export const HEALTH = Symbol('Health');

@ApiTags('health')
@Open()
@Controller()
export class HealthController {
  constructor(@Inject(HEALTH) private readonly health: Health) {}

  @ApiOperation({ summary: 'The process runs' })
  @Get('healthz')
  live(): { status: 'ok' } {
    return { status: 'ok' };
  }

  @ApiOperation({ summary: 'The process can accept hooks and run requests' })
  @Get('readyz')
  async ready(): Promise<{ status: 'ready' }> {
    const missing = await this.health.whyNotReady();
    if (missing !== null)
      throw new HostError('STARTING', { detail: missing, headers: { 'retry-after': '2' } });
    return { status: 'ready' };
  }

  @ApiOperation({ summary: 'Figures for Prometheus' })
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  @Get('metrics')
  metrics(): Promise<string> {
    return this.health.metrics();
  }
}
