import { Inject, Injectable } from '@nestjs/common';

import { HostError } from '../errors/index.js';
import { LEDGER_READS } from './admin-parts.js';
import type { LedgerReads, StoredRequest } from '../ledger/index.js';
import type { PageBody } from './page.dto.js';
import type { Fields } from './fields.js';
import { nextId } from './paging.js';
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
}
