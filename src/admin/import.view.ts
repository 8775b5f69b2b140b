import type { Json } from '@hookyard/sdk';
import { ApiProperty } from '@nestjs/swagger';

import type { ImportedRow, ImportInfo } from '../datasets/index.js';
import { namedValues } from './dataset.view.js';
import { timeText } from './times.js';
import type { Visibility } from './visibility.service.js';

class ImportRowsBody {
  @ApiProperty({ type: 'integer' })
  total!: number;

  @ApiProperty({ type: 'integer', description: 'Under way.' })
  open!: number;

  @ApiProperty({ type: 'integer' })
  created!: number;

  @ApiProperty({ type: 'integer' })
  updated!: number;

  @ApiProperty({ type: 'integer', description: 'The hub held it already.' })
  unchanged!: number;

  @ApiProperty({ type: 'integer', description: 'Left out: by a person, by the action, or with a verdict.' })
  skipped!: number;

  @ApiProperty({ type: 'integer', description: 'They could not be read as records.' })
  bad!: number;

  @ApiProperty({ type: 'integer', description: 'Their transfers are put aside for a person.' })
  failed!: number;

  @ApiProperty({ type: 'integer', description: 'Of an undo: records that are gone again.' })
  removed!: number;

  @ApiProperty({ type: 'integer', description: 'Of an undo: records that hold again what they held before.' })
  restored!: number;

  @ApiProperty({ type: 'integer', description: 'Of an undo: records that were left as they are.' })
  kept!: number;
}

/** What is done with a dataset. */
export class ImportBody {
  @ApiProperty({ example: 'imp_…' })
  id!: string;

  @ApiProperty({ example: 'dst_…' })
  dataset!: string;

  @ApiProperty({ type: String, nullable: true })
  identifier!: string | null;

  @ApiProperty({ type: String, nullable: true })
  filename!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  user!: Json;

  @ApiProperty({ example: 'CUSTOMER' })
  type!: string;

  @ApiProperty({ enum: ['live', 'sandbox'] })
  mode!: string;

  @ApiProperty({ enum: ['import', 'update', 'both', 'undo'] })
  action!: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'imp_…',
    description: 'Of an undo: what it takes back.',
  })
  undoes!: string | null;

  @ApiProperty({ enum: ['review', 'skip'] })
  badRows!: string;

  @ApiProperty({
    enum: ['analysing', 'needs_review', 'running', 'paused', 'completed', 'failed', 'cancelled'],
    description: 'needs_review: rows are bad; mend or skip them, then POST …/continue.',
  })
  state!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Why it failed.' })
  problem!: string | null;

  @ApiProperty({ type: ImportRowsBody })
  rows!: ImportRowsBody;

  @ApiProperty({ type: String, nullable: true, example: 'con_…', description: 'What its rows come by.' })
  connection!: string | null;

  @ApiProperty({ example: 'trk_…', description: 'Of everything it queues.' })
  trackingId!: string;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  startedAt!: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true })
  endedAt!: string | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

/** A row, and what became of it. */
export class ImportedRowBody {
  @ApiProperty({ type: 'integer' })
  row!: number;

  @ApiProperty({
    enum: [
      'open',
      'created',
      'updated',
      'unchanged',
      'skipped',
      'bad',
      'failed',
      'removed',
      'restored',
      'kept',
    ],
  })
  outcome!: string;

  @ApiProperty({ type: String, nullable: true, example: 'the hub has it already' })
  reason!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'req_…', description: 'Its transfer.' })
  transfer!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true })
  values!: Readonly<Record<string, Json>>;
}

export function viewImport(info: ImportInfo, see: Visibility): ImportBody {
  const { publicId: id, action, ask, state, far, source, undoesId: undoes } = info;
  return {
    id,
    dataset: source.publicId,
    identifier: source.identifier,
    filename: source.filename,
    user: source.ask.user,
    type: source.type,
    mode: source.mode,
    action,
    undoes,
    badRows: ask.badRows,
    state,
    problem: far.problem,
    rows: { total: far.total, open: far.open, ...far.counts },
    connection: see.connectionId(info.tenant, info.connection),
    trackingId: see.id('trk', info.root),
    startedAt: timeText(far.startedAt),
    endedAt: timeText(far.endedAt),
    createdAt: timeText(info.createdAt),
    updatedAt: timeText(info.updatedAt),
  };
}

export function viewImportedRow(
  { row, outcome, note, request, values }: ImportedRow,
  header: readonly string[],
  see: Visibility,
): ImportedRowBody {
  const transfer = request === null ? null : see.id('req', request);
  return { row, outcome, reason: note, transfer, values: namedValues(values, header) };
}
