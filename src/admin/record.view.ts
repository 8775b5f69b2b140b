import type { JsonObject } from '@hookyard/sdk';
import { ApiProperty } from '@nestjs/swagger';

import type { HubRecord, Link, RecordChange, RecordEvent } from '../hub/index.js';
import type { Fields } from './fields.js';
import { timeText } from './times.js';
import type { Visibility } from './visibility.service.js';

/** A record between the systems. */
export class RecordBody {
  @ApiProperty({ example: 'rec_…' })
  id!: string;

  @ApiProperty({ example: 'TRANSACTION' })
  type!: string;

  @ApiProperty({ enum: ['live', 'sandbox'] })
  mode!: string;

  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ type: 'object', additionalProperties: true })
  data!: JsonObject;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  deletedAt!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'rec_…',
    description: 'The record it is part of now.',
  })
  mergedInto!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'mrg_…' })
  mergedBy!: string | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'Since then it is a tombstone: its values are gone.',
  })
  erasedAt!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

export class LinkBody {
  @ApiProperty({ example: 'lnk_…' })
  id!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'con_…',
    description: 'Null when the connection was removed.',
  })
  connection!: string | null;

  @ApiProperty()
  type!: string;

  @ApiProperty()
  externalId!: string;

  @ApiProperty({ description: 'Written to; others of the same connection are only read from.' })
  primary!: boolean;

  @ApiProperty({ enum: ['live', 'source-deleted', 'ended'] })
  state!: string;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    description: 'What the system holds, as far as known.',
  })
  baseline!: JsonObject | null;

  @ApiProperty({ type: String, nullable: true })
  remoteVersion!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

/** That records became one, or several again. */
class RecordEventBody {
  @ApiProperty({ enum: ['record.merged', 'record.unmerged'] })
  type!: string;

  @ApiProperty({ example: 'mrg_…' })
  merge!: string;

  @ApiProperty({ example: 'rec_…' })
  winner!: string;

  @ApiProperty({ type: [String] })
  losers!: readonly string[];
}

export class RecordChangeBody {
  @ApiProperty({ type: 'integer' })
  version!: number;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The tree of requests that made it; null: a person.',
  })
  trackingId!: string | null;

  @ApiProperty({ type: String, nullable: true })
  connection!: string | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: '`[old, new]` by field; none in a first version.',
  })
  changed!: Readonly<Record<string, readonly [unknown, unknown]>>;

  @ApiProperty({ type: RecordEventBody, nullable: true })
  event!: RecordEventBody | null;
}

/** A record with its names in the systems and its latest changes. */
export class RecordDetailBody extends RecordBody {
  @ApiProperty({ type: [LinkBody] })
  links!: readonly LinkBody[];

  @ApiProperty({ type: [RecordChangeBody], description: 'Newest first; at most 100.' })
  history!: readonly RecordChangeBody[];
}

export function viewRecord(record: HubRecord, see: Visibility): Fields<RecordBody> {
  const { type, mode, version, data } = record;
  return {
    id: see.id('rec', record.id),
    type,
    mode,
    version,
    data,
    deletedAt: timeText(record.deletedAt),
    mergedInto: record.mergedInto === null ? null : see.id('rec', record.mergedInto),
    mergedBy: record.mergedBy === null ? null : see.id('mrg', record.mergedBy),
    erasedAt: timeText(record.erasedAt),
    createdAt: timeText(record.createdAt),
    updatedAt: timeText(record.updatedAt),
  };
}

export function viewLink(link: Link, see: Visibility): LinkBody {
  const { type, externalId, state, baseline, remoteVersion } = link;
  return {
    id: see.id('lnk', link.id),
    connection: see.connectionId(link.tenant, link.connection),
    type,
    externalId,
    primary: link.isPrimary,
    state,
    baseline,
    remoteVersion,
    createdAt: timeText(link.createdAt),
    updatedAt: timeText(link.updatedAt),
  };
}

export function viewChange(change: RecordChange, tenant: number, see: Visibility): RecordChangeBody {
  const { version, at, root, connection, changed, event } = change;
  return {
    version,
    at: timeText(at),
    trackingId: root === 0 ? null : see.id('trk', root),
    connection: see.connectionId(tenant, connection),
    changed,
    event: event && viewEvent(event, see),
  };
}

export function viewEvent(event: RecordEvent, see: Visibility): RecordEventBody {
  return {
    type: event.type,
    merge: see.id('mrg', event.merge),
    winner: see.id('rec', event.winner),
    losers: event.losers.map((record) => see.id('rec', record)),
  };
}
