import type { Json, Mode, RecordType } from '@hookyard/sdk';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';

import { COLUMN_TYPES, IMPORT_ACTIONS, IMPORT_STATES, OUTCOMES, type Column } from '../datasets/index.js';
import type { RowOutcome } from '../datasets/index.js';
import { IsCallbackUrl } from './callback.dto.js';
import { ChoiceFilter, SwitchFilter, TypeFilter, WordFilter } from './filters.dto.js';
import { ListBy } from './page.dto.js';
import { IsRecordType } from './record-type.dto.js';

const MODES = ['live', 'sandbox'] as const;
const FORMATS = ['csv', 'json'] as const;
const SEPARATORS = [',', ';', '\t', '|', ':'] as const;
const DATASET_STATES = ['open', 'loaded'] as const;
export const STARTED_ACTIONS = ['import', 'update', 'both'] as const;
const BAD_ROWS = ['review', 'skip'] as const;
const ROW_OUTCOMES = Object.values(OUTCOMES);
const MOST_COLUMNS = 1_000;
/** A path of field names; none of them reaches behind an object. */
const FIELD =
  /^(?!(?:.*\.)?(?:__proto__|constructor|prototype)(?:\.|$))[^.\s][^.]{0,99}(\.[^.\s][^.]{0,99}){0,4}$/;

const given = (_: unknown, value: unknown): boolean => value !== undefined && value !== null;

/** A column, and the field it fills. */
export class ColumnBody {
  @ApiProperty({ example: 'E-mail', description: 'As the first line, or the keys of the rows, name it.' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  name!: string;

  @ApiPropertyOptional({
    example: 'email',
    description: 'The field of the record type; `billing.city` for one inside. Default: of the same name.',
  })
  @IsOptional()
  @IsString()
  @Matches(FIELD, { message: 'is no path of fields' })
  field?: string;

  @ApiPropertyOptional({
    enum: COLUMN_TYPES,
    default: 'any',
    description: '`any`: as it comes, of CSV a text.',
  })
  @IsOptional()
  @IsIn(COLUMN_TYPES)
  type?: Column['type'];

  @ApiPropertyOptional({ default: false })
  @IsOptional()
  @IsBoolean()
  required?: boolean;

  @ApiPropertyOptional({
    enum: ['keep', 'clear'],
    default: 'keep',
    description: 'What an empty cell does to the field: leaves it alone, or clears it.',
  })
  @IsOptional()
  @IsIn(['keep', 'clear'])
  empty?: Column['empty'];
}

/** What can be said of a dataset when it is made and later. */
export class DatasetChangeBody {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: 'contacts',
    description: 'What this kind of import is called: endpoints filter by it, and keys are its own.',
  })
  @ValidateIf(given)
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  identifier?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, example: 'contacts.csv' })
  @ValidateIf(given)
  @IsString()
  @IsNotEmpty()
  @MaxLength(300)
  filename?: string | null;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    nullable: true,
    example: { id: '17', name: 'Ann' },
    description: 'Whoever uploads; told with every event of its imports.',
  })
  @ValidateIf(given)
  @IsObject()
  user?: Record<string, Json> | null;

  @ApiPropertyOptional({
    type: [ColumnBody],
    nullable: true,
    description: 'Null: each column fills the field of its name, where the type has one.',
  })
  @ValidateIf(given)
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_COLUMNS)
  // A list in the list would be looked into instead of at.
  @IsObject({ each: true })
  @ValidateNested({ each: true })
  @Type(() => ColumnBody)
  columns?: ColumnBody[] | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    example: 'Customer number',
    description:
      'The column that tells rows apart: rows of one identifier with the same key are the same record. Null: a row is ' +
      'a record of its own, unless the match keys of the mapping find it.',
  })
  @ValidateIf(given)
  @IsString()
  @IsNotEmpty()
  @MaxLength(200)
  key?: string | null;
}

export class DatasetInputBody extends DatasetChangeBody {
  @ApiProperty({ type: String, example: 'CUSTOMER' })
  @IsRecordType()
  type!: RecordType;

  @ApiPropertyOptional({
    enum: MODES,
    default: 'live',
    description: '`sandbox`: its records meet sandbox connections and endpoints alone.',
  })
  @IsOptional()
  @IsIn(MODES)
  mode: Mode = 'live';

  @ApiPropertyOptional({
    enum: FORMATS,
    description: 'Default: by the media type of the data, or its first sign.',
  })
  @IsOptional()
  @IsIn(FORMATS)
  format?: (typeof FORMATS)[number];

  @ApiPropertyOptional({
    example: 'windows-1252',
    description: 'A byte order mark outranks it. Default: what the media type says, or UTF-8.',
  })
  @IsOptional()
  @IsString()
  @Matches(/^[A-Za-z0-9_-]{1,40}$/)
  charset?: string;

  @ApiPropertyOptional({
    enum: SEPARATORS,
    description: 'Of CSV. Default: what is there most often in the first line.',
  })
  @IsOptional()
  @IsIn(SEPARATORS)
  separator?: string;

  @ApiPropertyOptional({
    type: [String],
    description: 'The names of the columns of a CSV whose first line is a row already.',
  })
  @IsOptional()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MOST_COLUMNS)
  @IsString({ each: true })
  @IsNotEmpty({ each: true })
  @MaxLength(200, { each: true })
  header?: string[];
}

/** Where a part of the data begins, and whether it is the last. */
export class DataQuery {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 0,
    default: 0,
    description: '`received.bytes` of the dataset: what is taken already.',
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  offset: number = 0;

  @ApiPropertyOptional({
    type: Boolean,
    default: true,
    description:
      'False: more parts follow. What of a part is no whole row is not taken; the next begins there.',
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => ({ true: true, false: false })[String(value)] ?? value)
  @IsBoolean()
  last: boolean = true;
}

export class RowFixBody {
  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: true,
    example: { 'E-mail': 'ann@example.com' },
    description: 'Other values of some of its columns.',
  })
  @IsOptional()
  @IsObject()
  values?: Record<string, Json>;

  @ApiPropertyOptional({ description: 'True: no import takes it.' })
  @IsOptional()
  @IsBoolean()
  skipped?: boolean;
}

export class ImportInputBody {
  @ApiProperty({ example: 'dst_…' })
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  dataset!: string;

  @ApiPropertyOptional({
    enum: STARTED_ACTIONS,
    default: 'import',
    description:
      '`import`: makes the records the hub has not, and leaves the others alone. `update`: changes those it has, and ' +
      'makes none. `both`: either.',
  })
  @IsOptional()
  @IsIn(STARTED_ACTIONS)
  action: (typeof STARTED_ACTIONS)[number] = 'import';

  @ApiPropertyOptional({
    enum: BAD_ROWS,
    default: 'review',
    description: 'Where rows cannot be imported as they are: a person looks first, or they are left out.',
  })
  @IsOptional()
  @IsIn(BAD_ROWS)
  badRows: (typeof BAD_ROWS)[number] = 'review';

  @IsCallbackUrl()
  callbackUrl?: string;
}

export class ContinueBody {
  @ApiPropertyOptional({
    enum: BAD_ROWS,
    default: 'review',
    description:
      '`review`: all rows are looked at again, and bad ones asked for again. `skip`: they are left out.',
  })
  @IsOptional()
  @IsIn(BAD_ROWS)
  badRows: (typeof BAD_ROWS)[number] = 'review';
}

export class DatasetsQuery extends ListBy('newest', 'oldest') {
  @WordFilter({ example: 'contacts' })
  identifier?: string;

  @TypeFilter()
  type?: RecordType;

  @ChoiceFilter(MODES)
  mode?: Mode;

  @ChoiceFilter(DATASET_STATES)
  state?: (typeof DATASET_STATES)[number];
}

export class DatasetRowsQuery extends ListBy('row') {
  @SwitchFilter('Only those that cannot be imported as they are.')
  bad?: boolean;
}

export class ImportsQuery extends ListBy('newest', 'oldest') {
  @WordFilter({ example: 'dst_…', description: 'Only those of this dataset.' })
  dataset?: string;

  @ChoiceFilter(IMPORT_STATES)
  state?: (typeof IMPORT_STATES)[number];

  @ChoiceFilter(IMPORT_ACTIONS)
  action?: (typeof IMPORT_ACTIONS)[number];
}

export class ImportDataQuery extends ListBy('row') {
  @ChoiceFilter(ROW_OUTCOMES)
  outcome?: RowOutcome;
}

/** Defaults said. */
export function columnsOf(bodies: readonly ColumnBody[]): Column[] {
  return bodies.map(({ name, field = name, type = 'any', required = false, empty = 'keep' }) => ({
    name,
    field,
    type,
    isRequired: required,
    empty,
  }));
}
