import { Readable } from 'node:stream';

import { Controller, Get, Headers, Query, Res, StreamableFile } from '@nestjs/common';
import { ApiHeader, ApiOkResponse, ApiOperation, ApiProduces } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';

import { HostError } from '../errors/index.js';
import { ownerOfConnection, type ConnectionView, type SubscriberView } from '../registry/index.js';
import { ApiSection } from './api-section.js';
import { CalledBy, bearerOf, type Caller } from './api-key.guard.js';
import { Fails } from './openapi/operations.js';
import { SubscriberDeliveries } from './subscriber-deliveries.service.js';
import type { TailWish } from './tail-follower.js';
import { TAIL_KINDS, TailQuery, type TailKind } from './tail.dto.js';
import { Tails } from './tails.service.js';
import { Visibility } from './visibility.service.js';

const EVENT_STREAM = 'text/event-stream';

@ApiSection('tail')
@Controller('v1/tail')
export class TailController {
  constructor(
    private readonly tails: Tails,
    private readonly subscribers: SubscriberDeliveries,
    private readonly see: Visibility,
  ) {}

  @ApiOperation({
    summary: 'Hooks, verdicts, transfers and deliveries as they are committed, as server-sent events',
    description:
      'Events: `begin`, `hook`, `verdict`, `transfer` and `delivery` (when it begins, and in each state it is found in), `missed` ' +
      '(how much was left out), `end`. `Last-Event-ID` goes on behind an event; what was told may be told again, nothing ' +
      'is left out unsaid.',
  })
  @ApiHeader({ name: 'Last-Event-ID', required: false, description: 'Goes on behind this event.' })
  @ApiProduces(EVENT_STREAM)
  @ApiOkResponse({ schema: { type: 'string' }, description: 'A stream that ends when the host stops.' })
  @Fails('NOT_A_STREAM', 'TOO_MANY_STREAMS')
  @Get()
  async follow(
    @CalledBy() caller: Caller,
    @Query() query: TailQuery,
    @Headers() headers: Record<string, string | undefined>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<StreamableFile> {
    const wish = await this.wishOf(caller.tenant, query);
    if (!headers['accept']?.includes(EVENT_STREAM)) throw new HostError('NOT_A_STREAM');
    const gone = new AbortController();
    const events = await this.tails.listen({
      caller,
      key: bearerOf(headers['authorization']) ?? '',
      lastEventId: headers['last-event-id'],
      wish,
      signal: gone.signal,
    });
    reply.raw.on('close', () => gone.abort());
    void reply.headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    return new StreamableFile(Readable.from(events, { objectMode: false }), { type: EVENT_STREAM });
  }

  private async wishOf(tenant: number, query: TailQuery): Promise<TailWish> {
    const { scope, type, verdict, state } = query;
    const connection =
      query.connection === undefined ? undefined : this.see.connection(tenant, query.connection);
    const to =
      query.subscriber === undefined ? undefined : this.subscribers.subscriber(tenant, query.subscriber);
    const kinds = kindsOf(query);
    const isNamed = (row: { readonly scope: string | null; readonly type: string | null }): boolean =>
      (scope === undefined || row.scope === scope) && (type === undefined || row.type === type);
    return {
      hook: (row) => kinds.has('hooks') && this.see.isOwn(tenant, row.owner) && isAt(connection, row),
      verdict: (row) =>
        kinds.has('verdicts') &&
        row.tenant === tenant &&
        (!connection || row.connection === connection.number) &&
        (verdict === undefined || row.verdict === verdict) &&
        isNamed(row),
      request: (row) =>
        isNamed(row) &&
        (row.delivery === null
          ? kinds.has('transfers') && this.isOf(tenant, connection, row.queue)
          : kinds.has('deliveries') && this.isTo(tenant, to, row.queue)),
      state: (row) => state === undefined || row.state === state,
    };
  }

  private isTo(tenant: number, to: SubscriberView | undefined, queue: number): boolean {
    const own = this.see.subscriber(tenant, queue);
    return own !== undefined && (!to || own.number === to.number);
  }

  private isOf(tenant: number, connection: ConnectionView | undefined, queue: number): boolean {
    const own = this.see.queue(tenant, queue);
    return own !== undefined && (!connection || own.connection === connection.id);
  }
}

/** At its own address, or named by its token at a receiver. */
function isAt(
  connection: ConnectionView | undefined,
  { owner, head }: { readonly owner: number; readonly head: { readonly connection: number | null } },
): boolean {
  if (!connection) return true;
  return owner === ownerOfConnection(connection.number) || head.connection === connection.number;
}

/** What each kind can be asked by. */
const ASKED_BY: Readonly<Record<TailKind, readonly (keyof TailQuery)[]>> = {
  hooks: ['connection'],
  verdicts: ['connection', 'scope', 'type', 'verdict'],
  transfers: ['connection', 'scope', 'type', 'state'],
  deliveries: ['subscriber', 'scope', 'type', 'state'],
};

/** Without a list: what has all that is asked for. */
function kindsOf({ kinds, ...asked }: TailQuery): ReadonlySet<TailKind> {
  if (kinds) return new Set(kinds);
  const names = (Object.keys(asked) as (keyof TailQuery)[]).filter(
    (name) => asked[name as never] !== undefined,
  );
  return new Set(TAIL_KINDS.filter((kind) => names.every((name) => ASKED_BY[kind].includes(name))));
}
