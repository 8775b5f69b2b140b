import { HostError } from '../../errors/index.js';
import type { ColumnType, ColumnValue, Statement } from '../tx.js';

type Row = Readonly<Record<string, ColumnValue>>;

/** Oids of PostgreSQL's built-in types: pg_type.dat, fixed for ever. */
const OIDS: Readonly<Record<ColumnType, number>> = { int8: 20, text: 25, bytes: 17, float8: 701 };

/** dimensions, has-nulls, element type, length, lower bound */
const HEADER_BYTES = 20;

/**
 * One array per parameter of a statement, in PostgreSQL's binary form: bodies go as they are and not as twice their
 * size in hex, and nothing has to be quoted here and parsed there.
 */
export function arraysOf(statement: Statement, rows: readonly Row[]): Buffer[] {
  return Object.entries(statement.params).map(([param, type]) => {
    const values = rows.map((row) => {
      const value = row[param];
      if (value !== undefined) return type === 'text' ? storable(value) : value;
      throw new HostError('INTERNAL', { subject: statement.name, detail: `a row has no ${param}` });
    });
    return binaryArray(type, values);
  });
}

/** PostgreSQL's text holds every character but one; who asks for such a text asks for it in the same form. */
function storable(value: ColumnValue): ColumnValue {
  return typeof value === 'string' && value.includes('\0') ? value.replaceAll('\0', '\ufffd') : value;
}

export function binaryArray(type: ColumnType, values: readonly ColumnValue[]): Buffer {
  const buffer = Buffer.allocUnsafe(
    HEADER_BYTES + values.reduce<number>((sum, v) => sum + 4 + sizeOf(type, v), 0),
  );
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(values.includes(null) ? 1 : 0, 4);
  buffer.writeInt32BE(OIDS[type], 8);
  buffer.writeInt32BE(values.length, 12);
  buffer.writeInt32BE(1, 16);
  let at = HEADER_BYTES;
  for (const value of values) at = writeElement(buffer, at, type, value);
  return buffer;
}

function sizeOf(type: ColumnType, value: ColumnValue): number {
  if (value === null) return 0;
  if (type === 'int8' || type === 'float8') return 8;
  return typeof value === 'number' ? String(value).length : Buffer.byteLength(value);
}

function writeElement(buffer: Buffer, at: number, type: ColumnType, value: ColumnValue): number {
  if (value === null) return buffer.writeInt32BE(-1, at);
  const size = sizeOf(type, value);
  const from = buffer.writeInt32BE(size, at);
  switch (type) {
    case 'int8':
      return writeInt8(buffer, from, Number(value));
    case 'float8':
      return buffer.writeDoubleBE(Number(value), from);
    case 'bytes':
    case 'text':
      if (Buffer.isBuffer(value)) value.copy(buffer, from);
      else buffer.write(String(value), from);
      return from + size;
  }
}

/** Two's complement in two halves: a BigInt each would cost more than the rest of the row. */
function writeInt8(buffer: Buffer, at: number, value: number): number {
  if (!Number.isSafeInteger(value)) {
    throw new HostError('INTERNAL', { detail: `${value} is not a whole number below 2^53` });
  }
  const high = Math.floor(value / 0x1_0000_0000);
  buffer.writeInt32BE(high, at);
  return buffer.writeUInt32BE(value - high * 0x1_0000_0000, at + 4);
}
