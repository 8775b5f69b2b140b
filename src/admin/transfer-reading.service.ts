import { Inject, Injectable } from '@nestjs/common';

import { HostError } from '../errors/index.js';
import type { RequestState } from '../flow/index.js';
import { LEDGER_READS } from './admin-parts.js';
import type { LedgerReads, StoredRequest } from '../ledger/index.js';
import type { PageBody } from './page.dto.js';
import type { Fields } from './fields.js';
import { nextId } from './paging.js';
import type { TransferFilterBody } from './transfer-commands.dto.js';
import type { TransfersQuery } from './transfer.dto.js';
import {
  parsed,
  viewAttempt,
  viewTransfer,
  type TransferBody,
  type TransferDetailBody,
} from './transfer.view.js';
import { Visibility } from './visibility.service.js';

const MOST_IN_TREE = 200;
const MOST_ATTEMPTS = 200;
/** Requests looked at a call: filters that fit little must not keep it for ever. */
const MOST_LOOKED_AT = 5_000;
const PAGE = 200;

/** Requests as a tenant may see them. */
@Injectable()
export class TransferReading {
  constructor(
    @Inject(LEDGER_READS) private readonly ledger: LedgerReads,
    private readonly see: Visibility,
  ) {}

  async list(
    tenant: number,
    { limit, cursor, connection, state }: TransfersQuery,
  ): Promise<PageBody<TransferBody>> {
    const of = connection === undefined ? undefined : this.see.connection(tenant, connection);
    const before = this.see.before('req', cursor);
    const rows = await this.ledger.requests({
      queues: this.see.queues(tenant, of),
      state,
      before,
      limit: limit + 1,
    });
    return {
      items: rows.slice(0, limit).flatMap((row) => viewTransfer(row, tenant, this.see) ?? []),
      next: nextId(rows, limit, (seq) => this.see.id('req', seq)),
    };
  }

  async detail(tenant: number, id: string): Promise<TransferDetailBody> {
    const { row, body } = await this.find(tenant, id);
    const [attempts, tree] = await Promise.all([
      this.ledger.attempts([row.seq], MOST_ATTEMPTS),
      this.ledger.tree(row.root === 0 ? row.seq : row.root, MOST_IN_TREE),
    ]);
    const trail = parsed(row.trail);
    return {
      ...body,
      trail: Array.isArray(trail) ? (trail as unknown[]) : [trail],
      payload: parsed(row.payload),
      result: parsed(row.result),
      failures: attempts.map(viewAttempt),
      tree: tree.flatMap((one) => viewTransfer(one, tenant, this.see) ?? []),
    };
  }

  /** NOT_FOUND for another tenant's. */
  async find(
    tenant: number,
    id: string,
  ): Promise<{ readonly row: StoredRequest; readonly body: Fields<TransferBody> }> {
    const row = await this.ledger.request(this.see.seq('req', id));
    const body = row && viewTransfer(row, tenant, this.see);
    if (!row || !body) throw new HostError('NOT_FOUND', { subject: id });
    return { row, body };
  }

  /** Requests of a state that fit a filter, newest first; `next` is the number to go on behind. */
  async matching(
    tenant: number,
    filter: TransferFilterBody,
    state: RequestState,
  ): Promise<{ readonly rows: StoredRequest[]; readonly next: number | null }> {
    const queues = this.queuesOf(tenant, filter);
    const rows: StoredRequest[] = [];
    let before = this.see.before('req', filter.cursor);
    for (let looked = 0; looked < MOST_LOOKED_AT; looked += PAGE) {
      const page = await this.ledger.requests({ queues, state, before, limit: PAGE });
      for (const row of page) {
        if (rows.length === filter.limit) return { rows, next: before ?? null };
        before = row.seq;
        if (fits(row, filter)) rows.push(row);
      }
      if (page.length === 0) return { rows, next: null };
    }
    return { rows, next: before ?? null };
  }

  private queuesOf(tenant: number, { connection, direction }: TransferFilterBody): number[] {
    const of = connection === undefined ? undefined : this.see.connection(tenant, connection);
    const queues = this.see.queues(tenant, of);
    if (direction === undefined) return queues;
    return queues.filter((queue) => this.see.queueName(queue)?.direction === direction);
  }
}

function fits({ type, scope, heldCode }: StoredRequest, filter: TransferFilterBody): boolean {
  if (filter.type !== undefined && filter.type !== type) return false;
  if (filter.scope !== undefined && filter.scope !== scope) return false;
  return (
    filter.code === undefined || heldCode === filter.code || (heldCode ?? '').startsWith(`${filter.code}:`)
  );
}
