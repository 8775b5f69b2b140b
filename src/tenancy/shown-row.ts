import { unpackNow } from '../ledger/index.js';
import type { ColumnValue, PublicIds, PublicPrefix } from '../store/index.js';
import type { Row } from './table-statements.js';
import type { Shape, TenantTable } from './tenant-table.js';

/** What numbers are called, by what they are numbers of. */
export interface Names {
  readonly connection: ReadonlyMap<number, string>;
  readonly owner: ReadonlyMap<number, string>;
  readonly queue: ReadonlyMap<number, string>;
  readonly publicIds: Pick<PublicIds, 'publicId'>;
}

/** A row as a line of an export. JSON is taken over as it was written: no number of it passes through a double. */
export function shownRow({ name, shown }: TenantTable, row: Row, names: Names): string {
  if ('why' in shown) return '';
  const fields = Object.entries(shown).flatMap(([column, shape]) =>
    shape === '-' ? [] : [`${JSON.stringify(column)}:${shownValue(valueOf(row, column), shape, names)}`],
  );
  return `{"table":"${name}","row":{${fields.join(',')}}}\n`;
}

type Show = (value: ColumnValue | boolean, names: Names) => string;

const named =
  (what: 'connection' | 'owner' | 'queue'): Show =>
  (value, names) =>
    JSON.stringify(names[what].get(Number(value)) ?? null);
/** Of none, some columns say 0. */
const publicId =
  (prefix: PublicPrefix): Show =>
  (value, { publicIds }) =>
    value === 0 ? 'null' : JSON.stringify(publicIds.publicId(prefix, Number(value)));

const SHOW: Readonly<Record<Shape, Show>> = {
  'as-is': (value) => JSON.stringify(value),
  '-': () => 'null',
  json: (value) => jsonOf(String(value)),
  bytes: (value) => JSON.stringify(Buffer.isBuffer(value) ? value.toString('base64') : value),
  packed: (value) => (Buffer.isBuffer(value) ? jsonOf(unpackedText(value)) : 'null'),
  truth: (value) => String(value === true || value === 1),
  connection: named('connection'),
  owner: named('owner'),
  queue: named('queue'),
  hok: publicId('hok'),
  req: publicId('req'),
  rec: publicId('rec'),
  lnk: publicId('lnk'),
  trk: publicId('trk'),
  mrg: publicId('mrg'),
  dup: publicId('dup'),
  evt: publicId('evt'),
};

/** A body is what was received, also where it was packed since. */
function valueOf(row: Row, column: string): ColumnValue | boolean {
  const packed = column === 'body' ? row['packed'] : null;
  return Buffer.isBuffer(packed) ? unpackNow(packed) : (row[column] ?? null);
}

function unpackedText(value: Buffer): string {
  const content = value.subarray(1);
  return (value[0] === 0 ? content : unpackNow(content)).toString('utf8');
}

function shownValue(value: ColumnValue | boolean, shape: Shape, names: Names): string {
  return value === null ? 'null' : SHOW[shape](value, names);
}

/** On one line. What is no JSON, as a message, is a text. */
function jsonOf(text: string): string {
  try {
    const parsed = JSON.parse(text) as unknown;
    return /[\n\r]/.test(text) ? JSON.stringify(parsed) : text;
  } catch {
    return JSON.stringify(text);
  }
}
