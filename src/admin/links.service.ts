import { Inject, Injectable } from '@nestjs/common';

import { HostError } from '../errors/index.js';
import type { Link, LinkChange, LinkMove, NewLink } from '../hub/index.js';
import { actorOf } from './actor.js';
import { CHANGE_BY_HAND, HUB, LINKS, type AdminParts } from './admin-parts.js';
import type { Caller } from './api-key.guard.js';
import { canonicalOf } from './external-name.js';
import type { NewLinkBody } from './link.dto.js';
import { Records } from './records.service.js';
import { Visibility } from './visibility.service.js';

/** What of a new link its surroundings decide. */
interface Place {
  readonly isPrimary: boolean;
  readonly generation: number;
}

/** Links made and ended by people. */
@Injectable()
export class Links {
  // oxlint-disable-next-line max-params -- injected
  constructor(
    @Inject(HUB) private readonly hub: AdminParts['hub'],
    @Inject(LINKS) private readonly links: AdminParts['links'],
    @Inject(CHANGE_BY_HAND) private readonly changeByHand: AdminParts['changeByHand'],
    private readonly records: Records,
    private readonly see: Visibility,
  ) {}

  async create(caller: Caller, body: NewLinkBody): Promise<Link> {
    const record = await this.records.find(caller, body.record);
    const view = this.see.connection(caller.tenant, body.connection);
    if (record.deletedAt !== null) throw conflict(body.record, 'it is deleted');
    if (record.mode !== view.mode) throw conflict(body.record, `it is ${record.mode}, and ${view.id} is not`);
    const { type } = record;
    const name = {
      connection: view.number,
      type,
      externalId: await canonicalOf(view, type, body.externalId),
    };
    await this.mustBeFree(name);
    const place = await this.placeOf(record.id, view.number, body);
    const { tenant, mode } = record;
    const newLink = { ...name, ...place, tenant, mode, record: record.id };
    const isMade = await this.changeByHand({
      actor: actorOf(caller),
      effects: (at) => ({ newLink: unread(newLink, at) }),
      audit: {
        action: 'link.create',
        subject: body.record,
        after: { connection: view.id, type, externalId: name.externalId, primary: place.isPrimary },
      },
    });
    const made = await this.hub.linked(name);
    if (!isMade || !made) throw conflict(name.externalId, 'it was linked just now');
    return made.link;
  }

  /** The system is written to under this id from now on; the one it was written to under becomes secondary. */
  async makePrimary(caller: Caller, id: string): Promise<Link> {
    const link = await this.find(caller, id);
    await caller.expects?.confirm();
    if (link.state !== 'live') throw conflict(id, `it is ${link.state}`);
    if (link.isPrimary) return link;
    const others = await this.ofConnection(link.record, link.connection);
    const before = others.find((other) => isAlive(other) && other.isPrimary);
    const { mode, type, record } = link;
    const isMade = await this.changeByHand({
      actor: actorOf(caller),
      effects: (at) => ({
        moves: [moved(link, true, at), ...(before ? [moved(before, false, at)] : [])],
      }),
      audit: {
        action: 'link.make-primary',
        subject: id,
        before: { externalId: before?.externalId ?? null },
        after: { externalId: link.externalId },
      },
      // What it missed while it was only read from goes there now.
      events: [{ mode, type, action: 'UPDATED', record, only: [link.connection] }],
    });
    if (!isMade) throw new HostError('CHANGED_MEANWHILE', { subject: id });
    return this.find(caller, id);
  }

  async remove(caller: Caller, id: string): Promise<void> {
    const link = await this.find(caller, id);
    await caller.expects?.confirm();
    if (link.state === 'ended') return;
    const others = await this.ofConnection(link.record, link.connection);
    if (link.isPrimary && others.some((other) => isAlive(other) && !other.isPrimary))
      throw conflict(id, 'other ids of this connection are secondary to it: unlink those first');
    const { type, externalId, isPrimary: primary } = link;
    const isMade = await this.changeByHand({
      actor: actorOf(caller),
      effects: (at) => ({ linkChange: endOf(link, at) }),
      audit: {
        action: 'link.remove',
        subject: id,
        before: {
          record: this.see.id('rec', link.record),
          connection: this.see.connectionId(caller.tenant, link.connection),
          type,
          externalId,
          primary,
        },
      },
    });
    if (!isMade) throw new HostError('CHANGED_MEANWHILE', { subject: id });
  }

  async find({ tenant }: Caller, id: string): Promise<Link> {
    const link = await this.links.link(this.see.seq('lnk', id));
    if (!link || link.tenant !== tenant) throw new HostError('NOT_FOUND', { subject: id });
    return link;
  }

  private async mustBeFree(name: Pick<NewLink, 'connection' | 'type' | 'externalId'>): Promise<void> {
    const there = await this.hub.linked(name);
    if (there) throw conflict(name.externalId, `it is linked to ${this.see.id('rec', there.record.id)}`);
  }

  private async placeOf(
    record: number,
    connection: number,
    { primary, ...body }: NewLinkBody,
  ): Promise<Place> {
    const links = await this.ofConnection(record, connection);
    const written = links.find((link) => isAlive(link) && link.isPrimary);
    if (primary === true && written)
      throw conflict(body.record, `${written.externalId} is its primary id there: unlink it first`);
    if (primary === false && !written)
      throw conflict(body.record, 'its first id at a connection is the primary one');
    const generation = Math.max(0, ...links.map((link) => link.generation)) + 1;
    return { isPrimary: !written, generation };
  }

  private async ofConnection(record: number, connection: number): Promise<Link[]> {
    const links = await this.hub.read.links(record);
    return links.filter((link) => link.connection === connection);
  }
}

function isAlive({ state }: Link): boolean {
  return state !== 'ended';
}

/** What the system holds nobody has read yet: the next hook or change of either side compares everything. */
function unread(
  link: Omit<NewLink, 'baseline' | 'isOwnWrite' | 'remoteVersion' | 'at'>,
  at: number,
): NewLink {
  return { ...link, baseline: null, isOwnWrite: false, remoteVersion: null, at };
}

function moved({ id, generation, record, recordVersion }: Link, isPrimary: boolean, at: number): LinkMove {
  return { id, expected: generation, record, isPrimary, recordVersion, at };
}

function endOf({ id, generation, baseline, isOwnWrite, remoteVersion }: Link, at: number): LinkChange {
  return {
    id,
    expected: generation,
    state: 'ended',
    baseline: baseline === null ? null : JSON.stringify(baseline),
    isOwnWrite,
    remoteVersion,
    at,
  };
}

function conflict(subject: string, detail: string): HostError {
  return new HostError('CONFLICT', { subject, detail });
}
