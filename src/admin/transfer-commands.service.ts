import { Inject, Injectable } from '@nestjs/common';

import { HostError } from '../errors/index.js';
import type { RequestState } from '../flow/index.js';
import type { Command } from '../ledger/index.js';
import type { Actor } from '../registry/index.js';

import { REGISTRY, REQUESTS, type AdminParts, type AdminRegistry } from './admin-parts.js';
import { given } from './fields.js';
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
    const { changed, running } = await this.requests.commandRequests(COMMANDS[wish], [row.seq]);
    if (changed.length === 0) {
      const detail = running > 0 ? 'it is running now' : `it is ${row.state}: there is nothing to ${wish}`;
      throw new HostError('CONFLICT', { subject: id, detail });
    }
    const before = { state: row.state, code: row.heldCode };
    await this.registry.audit.note(actor, { action: `transfer.${wish}`, subject: id, before });
  }

  async all(actor: Actor, filter: TransferFilterBody, wish: Wish): Promise<CommandedBody> {
    const { rows, next } = await this.transfers.matching(actor.tenant, filter, stateOf(filter, wish));
    const found = { matched: rows.length, next: next === null ? null : this.see.id('req', next) };
    if (filter.dryRun || rows.length === 0) return { ...found, changed: 0, running: 0 };
    const { changed, running } = await this.requests.commandRequests(
      COMMANDS[wish],
      rows.map(({ seq }) => seq),
    );
    await this.registry.audit.note(actor, {
      action: `transfers.${wish}`,
      subject: filter.connection ?? 'all connections',
      before: given(filter),
      after: { changed: changed.length, running, requests: changed.map((seq) => this.see.id('req', seq)) },
    });
    return { ...found, changed: changed.length, running };
  }
}

function stateOf({ state }: TransferFilterBody, wish: Wish): RequestState {
  const asked = state ?? DEFAULT_STATE[wish];
  if (asked !== undefined) return asked;
  throw new HostError('VALIDATION_FAILED', {
    errors: [{ field: 'state', message: `say which requests to ${wish}` }],
  });
}
