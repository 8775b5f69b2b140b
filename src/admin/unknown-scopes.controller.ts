import { SCOPE_ACTIONS, type RecordType, type ScopeAction } from '@hookyard/sdk';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsInt, IsNotEmpty, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

import { actorOf } from './actor.js';
import { ApiSection } from './api-section.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { greatestFirst, pageOfWhole } from './paging.js';
import { IsRecordType } from './record-type.dto.js';
import { ReplayBody, viewReplay } from './replay.view.js';
import { ScopeBody, viewScope } from './scope.view.js';
import { timeText } from './times.js';
import { UnknownScopes, type UnknownScope } from './unknown-scopes.service.js';
import { UnknownScopesQuery } from './work-lists.dto.js';
import { Visibility } from './visibility.service.js';

const ACTIONS = Object.keys(SCOPE_ACTIONS);
const DEFAULT_HOOKS_PER_SECOND = 100;

/** Events of a name the connection has no scope of. */
export class UnknownScopeBody {
  @ApiProperty({ example: 'order/archived' })
  name!: string;

  @ApiProperty({ type: 'integer', description: 'Among the newest 5,000 verdicts of each address.' })
  count!: number;

  @ApiProperty({ type: String, nullable: true, example: 'hok_…', description: 'The newest hook.' })
  hook!: string | null;

  @ApiProperty({ format: 'date-time' })
  lastAt!: string;
}

/** What the name means. */
export class AdoptBody {
  @ApiProperty({ example: 'order/archived', description: 'As the system calls the event.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name!: string;

  @ApiProperty({ type: String, example: 'TRANSACTION' })
  @IsRecordType()
  type!: RecordType;

  @ApiProperty({ enum: ACTIONS, example: 'UPDATED' })
  @IsIn(ACTIONS)
  action!: ScopeAction;

  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(500)
  description?: string;

  @ApiPropertyOptional({ type: 'integer', minimum: 1, maximum: 1_000, default: DEFAULT_HOOKS_PER_SECOND })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1_000)
  hooksPerSecond: number = DEFAULT_HOOKS_PER_SECOND;
}

/** The scope, and the replay of what waited for it. */
export class AdoptedBody {
  @ApiProperty({ type: ScopeBody })
  scope!: ScopeBody;

  @ApiProperty({ type: ReplayBody })
  replay!: ReplayBody;
}

@ApiSection('scopes')
@Controller('v1/connections/:id/unknown-scopes')
export class UnknownScopesController {
  constructor(
    private readonly unknown: UnknownScopes,
    private readonly see: Visibility,
  ) {}

  @ApiOperation({ summary: 'Names that came in and that no scope has, the most frequent first' })
  @ApiPage(UnknownScopeBody)
  @Get()
  async list(
    @CalledBy() { tenant }: Caller,
    @Param('id') id: string,
    @Query() query: UnknownScopesQuery,
  ): Promise<PageBody<UnknownScopeBody>> {
    const by = {
      count: ({ name, count }: UnknownScope) => greatestFirst(count) + name,
      name: ({ name }: UnknownScope) => name,
    };
    return pageOfWhole(await this.unknown.list(this.see.connection(tenant, id)), query, {
      by,
      whose: id,
      show: ({ name, count, newest }) => ({
        name,
        count,
        hook: newest.hook === null ? null : this.see.id('hok', newest.hook),
        lastAt: timeText(newest.at),
      }),
    });
  }

  @ApiOperation({ summary: 'Makes the scope, and runs again what waited for it, and only that' })
  @ApiOkResponse({ type: AdoptedBody })
  @Needs('operator')
  @HttpCode(200)
  @Post('adopt')
  async adopt(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() body: AdoptBody,
  ): Promise<AdoptedBody> {
    const connection = this.see.connection(caller.tenant, id);
    const { scope, replay } = await this.unknown.adopt(actorOf(caller), connection, body);
    return { scope: viewScope(scope), replay: viewReplay(replay, caller.tenant, this.see) };
  }
}
