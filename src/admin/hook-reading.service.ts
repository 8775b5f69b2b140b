import { Inject, Injectable } from '@nestjs/common';

import { HostError } from '../errors/index.js';
import { ownerOfConnection, type ConnectionView } from '../registry/index.js';
import { LEDGER_READS } from './admin-parts.js';
import { viewHook, type HookBody, type HookCountsBody, type HookDetailBody } from './hook.view.js';
import type { LedgerReads, StoredHook } from '../ledger/index.js';
import { timeOf } from './filters.dto.js';
import type { HooksQuery } from './hot-lists.dto.js';
import type { PageBody } from './page.dto.js';
import { openPage } from './paging.js';
import { traceIdOfHook } from './trace-id.js';
import { viewTransfer } from './transfer.view.js';
import { viewVerdict } from './verdict.view.js';
import { refuseRemoved } from './removed.js';
import { Visibility } from './visibility.service.js';

/** Verdicts and requests shown of one hook. */
const MOST_SHOWN = 500;
/** A delivery id has no index: that would cost every hook an entry. */
const MOST_DELIVERIES = 20_000;
const HOOKS_PER_LOOK = 500;

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
  async list(tenant: number, query: HooksQuery): Promise<PageBody<HookBody>> {
    const { connection: id, state, from, to } = query;
    const connection = id === undefined ? undefined : this.see.connection(tenant, id);
    const owners = connection ? await this.see.ownersOf(connection) : await this.see.hookOwners(tenant);
    const page = openPage(query, this.see.places('hok'));
    const ask = { owners, state, from: timeOf(from), to: timeOf(to) };
    const { items, next } = await this.ledger.hooks(ask, page);
    const shown = await this.seen(tenant, items, connection);
    return page.answer(
      shown.map(({ row, counts }) => viewHook(row, counts, { tenant, see: this.see })),
      next,
    );
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
      traceId: traceIdOfHook(seq, this.see),
      query: head.query,
      headers: head.headers,
      scheme: head.scheme,
      secretId: head.secretId,
      deliveryId: head.deliveryId,
      suspect: head.isSuspect === true,
      emptied: head.isEmptied === true,
      verdicts: verdicts.filter((one) => one.tenant === tenant).map((one) => viewVerdict(one, this.see)),
      requests: requests.flatMap((one) => viewTransfer(one, tenant, this.see) ?? []),
    };
  }

  /** The bytes as received: of a hook that is all the tenant's own. */
  async body(tenant: number, id: string): Promise<Buffer> {
    const { row } = await this.find(tenant, id);
    if (row.head.isEmptied)
      throw new HostError('REMOVED_BY_RETENTION', {
        subject: id,
        detail: 'the hook is kept longer than its body',
      });
    const body = this.see.isOwn(tenant, row.owner) ? await this.ledger.hookBody(row.seq) : null;
    if (!body) throw new HostError('NOT_FOUND', { subject: id, detail: 'the body belongs to the receiver' });
    return body;
  }

  /** NOT_FOUND for one the tenant has no part in. */
  async seqOf(tenant: number, id: string): Promise<number> {
    return (await this.find(tenant, id)).row.seq;
  }

  /** The newest hook of a delivery id, among those looked through of each of the connection's addresses. */
  async ofDelivery(tenant: number, connection: ConnectionView, deliveryId: string): Promise<string | null> {
    for (const owner of await this.see.ownersOf(connection)) {
      let behind: number | undefined;
      for (let looked = 0; looked < MOST_DELIVERIES; looked += HOOKS_PER_LOOK) {
        const page = { behind, limit: HOOKS_PER_LOOK };
        const { items, next } = await this.ledger.hooks({ owners: [owner] }, page);
        const found = items.filter(({ head }) => head.deliveryId === deliveryId);
        const [seen] = await this.seen(tenant, found, connection);
        if (seen) return this.see.id('hok', seen.row.seq);
        if (next === null) break;
        behind = next;
      }
    }
    return null;
  }

  /** The last hook at the connection's own address. */
  async lastOf({ number }: ConnectionView): Promise<StoredHook | undefined> {
    const { items } = await this.ledger.hooks({ owners: [ownerOfConnection(number)] }, { limit: 1 });
    return items[0];
  }

  private async find(tenant: number, id: string): Promise<SeenHook> {
    const seq = this.see.seq('hok', id);
    const row = await this.ledger.hook(seq);
    if (!row) refuseRemoved(id, seq, (await this.ledger.removed()).hook);
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
