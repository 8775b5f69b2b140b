import { Inject, Injectable } from '@nestjs/common';

import { HostError } from '../errors/index.js';
import { ownerOfConnection, type ConnectionView } from '../registry/index.js';
import { LEDGER_READS } from './admin-parts.js';
import { viewHook, type HookBody, type HookCountsBody, type HookDetailBody } from './hook.view.js';
import type { LedgerReads, StoredHook } from '../ledger/index.js';
import type { PageBody, PageQuery } from './page.dto.js';
import { nextId } from './paging.js';
import { viewTransfer } from './transfer.view.js';
import { viewVerdict } from './verdict.view.js';
import { Visibility } from './visibility.service.js';

/** Verdicts and requests shown of one hook. */
const MOST_SHOWN = 500;

interface SeenHook {
  readonly row: StoredHook;
  readonly counts: HookCountsBody;
}

/** Hooks as a tenant may see them: its own whole, of a shared receiver's only those with slices of its own. */
@Injectable()
export class HookReading {
  constructor(
    @Inject(LEDGER_READS) private readonly ledger: LedgerReads,
    private readonly see: Visibility,
  ) {}

  /** A page may hold fewer than asked for: hooks at a shared receiver that are nobody's business are left out. */
  async list(
    tenant: number,
    { limit, cursor }: PageQuery,
    connection: ConnectionView | undefined,
  ): Promise<PageBody<HookBody>> {
    const owners = connection ? await this.see.ownersOf(connection) : await this.see.hookOwners(tenant);
    const before = this.see.before('hok', cursor);
    const rows = await this.ledger.hooks({ owners, before, limit: limit + 1 });
    const shown = await this.seen(tenant, rows.slice(0, limit), connection);
    return {
      items: shown.map(({ row, counts }) => viewHook(row, counts, { tenant, see: this.see })),
      next: nextId(rows, limit, (seq) => this.see.id('hok', seq)),
    };
  }

  async detail(tenant: number, id: string): Promise<HookDetailBody> {
    const { row, counts } = await this.find(tenant, id);
    const { head, seq } = row;
    const [verdicts, requests] = await Promise.all([
      this.ledger.verdictsOfHook(seq, MOST_SHOWN),
      this.ledger.requestsOfHook(seq, MOST_SHOWN),
    ]);
    return {
      ...viewHook(row, counts, { tenant, see: this.see }),
      query: head.query,
      headers: head.headers,
      scheme: head.scheme,
      secretId: head.secretId,
      deliveryId: head.deliveryId,
      suspect: head.isSuspect === true,
      verdicts: verdicts.filter((one) => one.tenant === tenant).map((one) => viewVerdict(one, this.see)),
      requests: requests.flatMap((one) => viewTransfer(one, tenant, this.see) ?? []),
    };
  }

  /** The bytes as received: of a hook that is all the tenant's own. */
  async body(tenant: number, id: string): Promise<Buffer> {
    const { row } = await this.find(tenant, id);
    const body = this.see.isOwn(tenant, row.owner) ? await this.ledger.hookBody(row.seq) : null;
    if (!body) throw new HostError('NOT_FOUND', { subject: id, detail: 'the body belongs to the receiver' });
    return body;
  }

  /** NOT_FOUND for one the tenant has no part in. */
  async seqOf(tenant: number, id: string): Promise<number> {
    return (await this.find(tenant, id)).row.seq;
  }

  /** The last hook at the connection's own address. */
  async lastOf({ number }: ConnectionView): Promise<StoredHook | undefined> {
    const [last] = await this.ledger.hooks({ owners: [ownerOfConnection(number)], limit: 1 });
    return last;
  }

  private async find(tenant: number, id: string): Promise<SeenHook> {
    const row = await this.ledger.hook(this.see.seq('hok', id));
    const [seen] = row ? await this.seen(tenant, [row]) : [];
    if (!seen) throw new HostError('NOT_FOUND', { subject: id });
    return seen;
  }

  /** Of a connection: those at its own address, and those with slices of it. */
  private async seen(
    tenant: number,
    rows: readonly StoredHook[],
    connection?: ConnectionView,
  ): Promise<SeenHook[]> {
    const seqs = rows.map(({ seq }) => seq);
    const [requests, verdicts] = await Promise.all([
      this.ledger.requestCounts(seqs),
      this.ledger.verdictCounts(seqs),
    ]);
    const queues = new Set(this.see.queues(tenant, connection));
    const isOf = (one: { readonly tenant: number; readonly connection: number | null }): boolean =>
      one.tenant === tenant && (!connection || one.connection === connection.number);
    return rows.flatMap((row) => {
      const counts = {
        requests: total(requests.filter((one) => one.hook === row.seq && queues.has(one.queue))),
        verdicts: total(verdicts.filter((one) => one.hook === row.seq && isOf(one))),
      };
      const isWhole = connection
        ? row.owner === ownerOfConnection(connection.number)
        : this.see.isOwn(tenant, row.owner);
      return isWhole || counts.requests + counts.verdicts > 0 ? [{ row, counts }] : [];
    });
  }
}

function total(counts: readonly { readonly count: number }[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}
