import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { actorOf } from './actor.js';
import { ApiSection } from './api-section.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { CommandedBody, DecisionBody, TransferFilterBody } from './transfer-commands.dto.js';
import { TransferCommands, type Wish } from './transfer-commands.service.js';
import { TransferReading } from './transfer-reading.service.js';
import { TransferDetailBody } from './transfer.view.js';

@ApiSection('transfers')
@Controller('v1/transfers')
export class TransferCommandsController {
  constructor(
    private readonly commands: TransferCommands,
    private readonly transfers: TransferReading,
  ) {}

  @ApiOperation({ summary: 'Queues a held or parked request again' })
  @ApiOkResponse({ type: TransferDetailBody })
  @Needs('operator')
  @HttpCode(200)
  @Post(':id/release')
  releaseOne(@CalledBy() caller: Caller, @Param('id') id: string): Promise<TransferDetailBody> {
    return this.one(caller, id, 'release');
  }

  @ApiOperation({ summary: 'Tries a parked request again, or one that waits for its next try, at once' })
  @ApiOkResponse({ type: TransferDetailBody })
  @Needs('operator')
  @HttpCode(200)
  @Post(':id/retry')
  retryOne(@CalledBy() caller: Caller, @Param('id') id: string): Promise<TransferDetailBody> {
    return this.one(caller, id, 'retry');
  }

  @ApiOperation({
    summary:
      'Decides a conflict of edits: `disputed` in the result of its transfer shows both values of each field',
  })
  @ApiOkResponse({ type: TransferDetailBody })
  @Needs('operator')
  @HttpCode(200)
  @Post(':id/decide')
  async decide(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() { decision }: DecisionBody,
  ): Promise<TransferDetailBody> {
    await this.commands.decide(actorOf(caller), id, decision);
    return this.transfers.detail(caller.tenant, id);
  }

  @ApiOperation({ summary: 'Puts a request aside until a person takes it up again; its record goes on' })
  @ApiOkResponse({ type: TransferDetailBody })
  @Needs('operator')
  @HttpCode(200)
  @Post(':id/park')
  parkOne(@CalledBy() caller: Caller, @Param('id') id: string): Promise<TransferDetailBody> {
    return this.one(caller, id, 'park');
  }

  @ApiOperation({ summary: 'Ends a request for good; its children, if any, go on' })
  @ApiOkResponse({ type: TransferDetailBody })
  @Needs('operator')
  @HttpCode(200)
  @Post(':id/cancel')
  cancelOne(@CalledBy() caller: Caller, @Param('id') id: string): Promise<TransferDetailBody> {
    return this.one(caller, id, 'cancel');
  }

  @ApiOperation({ summary: 'Queues all held requests again that fit' })
  @ApiOkResponse({ type: CommandedBody })
  @Needs('operator')
  @HttpCode(200)
  @Post('release')
  release(@CalledBy() caller: Caller, @Body() filter: TransferFilterBody): Promise<CommandedBody> {
    return this.commands.all(actorOf(caller), filter, 'release');
  }

  @ApiOperation({ summary: 'Tries all parked requests again that fit' })
  @ApiOkResponse({ type: CommandedBody })
  @Needs('operator')
  @HttpCode(200)
  @Post('retry')
  retry(@CalledBy() caller: Caller, @Body() filter: TransferFilterBody): Promise<CommandedBody> {
    return this.commands.all(actorOf(caller), filter, 'retry');
  }

  @ApiOperation({ summary: 'Puts all requests aside that fit' })
  @ApiOkResponse({ type: CommandedBody })
  @Needs('operator')
  @HttpCode(200)
  @Post('park')
  park(@CalledBy() caller: Caller, @Body() filter: TransferFilterBody): Promise<CommandedBody> {
    return this.commands.all(actorOf(caller), filter, 'park');
  }

  @ApiOperation({ summary: 'Ends all requests that fit' })
  @ApiOkResponse({ type: CommandedBody })
  @Needs('operator')
  @HttpCode(200)
  @Post('cancel')
  cancel(@CalledBy() caller: Caller, @Body() filter: TransferFilterBody): Promise<CommandedBody> {
    return this.commands.all(actorOf(caller), filter, 'cancel');
  }

  private async one(caller: Caller, id: string, wish: Wish): Promise<TransferDetailBody> {
    await this.commands.one(actorOf(caller), id, wish);
    return this.transfers.detail(caller.tenant, id);
  }
}
