import { Inject, Injectable } from '@nestjs/common';

import { HostError } from '../errors/index.js';
import type { RequestState } from '../flow/index.js';
import type { Command, CommandedWith } from '../ledger/index.js';
import type { Actor, AuditEntry } from '../registry/index.js';

import { REGISTRY, REQUESTS, type AdminParts, type AdminRegistry } from './admin-parts.js';
import { given } from './fields.js';
import type { CommandedBody, TransferFilterBody } from './transfer-commands.dto.js';
import { TransferReading } from './transfer-reading.service.js';
import { Visibility } from './visibility.service.js';

/** What a person asks for. `release` and `retry` both queue again; a query of each looks for other states. */
export type Wish = 'retry' | 'release' | 'park' | 'cancel';

export type Decision = 'take' | 'keep';

const STOPPED: readonly RequestState[] = ['parked', 'parked-block'];
const COMMANDS: Readonly<Record<Wish, Command>> = {
  retry: 'queue',
  release: 'queue',
  park: 'park',
  cancel: 'cancel',
};
const DEFAULT_STATE: Readonly<Partial<Record<Wish, RequestState>>> = { retry: 'parked', release: 'held' };

/** Requests run again, put aside or ended by a person, each with a note in the audit. */
@Injectable()
export class TransferCommands {
  constructor(
    @Inject(REQUESTS) private readonly requests: AdminParts['requests'],
    @Inject(REGISTRY) private readonly registry: AdminRegistry,
    private readonly transfers: TransferReading,
    private readonly see: Visibility,
  ) {}

  async one(actor: Actor, id: string, wish: Wish): Promise<void> {
    const { row } = await this.transfers.find(actor.tenant, id);
    const before = { state: row.state, code: row.heldCode };
    const entry = { action: `transfer.${wish}`, subject: id, before, after: { command: COMMANDS[wish] } };
    const also = this.noting(actor, entry);
    const { changed, running } = await this.requests.commandRequests(COMMANDS[wish], [row.seq], { also });
    if (changed.length > 0) return;
    const detail = running > 0 ? 'it is running now' : `it is ${row.state}: there is nothing to ${wish}`;
    throw new HostError('CONFLICT', { subject: id, detail });
  }

  /** A parked conflict of edits: whether what came in is taken, or what the hub has is kept and goes back. */
  async decide(actor: Actor, id: string, decision: Decision): Promise<void> {
    const { row } = await this.transfers.find(actor.tenant, id);
    const isOpen = STOPPED.includes(row.state) && row.heldCode === 'edit-conflict';
    const word = { decided: decision };
    const before = { state: row.state, code: row.heldCode };
    const also = this.noting(actor, { action: 'transfer.decide', subject: id, before, after: word });
    const wanted = isOpen ? [row.seq] : [];
    const { changed } = await this.requests.commandRequests('queue', wanted, { word, also });
    if (changed.length > 0) return;
    const detail = 'it is no conflict of edits that waits for a person';
    throw new HostError('CONFLICT', { subject: id, detail });
  }

  /** A line of the audit for each page that is changed in one commit. */
  async all(actor: Actor, filter: TransferFilterBody, wish: Wish): Promise<CommandedBody> {
    const { rows, next } = await this.transfers.matching(actor.tenant, filter, stateOf(filter, wish));
    const found = { matched: rows.length, next: next === null ? null : this.see.id('req', next) };
    if (filter.dryRun || rows.length === 0) return { ...found, changed: 0, running: 0 };
    const seqs = rows.map(({ seq }) => seq);
    const entry = {
      action: `transfers.${wish}`,
      subject: filter.connection ?? 'all connections',
      before: given(filter),
    };
    const also: CommandedWith['also'] = (tx, { changed, running }) => {
      const requests = changed.map((seq) => this.see.id('req', seq));
      const after = { changed: changed.length, running, requests };
      return this.registry.audit.within(tx, actor, { ...entry, after });
    };
    const { changed, running } = await this.requests.commandRequests(COMMANDS[wish], seqs, { also });
    return { ...found, changed: changed.length, running };
  }

  private noting(actor: Actor, entry: AuditEntry): CommandedWith['also'] {
    return async (tx, { changed }) => {
      if (changed.length > 0) await this.registry.audit.within(tx, actor, entry);
    };
  }
}

function stateOf({ state }: TransferFilterBody, wish: Wish): RequestState {
  const asked = state ?? DEFAULT_STATE[wish];
  if (asked !== undefined) return asked;
  throw new HostError('VALIDATION_FAILED', {
    errors: [{ field: 'state', message: `say which requests to ${wish}` }],
  });
}
