import type { JsonObject } from '@hookyard/sdk';
import { ApiProperty } from '@nestjs/swagger';

import type { MergePlan, RecordMerge } from '../hub/index.js';
import type { MergeWrite } from './merge-writes.js';
import { timeText } from './times.js';
import type { Visibility } from './visibility.service.js';

class MergedLinkBody {
  @ApiProperty({ example: 'lnk_…' })
  id!: string;

  @ApiProperty({ type: String, nullable: true, example: 'con_…' })
  connection!: string | null;

  @ApiProperty()
  externalId!: string;

  @ApiProperty({ example: 'rec_…', description: 'Whose link it was.' })
  from!: string;

  @ApiProperty({ description: 'Written to; of one connection only one is.' })
  primary!: boolean;
}

class MergeWriteBody {
  @ApiProperty({ example: 'con_…' })
  connection!: string;

  @ApiProperty({
    enum: ['update', 'merge', 'none'],
    description: '`merge`: the system joins its two records itself, and is updated then.',
  })
  kind!: string;

  @ApiProperty({ description: 'The id that is written to.' })
  externalId!: string;

  @ApiProperty({ type: [String], description: 'Ids of the same system that are read from only.' })
  others!: readonly string[];

  @ApiProperty({ description: 'It is asked to delete the others; its guard decides.' })
  deletesOthers!: boolean;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: '`[before, after]` of what would be written, as far as is known what the system holds.',
  })
  difference!: Readonly<Record<string, readonly [unknown, unknown]>>;

  @ApiProperty({ type: String, nullable: true })
  reason!: string | null;
}

/** What a merge would do. */
export class MergePreviewBody {
  @ApiProperty({ example: 'rec_…' })
  winner!: string;

  @ApiProperty({ type: [String] })
  losers!: readonly string[];

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'The merged record.' })
  data!: JsonObject;

  @ApiProperty({
    type: 'object',
    additionalProperties: true,
    description: '`[old, new]` of the fields of the winner that change.',
  })
  changed!: Readonly<Record<string, readonly [unknown, unknown]>>;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string', nullable: true },
    description: 'The record each changed field comes from; null: by hand.',
  })
  sources!: Readonly<Record<string, string | null>>;

  @ApiProperty({ type: [MergedLinkBody] })
  links!: readonly MergedLinkBody[];

  @ApiProperty({ type: [MergeWriteBody] })
  writes!: readonly MergeWriteBody[];
}

class KeptFieldBody {
  @ApiProperty()
  field!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Who changed it after the merge; null: a person.',
  })
  connection!: string | null;
}

class ReturnedFieldBody {
  @ApiProperty()
  field!: string;

  @ApiProperty({ example: 'rec_…' })
  record!: string;
}

class LostLinkBody {
  @ApiProperty({ type: String, nullable: true })
  connection!: string | null;

  @ApiProperty()
  externalId!: string;

  @ApiProperty({ example: 'rec_…' })
  record!: string;
}

class UndoneBody {
  @ApiProperty({ type: [KeptFieldBody], description: 'Changes after the merge that stay with the winner.' })
  kept!: readonly KeptFieldBody[];

  @ApiProperty({
    type: [ReturnedFieldBody],
    description: 'Changes of systems that went back with their record.',
  })
  returned!: readonly ReturnedFieldBody[];

  @ApiProperty({ type: [LostLinkBody], description: 'Links that ended after the merge.' })
  lostLinks!: readonly LostLinkBody[];
}

/** Records that became one. */
export class MergeBody {
  @ApiProperty({ example: 'mrg_…' })
  id!: string;

  @ApiProperty({ example: 'CUSTOMER' })
  type!: string;

  @ApiProperty({ enum: ['live', 'sandbox'] })
  mode!: string;

  @ApiProperty({ example: 'rec_…' })
  winner!: string;

  @ApiProperty({ type: [String] })
  losers!: readonly string[];

  @ApiProperty({ type: 'object', additionalProperties: { type: 'string', nullable: true } })
  sources!: Readonly<Record<string, string | null>>;

  @ApiProperty({ description: 'The API key that did it.' })
  by!: string;

  @ApiProperty({ format: 'date-time' })
  at!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  undoneAt!: string | null;

  @ApiProperty({ type: UndoneBody, nullable: true, description: 'What the undo left as it found it.' })
  undone!: UndoneBody | null;
}

export function viewMergePreview(
  plan: MergePlan,
  writes: readonly MergeWrite[],
  see: Visibility,
): MergePreviewBody {
  const { winner, losers, data, changed, sources, links } = plan;
  const { tenant } = winner.record;
  return {
    winner: see.id('rec', winner.record.id),
    losers: losers.map(({ record }) => see.id('rec', record.id)),
    data,
    changed,
    sources: named(sources, see),
    links: links.map(({ link, isPrimary }) => ({
      id: see.id('lnk', link.id),
      connection: see.connectionId(tenant, link.connection),
      externalId: link.externalId,
      from: see.id('rec', link.record),
      primary: isPrimary,
    })),
    writes: writes.map(({ view, ...write }) => ({ connection: view.id, ...write })),
  };
}

export function viewMerge(merge: RecordMerge, see: Visibility): MergeBody {
  const { id, tenant, type, mode, winner, detail, actor, at, undoneAt, undone } = merge;
  const connection = (number: number | null): string | null => see.connectionId(tenant, number);
  return {
    id: see.id('mrg', id),
    type,
    mode,
    winner: see.id('rec', winner),
    losers: detail.losers.map(({ record }) => see.id('rec', record)),
    sources: named(detail.sources, see),
    by: actor,
    at: timeText(at),
    undoneAt: timeText(undoneAt),
    undone: undone && {
      kept: undone.kept.map((one) => ({ field: one.field, connection: connection(one.connection) })),
      returned: undone.returned.map(({ field, record }) => ({ field, record: see.id('rec', record) })),
      lostLinks: undone.lostLinks.map((link) => ({
        connection: connection(link.connection),
        externalId: link.externalId,
        record: see.id('rec', link.record),
      })),
    },
  };
}

function named(
  sources: Readonly<Record<string, number | null>>,
  see: Visibility,
): Record<string, string | null> {
  const entries = Object.entries(sources).map(([field, record]) => [
    field,
    record === null ? null : see.id('rec', record),
  ]);
  return Object.fromEntries(entries) as Record<string, string | null>;
}
