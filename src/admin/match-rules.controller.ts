import { Body, Controller, Delete, Get, HttpCode, Inject, Param, Patch, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiOperation } from '@nestjs/swagger';

import { SUGGESTIONS, type MatchRule } from '../hub/index.js';
import { actorOf } from './actor.js';
import { DUPLICATES, MATCH_RULES, type AdminParts } from './admin-parts.js';
import { ApiSection } from './api-section.js';
import { CalledBy, Needs, type Caller } from './api-key.guard.js';
import { Moving } from './conditional.interceptor.js';
import { MatchRulesQuery, SuggestionsQuery } from './configuration-lists.dto.js';
import { given } from './fields.js';
import { MatchRulePatchBody, NewMatchRuleBody } from './match-rule.dto.js';
import {
  MatchRuleBody,
  MatchRuleDetailBody,
  MatchSuggestionBody,
  viewMatchRule,
  viewSuggestion,
} from './match-rule.view.js';
import { ApiPage, type PageBody } from './page.dto.js';
import { greatestFirst, hasInName, leastFirst, pageOfWhole } from './paging.js';

@ApiSection('duplicates')
@Controller('v1/match-rules')
export class MatchRulesController {
  constructor(
    @Inject(MATCH_RULES) private readonly rules: AdminParts['matchRules'],
    @Inject(DUPLICATES) private readonly duplicates: AdminParts['duplicates'],
  ) {}

  @ApiOperation({ summary: 'The rules by which duplicates are found; at most 50' })
  @ApiPage(MatchRuleBody)
  @Get()
  list(@CalledBy() { tenant }: Caller, @Query() query: MatchRulesQuery): PageBody<MatchRuleBody> {
    const { type, enabled, name } = query;
    const wanted = this.rules
      .list(tenant)
      .filter((rule) => type === undefined || rule.type === type)
      .filter((rule) => enabled === undefined || rule.isEnabled === enabled)
      .filter((rule) => hasInName(rule, name));
    const by = {
      oldest: ({ number }: MatchRule) => leastFirst(number),
      newest: ({ number }: MatchRule) => greatestFirst(number),
      name: (rule: MatchRule) => JSON.stringify([rule.name, rule.number]),
    };
    return pageOfWhole(wanted, query, { by, show: viewMatchRule });
  }

  @ApiOperation({ summary: 'Rules to switch on as they are' })
  @ApiPage(MatchSuggestionBody)
  @Get('suggestions')
  suggestions(@Query() query: SuggestionsQuery): PageBody<MatchSuggestionBody> {
    const wanted = SUGGESTIONS.filter(({ type }) => query.type === undefined || type === query.type);
    return pageOfWhole(wanted, query, { by: { name: ({ key }) => key }, show: viewSuggestion });
  }

  @ApiOperation({ summary: 'Switches a suggested rule on' })
  @ApiCreatedResponse({ type: MatchRuleDetailBody })
  @Needs('operator')
  @Post('suggestions/:key')
  async suggested(@CalledBy() caller: Caller, @Param('key') key: string): Promise<MatchRuleDetailBody> {
    return this.shown(await this.rules.suggested(actorOf(caller), key));
  }

  @ApiOperation({
    summary: 'Makes a rule; what is there is looked through in the background',
    description: 'Nothing is merged by it: it finds groups, which people look at.',
  })
  @ApiCreatedResponse({ type: MatchRuleDetailBody })
  @Needs('operator')
  @Post()
  async create(@CalledBy() caller: Caller, @Body() body: NewMatchRuleBody): Promise<MatchRuleDetailBody> {
    const { enabled, country, countryField, ...input } = body;
    const own = given({ country: country ?? undefined, countryField: countryField ?? undefined });
    const rule = { ...input, ...own, isEnabled: enabled };
    return this.shown(await this.rules.create(actorOf(caller), given(rule)));
  }

  @ApiOperation({ summary: 'One rule, and how far its search is' })
  @ApiOkResponse({ type: MatchRuleDetailBody })
  @Moving('seen', 'searched')
  @Get(':id')
  async get(@CalledBy() { tenant }: Caller, @Param('id') id: string): Promise<MatchRuleDetailBody> {
    return this.shown(await this.rules.read(tenant, id));
  }

  @ApiOperation({ summary: 'Changes a rule; what matches otherwise than before is looked for anew' })
  @ApiOkResponse({ type: MatchRuleDetailBody })
  @Needs('operator')
  @Patch(':id')
  async change(
    @CalledBy() caller: Caller,
    @Param('id') id: string,
    @Body() body: MatchRulePatchBody,
  ): Promise<MatchRuleDetailBody> {
    const { enabled, name, parts, country, countryField } = body;
    const { parts: present, ...before } = await this.rules.read(caller.tenant, id);
    const isOther = parts !== undefined || country !== undefined || countryField !== undefined;
    const definition = given({
      parts: parts ?? present,
      country: changed(country, before.country),
      countryField: changed(countryField, before.countryField),
    });
    const patch = { name, isEnabled: enabled, ...(isOther ? { definition } : {}) };
    return this.shown(await this.rules.change(actorOf(caller), id, patch));
  }

  @ApiOperation({ summary: 'Removes a rule, and the groups that it alone found' })
  @ApiNoContentResponse()
  @Needs('operator')
  @HttpCode(204)
  @Delete(':id')
  async remove(@CalledBy() caller: Caller, @Param('id') id: string): Promise<void> {
    await this.rules.remove(actorOf(caller), id);
  }

  private async shown(rule: MatchRule): Promise<MatchRuleDetailBody> {
    const { isDone, seen } = await this.duplicates.progressOf(rule);
    return { ...viewMatchRule(rule), searched: isDone, seen };
  }
}

/** Null takes it away. */
function changed<T>(wanted: T | null | undefined, before: T | undefined): T | undefined {
  return wanted === undefined ? before : (wanted ?? undefined);
}
