import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import type { Authorizing } from '../../oauth/index.js';
import { actorOf } from '../actor.js';
import { CalledBy, Needs, type Caller } from '../api-key.guard.js';
import { ApiSection } from '../api-section.js';
import { Fails } from '../openapi/operations.js';
import { timeText } from '../times.js';
import { AuthorizeBody, AuthorizeLinkBody } from './authorize.dto.js';

export const AUTHORIZING = Symbol('Authorizing');

@ApiSection('connections')
@Controller('v1/connections/:id')
export class AuthorizationController {
  constructor(@Inject(AUTHORIZING) private readonly authorizing: Pick<Authorizing, 'begin'>) {}

  @ApiOperation({
    summary: 'Makes a link for the person who grants access by OAuth 2.0',
    description:
      'The person signs in to the system, agrees, and comes back to `/oauth/callback` of this host, whose address ' +
      '(`HOOKYARD_PUBLIC_URL`) has to be registered with the app. See docs/guides/authorization.md.',
  })
  @ApiOkResponse({ type: AuthorizeLinkBody })
  @Needs('operator')
  @Fails('AUTHORIZATION_NOT_OFFERED', 'CONFLICT')
  @HttpCode(200)
  @Post('authorize')
  async authorize(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() { changeAccount = false }: AuthorizeBody,
  ): Promise<AuthorizeLinkBody> {
    const ask = { changesAccount: changeAccount };
    const { url, expiresAt } = await this.authorizing.begin(actorOf(caller), id, ask);
    return { url, expiresAt: timeText(expiresAt) };
  }
}
