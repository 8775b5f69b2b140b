import { Inject, Injectable } from '@nestjs/common';

import { HostError } from '../errors/index.js';
import type { RequestState } from '../flow/index.js';
import { LEDGER_READS } from './admin-parts.js';
import type { LedgerReads, StoredRequest } from '../ledger/index.js';
import type { PageBody } from './page.dto.js';
import type { Fields } from './fields.js';
import { openPage } from './paging.js';
import { timeOf } from './filters.dto.js';
import { traceIdOfRequest } from './trace-id.js';
import type { TransferFilterBody } from './transfer-commands.dto.js';
import type { TransfersQuery } from './hot-lists.dto.js';
import {
  madeWith,
  parsed,
  viewAttempt,
  told,
  viewTransfer,
  type TransferBody,
  type TransferDetailBody,
} from './transfer.view.js';
import { refuseRemoved } from './removed.js';
import { Visibility } from './visibility.service.js';

const MOST_IN_TREE = 200;
const MOST_ATTEMPTS = 200;

/** Requests as a tenant may see them. */
@Injectable()
export class TransferReading {
  constructor(
    @Inject(LEDGER_READS) private readonly ledger: LedgerReads,
    private readonly see: Visibility,
  ) {}

  async list(tenant: number, query: TransfersQuery): Promise<PageBody<TransferBody>> {
    const { state, type, action, scope, code, recordId, hook, trackingId, from, to } = query;
    const page = openPage(query, this.see.places('req'));
    const ask = {
      queues: this.queuesOf(tenant, query),
      hook: hook === undefined ? undefined : this.see.seq('hok', hook),
      root: trackingId === undefined ? undefined : this.see.seq('trk', trackingId),
      from: timeOf(from),
      to: timeOf(to),
    };
    const filter = { state, type, action, scope, code, recordId };
    const { items, next } = await this.ledger.requests({ ...ask, ...filter }, page);
    return page.answer(
      items.flatMap((row) => viewTransfer(row, tenant, this.see) ?? []),
      next,
    );
  }

  async detail(tenant: number, id: string): Promise<TransferDetailBody> {
    const { row, body } = await this.find(tenant, id);
    const [attempts, tree] = await Promise.all([
      this.ledger.attempts([row.seq], MOST_ATTEMPTS),
      this.ledger.tree(row.root === 0 ? row.seq : row.root, MOST_IN_TREE),
    ]);
    const failures = attempts.map(viewAttempt);
    const [trail, result] = [told(row.trail, this.see), told(row.result, this.see)];
    return {
      ...body,
      traceId: traceIdOfRequest(row, new Map(tree.map((one) => [one.seq, one])), this.see),
      trail: Array.isArray(trail) ? (trail as unknown[]) : [trail],
      payload: parsed(row.payload),
      result,
      madeWith: madeWith(result) ?? failures.at(-1)?.madeWith ?? null,
      failures,
      tree: tree.flatMap((one) => viewTransfer(one, tenant, this.see) ?? []),
    };
  }

  /** NOT_FOUND for another tenant's. */
  async find(
    tenant: number,
    id: string,
  ): Promise<{ readonly row: StoredRequest; readonly body: Fields<TransferBody> }> {
    const seq = this.see.seq('req', id);
    const row = await this.ledger.request(seq);
    if (!row) refuseRemoved(id, seq, (await this.ledger.removed()).request);
    const body = row && viewTransfer(row, tenant, this.see);
    if (!row || !body) throw new HostError('NOT_FOUND', { subject: id });
    return { row, body };
  }

  /** Requests of a state that fit a filter, newest first; `next` is the number to go on behind. */
  async matching(
    tenant: number,
    filter: TransferFilterBody,
    state: RequestState,
  ): Promise<{ readonly rows: readonly StoredRequest[]; readonly next: number | null }> {
    const { type, scope, code, limit, cursor } = filter;
    const behind = cursor === undefined ? undefined : this.see.seq('req', cursor);
    const ask = { queues: this.queuesOf(tenant, filter), state, type, scope, code };
    const { items, next } = await this.ledger.requests(ask, { behind, limit });
    return { rows: items, next };
  }

  private queuesOf(
    tenant: number,
    { connection, direction }: Pick<TransferFilterBody, 'connection' | 'direction'>,
  ): number[] {
    const of = connection === undefined ? undefined : this.see.connection(tenant, connection);
    const queues = this.see.queues(tenant, of);
    if (direction === undefined) return queues;
    return queues.filter((queue) => this.see.queueName(queue)?.direction === direction);
  }
}
