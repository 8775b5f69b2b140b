import { Body, Controller, Inject, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiProperty } from '@nestjs/swagger';
import { IsNotEmpty, IsString, MaxLength } from 'class-validator';

import { actorOf } from './actor.js';
import { REGISTRY, type AdminRegistry } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';

export class NewTenantBody {
  @ApiProperty({ example: 'Acme' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name!: string;
}

/** A tenant just made, with its first admin key, shown this once. */
export class NewTenantAnswer {
  @ApiProperty({ example: 'ten_…' })
  id!: string;

  @ApiProperty()
  name!: string;

  @ApiProperty({ example: 'hya_…' })
  key!: string;
}

@ApiSection('tenants')
@Controller('v1/tenants')
export class TenantsController {
  constructor(@Inject(REGISTRY) private readonly registry: AdminRegistry) {}

  @ApiOperation({ summary: "Makes a tenant with its first admin key; the host's own operator only" })
  @ApiCreatedResponse({ type: NewTenantAnswer })
  @Needs('admin')
  @Post()
  create(@CalledBy() caller: Caller, @Body() { name }: NewTenantBody): Promise<NewTenantAnswer> {
    return this.registry.apiKeys.createTenant(actorOf(caller), name);
  }
}
