import type { FieldKind, Json, JsonObject, RecordFields } from '@hookyard/sdk';

import { parseJson } from '../expressions/index.js';

import type { RawRow, Reading } from './reading/reading.js';

export const COLUMN_TYPES = [
  'text',
  'number',
  'integer',
  'boolean',
  'date',
  'date-time',
  'json',
  'any',
] as const;
export type ColumnType = (typeof COLUMN_TYPES)[number];

/** A column of a dataset, and the field of the record type it fills. */
export interface Column {
  /** As the first line or the keys of the rows name it. */
  readonly name: string;
  readonly field: string;
  readonly type: ColumnType;
  readonly isRequired: boolean;
  /** What an empty cell does to its field: leaves it alone, or clears it. */
  readonly empty: 'clear' | 'keep';
}

export interface Problem {
  readonly column: string | null;
  readonly message: string;
  /** A part of it. */
  readonly value: string | null;
}

/** A row as a record of its type would be sent by a system. */
export interface ReadRow {
  readonly payload: JsonObject;
  /** The cell that tells it from others; null where no column does. */
  readonly key: string | null;
  readonly problems: readonly Problem[];
}

/** A cell longer than this is no field of a record. */
const MOST_CELL_CHARS = 64 * 1024;
const SHOWN_CHARS = 60;

const TYPE_OF_KIND: Readonly<Partial<Record<FieldKind, ColumnType>>> = {
  number: 'number',
  boolean: 'boolean',
  'date-time': 'date-time',
  object: 'json',
  list: 'json',
};

/**
 * The columns as they were said, else those that came: each fills the field of its name, as what the field holds. Where
 * the type declares fields, a column of another name fills none.
 */
export function columnsOf(
  said: readonly Column[] | null,
  { header }: Pick<Reading, 'header'>,
  fields: RecordFields,
): readonly Column[] {
  if (said) return said;
  const isOpen = Object.keys(fields).length === 0;
  return header
    .filter((name) => isOpen || fields[name] !== undefined)
    .map((name) => {
      const kind = fields[name]?.kind;
      const type = (kind && TYPE_OF_KIND[kind]) ?? (kind ? 'text' : 'any');
      return { name, field: name, type, isRequired: false, empty: 'keep' };
    });
}

/** Reads rows of one dataset by its columns. */
export class RowReading {
  private readonly places: ReadonlyMap<string, number>;

  constructor(
    private readonly columns: readonly Column[],
    private readonly header: readonly string[],
    private readonly key: string | null,
  ) {
    this.places = new Map(header.map((name, place) => [name, place]));
  }

  read(row: RawRow): ReadRow {
    if (typeof row !== 'object' || row === null) return notRead('is no object');
    const isCells = Array.isArray(row);
    const problems: Problem[] = [];
    if (isCells && row.length > this.header.length) {
      const message = `has ${row.length} cells, and there are ${this.header.length} columns`;
      problems.push({ column: null, message, value: null });
    }
    const payload: Fields = {};
    for (const column of this.columns) {
      const cell = this.cellOf(row, column.name);
      const read = valueOf(cell, column, isCells);
      if ('message' in read)
        problems.push({ column: column.name, message: read.message, value: shown(cell) });
      else if (read.value !== undefined) put(payload, column.field.split('.'), read.value);
    }
    const key = this.keyOf(row);
    if (this.key !== null && key === null)
      problems.push({ column: this.key, message: 'is empty, and it is the key', value: null });
    return { payload, key, problems };
  }

  cellOf(row: RawRow, name: string): Json | undefined {
    if (typeof row !== 'object' || row === null) return undefined;
    if (!Array.isArray(row)) return Object.hasOwn(row, name) ? (row as JsonObject)[name] : undefined;
    const place = this.places.get(name);
    return place === undefined ? undefined : (row[place] as Json | undefined);
  }

  private keyOf(row: RawRow): string | null {
    if (this.key === null) return null;
    const cell = this.cellOf(row, this.key);
    if (typeof cell !== 'string' && typeof cell !== 'number') return null;
    return String(cell).trim() || null;
  }
}

type Fields = Record<string, Json>;

/** `billing.city` is a field of a field, as in mappings. */
function put(into: Fields, [name = '', ...rest]: readonly string[], value: Json): void {
  if (rest.length === 0) {
    into[name] = value;
    return;
  }
  const inner = { ...(into[name] as Fields | undefined) };
  into[name] = inner;
  put(inner, rest, value);
}

function notRead(message: string): ReadRow {
  return { payload: {}, key: null, problems: [{ column: null, message, value: null }] };
}

type Read = { readonly value: Json | undefined } | { readonly message: string };

function valueOf(cell: Json | undefined, column: Column, isText: boolean): Read {
  const isEmpty = cell === undefined || cell === null || cell === '';
  if (isEmpty && column.isRequired) return { message: 'is empty, and it is required' };
  // A cell of JSON that is null says so; one of CSV cannot.
  if (isEmpty) return { value: column.empty === 'clear' || cell === null ? null : undefined };
  if (typeof cell === 'string' && cell.length > MOST_CELL_CHARS)
    return { message: `has over ${MOST_CELL_CHARS} characters` };
  return READERS[column.type](cell, isText);
}

const READERS: Readonly<Record<ColumnType, (cell: Json, isText: boolean) => Read>> = {
  any: (cell) => ({ value: cell }),
  text: (cell) => (typeof cell === 'object' ? { message: 'is no text' } : { value: String(cell) }),
  number: (cell) => numberIn(cell, NUMBER, 'is no number'),
  integer: (cell) => numberIn(cell, INTEGER, 'is no whole number'),
  boolean: (cell) => {
    const value = BOOLEANS.get(textIn(cell).toLowerCase());
    return value === undefined ? { message: 'is neither true nor false' } : { value };
  },
  date: (cell) => dayIn(cell),
  'date-time': (cell) => timeIn(cell),
  json: (cell, isText) => (isText ? jsonIn(textIn(cell)) : { value: cell }),
};

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d{1,3})?$/i;
const INTEGER = /^[+-]?\d+$/;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const TIME = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?( ?(Z|[+-]\d{2}:?\d{2}))?)?$/i;
const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['false', false],
  ['1', true],
  ['0', false],
  ['yes', true],
  ['no', false],
]);

/** What a double does not hold stays a text of digits, as everywhere (S1.1). */
function numberIn(cell: Json, form: RegExp, message: string): Read {
  if (typeof cell !== 'string' && typeof cell !== 'number') return { message };
  const text = String(cell).trim();
  if (!form.test(text)) return { message };
  const digits = text
    .replace(/^\+/, '')
    .replace(/^(-?)\./, '$10.')
    .replace(/\.(?=e|$)/i, '');
  return { value: parseJson(digits.replace(/^(-?)0+(?=\d)/, '$1')) as Json };
}

function textIn(cell: Json): string {
  return typeof cell === 'object' ? '' : String(cell).trim();
}

function dayIn(cell: Json): Read {
  const text = textIn(cell);
  return DAY.test(text) && isDay(text) ? { value: text } : { message: 'is no date like 2026-03-01' };
}

function timeIn(cell: Json): Read {
  const text = textIn(cell);
  const isTime = TIME.test(text) && isDay(text.slice(0, 10)) && !Number.isNaN(Date.parse(text));
  return isTime ? { value: text } : { message: 'is no time like 2026-03-01T09:30:00Z' };
}

/** The calendar of JavaScript takes February 31 for March. */
function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

function jsonIn(text: string): Read {
  try {
    return { value: parseJson(text) as Json };
  } catch {
    return { message: 'is no JSON' };
  }
}

/** What a value of a column nobody declared looks like. */
export function typeOf(cell: Json): ColumnType {
  if (typeof cell === 'object') return 'json';
  if (typeof cell === 'boolean') return 'boolean';
  const text = String(cell).trim();
  if (INTEGER.test(text) && !/^[+-]?0\d/.test(text)) return 'integer';
  if (NUMBER.test(text) && !/^[+-]?0\d/.test(text)) return 'number';
  if (text.length > 4 && BOOLEANS.has(text.toLowerCase())) return 'boolean';
  if ('value' in dayIn(cell)) return 'date';
  return 'value' in timeIn(cell) ? 'date-time' : 'text';
}

export function shown(cell: Json | undefined): string | null {
  if (cell === undefined || cell === null) return null;
  return (typeof cell === 'string' ? cell : JSON.stringify(cell)).slice(0, SHOWN_CHARS);
}
