import { Inject, Injectable } from '@nestjs/common';

import { HostError } from '../errors/index.js';
import type { HubRecord, Link } from '../hub/index.js';
import { HUB, type AdminParts } from './admin-parts.js';
import { canonicalIn, canonicalOf } from './external-name.js';
import { timeOf } from './filters.dto.js';
import type { PageBody } from './page.dto.js';
import { NUMBERS, TEXTS, openPage, type Places } from './paging.js';
import type { LinksQuery, RecordsQuery, UnlinkedQuery } from './record.dto.js';
import { viewLink, viewRecord, type LinkBody, type RecordBody } from './record.view.js';
import { Visibility } from './visibility.service.js';

/** Where a list by the time of change goes on. */
interface UpdatePlace {
  readonly at: number;
  readonly id: number;
}

/** Records and links, as people page through them. */
@Injectable()
export class HubListing {
  constructor(
    @Inject(HUB) private readonly hub: AdminParts['hub'],
    private readonly see: Visibility,
  ) {}

  records(tenant: number, query: RecordsQuery): Promise<PageBody<RecordBody>> {
    if (query.updatedSince !== undefined && query.sort !== 'updated') {
      const message = 'goes with sort=updated: in another order what changed is not found by an index';
      throw new HostError('VALIDATION_FAILED', { errors: [{ field: 'updatedSince', message }] });
    }
    if (query.connection !== undefined || query.externalId !== undefined) return this.named(tenant, query);
    return query.sort === 'updated' ? this.byUpdate(tenant, query) : this.byAge(tenant, query);
  }

  async unlinked(tenant: number, id: string, query: UnlinkedQuery): Promise<PageBody<RecordBody>> {
    const { number: connection, mode } = this.see.connection(tenant, id);
    const page = openPage(query, this.see.places('rec'), id);
    const ask = { tenant, mode, type: query.type, connection };
    const { items, next } = await this.hub.lists.unlinked(ask, page);
    return page.answer(this.shown(items), next);
  }

  async links(tenant: number, query: LinksQuery): Promise<PageBody<LinkBody>> {
    const { type, state, primary: isPrimary } = query;
    const { number: connection } = this.see.connection(tenant, query.connection);
    const page = openPage(query, TEXTS);
    const { items, next } = await this.hub.lists.links({ connection, type, state, isPrimary }, page);
    return page.answer(
      items.map((link: Link) => viewLink(link, this.see)),
      next,
    );
  }

  private async byAge(tenant: number, query: RecordsQuery): Promise<PageBody<RecordBody>> {
    const { type, mode, deleted: isDeleted, sort } = query;
    const page = openPage(query, this.see.places('rec'));
    const of = { sort: sort === 'oldest' ? sort : 'newest', behind: page.behind, limit: page.limit } as const;
    const { items, next } = await this.hub.lists.records({ tenant, type, mode, isDeleted }, of);
    return page.answer(this.shown(items), next);
  }

  private async byUpdate(tenant: number, query: RecordsQuery): Promise<PageBody<RecordBody>> {
    const { type, mode, deleted: isDeleted, updatedSince } = query;
    const page = openPage(query, this.updatePlaces);
    const ask = { tenant, type, mode, isDeleted, since: timeOf(updatedSince) };
    const { items, next } = await this.hub.lists.updated(ask, page);
    return page.answer(this.shown(items), next);
  }

  /** Those a system knows by this id: at most one of each connection that is asked. */
  private async named(tenant: number, query: RecordsQuery): Promise<PageBody<RecordBody>> {
    const { type } = query;
    const names = await this.namesOf(tenant, query);
    const found = await Promise.all(names.map((name) => this.hub.linked({ ...name, type })));
    const records = new Map(found.flatMap((linked) => (linked ? [[linked.record.id, linked.record]] : [])));
    const newest = [...records.values()].toSorted((a, b) => b.id - a.id);
    return { items: this.shown(newest.slice(0, query.limit)), next: null };
  }

  private async namesOf(
    tenant: number,
    { type, connection, externalId }: RecordsQuery,
  ): Promise<readonly { readonly connection: number; readonly externalId: string }[]> {
    if (externalId === undefined) {
      const errors = [{ field: 'externalId', message: 'says which record of the connection is meant' }];
      throw new HostError('VALIDATION_FAILED', { errors });
    }
    if (connection !== undefined) {
      const view = this.see.connection(tenant, connection);
      return [{ connection: view.number, externalId: await canonicalOf(view, type, externalId) }];
    }
    const named = this.see.connections(tenant).map(async (view) => {
      const id = await canonicalIn(view, type, externalId);
      return id === undefined ? [] : [{ connection: view.number, externalId: id }];
    });
    return (await Promise.all(named)).flat();
  }

  private shown(records: readonly HubRecord[]): RecordBody[] {
    return records.map((record) => viewRecord(record, this.see));
  }

  private get updatePlaces(): Places<UpdatePlace> {
    const ids = this.see.places('rec');
    return {
      text: ({ at, id }) => `${NUMBERS.text(at)}~${ids.text(id)}`,
      place: (text) => {
        const [at = '', id = ''] = text.split('~');
        const [time, number] = [NUMBERS.place(at), ids.place(id)];
        return time === undefined || number === undefined ? undefined : { at: time, id: number };
      },
    };
  }
}
