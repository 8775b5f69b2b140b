import { Inject, Injectable } from '@nestjs/common';

import { HostError } from '../errors/index.js';
import type { RequestState } from '../flow/index.js';
import type { Command, LedgerReads, StoredRequest } from '../ledger/index.js';
import type { Actor } from '../registry/index.js';

import { LEDGER_READS, REGISTRY, REQUESTS, type AdminParts, type AdminRegistry } from './admin-parts.js';
import type { CommandedBody, TransferFilterBody } from './transfer-commands.dto.js';
import { TransferReading } from './transfer-reading.service.js';
import { Visibility } from './visibility.service.js';

/** What a person asks for. `release` and `retry` both queue again; a query of each looks for other states. */
export type Wish = 'retry' | 'release' | 'park' | 'cancel';

const COMMANDS: Readonly<Record<Wish, Command>> = {
  retry: 'queue',
  release: 'queue',
  park: 'park',
  cancel: 'cancel',
};
const DEFAULT_STATE: Readonly<Partial<Record<Wish, RequestState>>> = { retry: 'parked', release: 'held' };
/** Requests looked at a call: filters that fit little must not keep it for ever. */
const MOST_LOOKED_AT = 5_000;
const PAGE = 200;

/** Requests run again, put aside or ended by a person, each with a note in the audit. */
@Injectable()
export class TransferCommands {
  constructor(
    @Inject(LEDGER_READS) private readonly ledger: LedgerReads,
    @Inject(REQUESTS) private readonly requests: AdminParts['requests'],
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    private readonly transfers: TransferReading,
    private readonly see: Visibility,
  ) {}

  async one(actor: Actor, id: string, wish: Wish): Promise<void> {
    const { row } = await this.transfers.find(actor.tenant, id);
    const { changed, running } = await this.requests.commandRequests(COMMANDS[wish], [row.seq]);
    if (changed.length === 0) {
      const detail = running > 0 ? 'it is running now' : `it is ${row.state}: there is nothing to ${wish}`;
      throw new HostError('CONFLICT', { subject: id, detail });
    }
    const before = { state: row.state, code: row.heldCode };
    await this.registry.audit.note(actor, { action: `transfer.${wish}`, subject: id, before });
  }

  async all(actor: Actor, filter: TransferFilterBody, wish: Wish): Promise<CommandedBody> {
    const { rows, next } = await this.matching(actor.tenant, filter, stateOf(filter, wish));
    const found = { matched: rows.length, next: next === null ? null : this.see.id('req', next) };
    if (filter.dryRun || rows.length === 0) return { ...found, changed: 0, running: 0 };
    const { changed, running } = await this.requests.commandRequests(
      COMMANDS[wish],
      rows.map(({ seq }) => seq),
    );
    await this.registry.audit.note(actor, {
      action: `transfers.${wish}`,
      subject: filter.connection ?? 'all connections',
      before: { ...filter },
      after: { changed: changed.length, running, requests: changed.map((seq) => this.see.id('req', seq)) },
    });
    return { ...found, changed: changed.length, running };
  }

  private async matching(
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

function stateOf({ state }: TransferFilterBody, wish: Wish): RequestState {
  const asked = state ?? DEFAULT_STATE[wish];
  if (asked !== undefined) return asked;
  throw new HostError('VALIDATION_FAILED', {
    errors: [{ field: 'state', message: `say which requests to ${wish}` }],
  });
}

function fits({ type, scope, heldCode }: StoredRequest, filter: TransferFilterBody): boolean {
  if (filter.type !== undefined && filter.type !== type) return false;
  if (filter.scope !== undefined && filter.scope !== scope) return false;
  return (
    filter.code === undefined || heldCode === filter.code || (heldCode ?? '').startsWith(`${filter.code}:`)
  );
}
