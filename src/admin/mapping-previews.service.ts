import type { JsonObject, RecordType } from '@hookyard/sdk';
import { Inject, Injectable } from '@nestjs/common';

import { HostError } from '../errors/index.js';
import type { HubRecord, Link } from '../hub/index.js';
import type { CollectionView, ConnectionView } from '../registry/index.js';
import { previewCollection, type CollectionPreview } from '../transfer/index.js';
import { HUB, READ_THERE, type AdminParts } from './admin-parts.js';
import { canonicalOf } from './external-name.js';
import type { PreviewAskBody } from './mapping-preview.dto.js';
import { Visibility } from './visibility.service.js';

/** The collection that is tried, and its connection. */
export interface Tried {
  readonly view: ConnectionView;
  readonly collection: CollectionView;
}

/** What is known of the record that a preview names. */
interface Known {
  readonly link: Pick<Link, 'baseline' | 'children' | 'externalId'> | null;
  readonly data: JsonObject | null;
  /** Its id in the connection's system. */
  readonly externalId: string | null;
}

const NOTHING: Known = { link: null, data: null, externalId: null };

/** Tries collections on records: given ones, those of the hub, and those a system is asked for. Writes nothing. */
@Injectable()
export class MappingPreviews {
  constructor(
    @Inject(HUB) private readonly hub: AdminParts['hub'],
    @Inject(READ_THERE) private readonly readThere: AdminParts['readThere'],
    private readonly see: Visibility,
  ) {}

  async of(tried: Tried, ask: PreviewAskBody): Promise<CollectionPreview> {
    const known = await this.known(tried, ask);
    return this.preview(tried, known, ask.record as JsonObject | undefined);
  }

  async ofLink(tried: Tried, link: Link): Promise<CollectionPreview> {
    const record = await this.hub.read.record(link.record);
    return this.preview(tried, { link, data: record?.data ?? null, externalId: link.externalId });
  }

  private async preview(tried: Tried, known: Known, given?: JsonObject): Promise<CollectionPreview> {
    const { view, collection } = tried;
    const { direction, type } = collection.definition;
    const of = { ...tried, link: known.link, hubRecord: direction === 'TO' ? known.data : null };
    if (given) return previewCollection({ ...of, record: given, origin: 'given' });
    if (direction === 'FROM') {
      if (!known.data) throw missing('or the `recordId` or `externalId` of a record the hub has');
      return previewCollection({ ...of, record: known.data, origin: 'hub' });
    }
    const canRead = view.connector.definition.records?.[type]?.get !== undefined;
    if (known.externalId === null || !canRead)
      throw missing('or an id by which its system can be asked for it');
    const record = await this.readThere(view.number, { type, externalId: known.externalId });
    return previewCollection({ ...of, record, origin: 'system' });
  }

  private async known({ view, collection }: Tried, ask: PreviewAskBody): Promise<Known> {
    const { recordId, externalId } = ask;
    const { type } = collection.definition;
    if (recordId !== undefined) {
      const seen = await this.hub.view(this.see.seq('rec', recordId), view.number);
      if (!seen || !isOf(view, type, seen.record)) throw new HostError('NOT_FOUND', { subject: recordId });
      return { link: seen.link, data: seen.record.data, externalId: seen.link?.externalId ?? null };
    }
    if (externalId === undefined) return NOTHING;
    const id = await canonicalOf(view, type, externalId);
    const linked = await this.hub.linked({ connection: view.number, type, externalId: id });
    return { link: linked?.link ?? null, data: linked?.record.data ?? null, externalId: id };
  }
}

function isOf(view: ConnectionView, type: RecordType, record: HubRecord): boolean {
  return record.tenant === view.tenant && record.mode === view.mode && record.type === type;
}

function missing(or: string): HostError {
  const message = `is needed, ${or}`;
  return new HostError('VALIDATION_FAILED', { errors: [{ field: 'record', message }] });
}
