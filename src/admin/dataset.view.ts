import { ApiProperty } from '@nestjs/swagger';

import type { Json } from '@hookyard/sdk';

import type { DatasetInfo, DatasetRowInfo } from '../datasets/index.js';
import { timeText } from './times.js';

class ColumnShownBody {
  @ApiProperty({ example: 'E-mail' })
  name!: string;

  @ApiProperty({ example: 'email' })
  field!: string;

  @ApiProperty({ example: 'text' })
  type!: string;

  @ApiProperty()
  required!: boolean;

  @ApiProperty({ enum: ['keep', 'clear'] })
  empty!: string;
}

class ReceivedBody {
  @ApiProperty({ type: 'integer', description: 'Taken and stored: the next part begins here.' })
  bytes!: number;

  @ApiProperty({ type: 'integer' })
  rows!: number;
}

class RowProblemBody {
  @ApiProperty({ type: 'integer' })
  row!: number;

  @ApiProperty({ type: String, nullable: true, description: 'Null: of the row as a whole.' })
  column!: string | null;

  @ApiProperty({ example: 'is no number' })
  message!: string;

  @ApiProperty({ type: String, nullable: true, description: 'The first 60 characters.' })
  value!: string | null;
}

class ColumnReportBody {
  @ApiProperty({ example: 'E-mail' })
  name!: string;

  @ApiProperty({ type: String, nullable: true, description: 'Null: it fills no field, and is not imported.' })
  field!: string | null;

  @ApiProperty({ type: String, nullable: true, description: 'As it is read.' })
  type!: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'What its cells look like; null: all are empty.',
  })
  looksLike!: string | null;

  @ApiProperty({ type: 'integer' })
  filled!: number;

  @ApiProperty({ type: 'integer' })
  empty!: number;

  @ApiProperty({ type: 'integer' })
  bad!: number;

  @ApiProperty({ type: [RowProblemBody], description: 'The first ten.' })
  examples!: readonly RowProblemBody[];
}

class BadRowsBody {
  @ApiProperty({ type: 'integer' })
  rows!: number;

  @ApiProperty({ type: [RowProblemBody], description: 'The first twenty problems.' })
  examples!: readonly RowProblemBody[];
}

class DuplicateRowBody {
  @ApiProperty({ type: 'integer' })
  row!: number;

  @ApiProperty({ type: 'integer', description: 'The row its key came in first.' })
  first!: number;
}

class DuplicateRowsBody {
  @ApiProperty({ type: 'integer' })
  rows!: number;

  @ApiProperty({ type: [DuplicateRowBody], description: 'The first twenty.' })
  examples!: readonly DuplicateRowBody[];
}

class HubEffectBody {
  @ApiProperty({ type: 'integer', description: 'The hub has no such record.' })
  create!: number;

  @ApiProperty({ type: 'integer', description: 'It has one that holds something else.' })
  update!: number;

  @ApiProperty({ type: 'integer' })
  unchanged!: number;

  @ApiProperty({ type: 'integer', description: 'They would end otherwise; see `reasons`.' })
  none!: number;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description: 'How many, by why.',
  })
  reasons!: Readonly<Record<string, number>>;
}

class AnalysisBody {
  @ApiProperty({ enum: ['running', 'done'] })
  state!: string;

  @ApiProperty({ description: 'False: the dataset was changed since.' })
  isCurrent!: boolean;

  @ApiProperty({ type: 'integer', description: 'Rows looked at.' })
  looked!: number;

  @ApiProperty({ type: 'integer', description: 'Rows a person left out.' })
  skipped!: number;

  @ApiProperty({ type: [ColumnReportBody] })
  columns!: readonly ColumnReportBody[];

  @ApiProperty({ type: BadRowsBody, description: 'Rows that cannot be imported as they are.' })
  bad!: BadRowsBody;

  @ApiProperty({ type: DuplicateRowsBody, description: 'Rows whose key an earlier one has.' })
  duplicates!: DuplicateRowsBody;

  @ApiProperty({ type: HubEffectBody, description: 'What the others would be to the hub.' })
  hub!: HubEffectBody;
}

/** What was handed in, and what is known of it. */
export class DatasetBody {
  @ApiProperty({ example: 'dst_…' })
  id!: string;

  @ApiProperty({ example: 'CUSTOMER' })
  type!: string;

  @ApiProperty({ enum: ['live', 'sandbox'] })
  mode!: string;

  @ApiProperty({ type: String, nullable: true, example: 'contacts' })
  identifier!: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'contacts.csv' })
  filename!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  user!: Json;

  @ApiProperty({ type: [ColumnShownBody], description: 'As they are read now.' })
  columns!: readonly ColumnShownBody[];

  @ApiProperty({ type: String, nullable: true })
  key!: string | null;

  @ApiProperty({ enum: ['open', 'loaded'], description: 'open: parts may come. loaded: it is whole.' })
  state!: string;

  @ApiProperty({ type: ReceivedBody })
  received!: ReceivedBody;

  @ApiProperty({
    type: String,
    nullable: true,
    enum: ['csv', 'json', null],
    description: 'Null: nothing has come.',
  })
  format!: string | null;

  @ApiProperty({ type: String, nullable: true })
  charset!: string | null;

  @ApiProperty({ type: [String], description: 'The names of its columns as they came.' })
  header!: readonly string[];

  @ApiProperty({ description: 'An import goes over it: its rows cannot be changed now.' })
  isBusy!: boolean;

  @ApiProperty({ type: AnalysisBody, nullable: true, description: 'The last that was asked for.' })
  analysis!: AnalysisBody | null;

  @ApiProperty({ format: 'date-time' })
  createdAt!: string;

  @ApiProperty({ format: 'date-time' })
  updatedAt!: string;
}

class ProblemShownBody {
  @ApiProperty({ type: String, nullable: true })
  column!: string | null;

  @ApiProperty()
  message!: string;

  @ApiProperty({ type: String, nullable: true })
  value!: string | null;
}

/** A row as it lies. */
export class DatasetRowBody {
  @ApiProperty({ type: 'integer', description: 'The first is 1.' })
  row!: number;

  @ApiProperty({ type: 'object', additionalProperties: true, description: 'Its cells by column.' })
  values!: Readonly<Record<string, Json>>;

  @ApiProperty()
  skipped!: boolean;

  @ApiProperty({ type: [ProblemShownBody], description: 'Why it cannot be imported as it is.' })
  problems!: readonly ProblemShownBody[];
}

export function viewDataset(info: DatasetInfo): DatasetBody {
  const { publicId: id, type, mode, identifier, filename, ask, state, bytes, rows, reading, isBusy } = info;
  return {
    id,
    type,
    mode,
    identifier,
    filename,
    user: ask.user,
    columns: info.columns.map(({ isRequired: required, ...column }) => ({ ...column, required })),
    key: ask.key,
    state,
    received: { bytes, rows },
    format: reading?.format ?? null,
    charset: reading?.charset ?? null,
    header: reading?.header ?? [],
    isBusy,
    analysis: viewAnalysis(info),
    createdAt: timeText(info.createdAt),
    updatedAt: timeText(info.updatedAt),
  };
}

function viewAnalysis({ analysis, edition: current }: DatasetInfo): AnalysisBody | null {
  if (!analysis) return null;
  const { edition, ...found } = analysis;
  return { ...found, isCurrent: edition === current };
}

export function viewDatasetRow(info: DatasetRowInfo, header: readonly string[]): DatasetRowBody {
  const { row, values, isSkipped: skipped, problems } = info;
  return { row, values: namedValues(values, header), skipped, problems };
}

/** Cells by the name of their column; what is no object stands under no name. */
export function namedValues(
  values: DatasetRowInfo['values'],
  header: readonly string[],
): Readonly<Record<string, Json>> {
  if (Array.isArray(values)) {
    const cells = values as readonly Json[];
    return Object.fromEntries(cells.map((cell, place) => [header[place] ?? `column ${place + 1}`, cell]));
  }
  return typeof values === 'object' && values !== null
    ? (values as Record<string, Json>)
    : { '': values as Json };
}
