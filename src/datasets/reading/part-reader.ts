import type { Json } from '@hookyard/sdk';
import { parse } from 'csv-parse/sync';

import { HostError } from '../../errors/index.js';
import { parseJson } from '../../expressions/index.js';

import { textOf, unitOf } from './charsets.js';
import type { ReadChunk, Reading, ReadingAsk, ReadingLimits } from './reading.js';
import { CsvRowEnds, JsonRowEnds, type RowEnds, type Span } from './row-ends.js';
import { sniff } from './sniffing.js';

/** Parsing so many holds the event loop a few milliseconds; together they pack to a page or two of the database. */
export const ROWS_PER_CHUNK = 500;
const BYTES_PER_CHUNK = 256 * 1024;

/**
 * Reads rows of one part of a dataset, from where the part before it was taken to. It holds a chunk and a piece at
 * most, and counts a row only when all of it has come: whoever cuts the stream anywhere and goes on at `bytes` gets the
 * same rows.
 */
export class PartReader {
  private held: Buffer = Buffer.alloc(0);
  private waiting: Span[] = [];
  private ends: RowEnds | undefined;
  private columns: Set<string>;

  constructor(
    private reading: Reading | null,
    private taken: number,
    private readonly ask: ReadingAsk,
    private readonly limits: ReadingLimits,
  ) {
    if (reading) this.ends = endsOf(reading);
    this.columns = new Set(reading?.header);
  }

  /** Chunks that are full with this piece. */
  *push(piece: Uint8Array): Generator<ReadChunk> {
    this.held = this.held.length === 0 ? Buffer.from(piece) : Buffer.concat([this.held, piece]);
    this.look(false);
    while (this.isFull()) yield this.take();
    const open = this.held.length - (this.waiting.at(-1)?.next ?? 0);
    if (open > this.limits.rowBytes) {
      const detail = `the row at byte ${this.taken + this.held.length - open} has over ${this.limits.rowBytes} bytes`;
      throw new HostError('DATASET_UNREADABLE', { detail: `${detail}: is a quote or a bracket open?` });
    }
  }

  /** What is whole of the rest; null where nothing of the dataset is known yet. */
  rest(): ReadChunk | null {
    return this.reading && this.take();
  }

  /** The dataset is over: its last row needs no end. */
  end(): ReadChunk | null {
    this.look(true);
    const over = this.waiting.at(-1)?.next ?? 0;
    if (!(this.ends?.isBetween(this.held, over) ?? this.held.length === 0))
      throw unreadable(this.taken + over, 'the last row has no end: a quote or a bracket is open');
    const last = this.reading && this.take();
    return last && { ...last, bytes: last.bytes + this.held.length };
  }

  private look(isEnd: boolean): void {
    if (!this.reading) this.begin(isEnd);
    if (!this.reading) return;
    this.waiting.push(...(this.ends?.find(this.held, isEnd) ?? []));
    if (this.reading.format === 'csv' && this.reading.header.length === 0) this.takeHeader(this.reading);
  }

  private begin(isEnd: boolean): void {
    const found = sniff(this.held, this.ask, isEnd);
    if (!found) return;
    this.reading = found.reading;
    this.held = this.held.subarray(found.mark);
    this.taken += found.mark;
    this.ends = endsOf(found.reading);
  }

  private takeHeader(reading: Reading): void {
    const named = this.waiting.findIndex(({ from, to }) => to > from);
    const span = this.waiting[named];
    if (!span) return;
    const [header = []] = cellsOf(this.held, [span], reading, this.taken);
    if (header.length > this.limits.columns)
      throw unreadable(this.taken, `it has over ${this.limits.columns} columns`);
    this.reading = { ...reading, header: namesOf(header) };
    this.waiting = this.waiting.slice(named + 1);
    this.drop(span.next);
  }

  private isFull(): boolean {
    const [first] = this.waiting;
    const last = this.waiting.at(-1);
    if (!first || !last) return false;
    return this.waiting.length >= ROWS_PER_CHUNK || last.next - first.from >= BYTES_PER_CHUNK;
  }

  private take(): ReadChunk {
    const spans = this.waiting.slice(0, ROWS_PER_CHUNK);
    const reading = this.reading as Reading;
    const filled = spans.filter(({ from, to }) => to > from);
    const isCsv = reading.format === 'csv';
    const rows = isCsv
      ? cellsOf(this.held, filled, reading, this.taken)
      : filled.map((span) => this.valueAt(span));
    if (!isCsv) this.reading = { ...reading, header: [...this.columns] };
    this.waiting = this.waiting.slice(spans.length);
    this.drop(spans.at(-1)?.next ?? 0);
    return { rows, reading: this.reading as Reading, bytes: this.taken };
  }

  private valueAt({ from, to }: Span): Json {
    let value: unknown;
    try {
      value = parseJson(this.held.toString('utf8', from, to));
    } catch {
      throw unreadable(this.taken + from, 'it is no JSON');
    }
    for (const name of Object.keys(isObject(value) ? value : {})) this.columns.add(name);
    if (this.columns.size > this.limits.columns)
      throw unreadable(this.taken + from, `it has over ${this.limits.columns} columns`);
    return value as Json;
  }

  private drop(bytes: number): void {
    this.held = this.held.subarray(bytes);
    this.taken += bytes;
    this.ends?.shift(bytes);
    this.waiting = this.waiting.map(({ from, to, next }) => ({
      from: from - bytes,
      to: to - bytes,
      next: next - bytes,
    }));
  }
}

function endsOf({ format, separator, charset }: Reading): RowEnds {
  return format === 'csv' ? new CsvRowEnds(separator, unitOf(charset)) : new JsonRowEnds();
}

/** Cells of rows that lie one behind the other. */
function cellsOf(
  held: Buffer,
  spans: readonly Span[],
  { charset, separator }: Reading,
  taken: number,
): (readonly string[])[] {
  const [first] = spans;
  const last = spans.at(-1);
  if (!first || !last) return [];
  const text = textOf(held.subarray(first.from, last.to), charset);
  if (text === null) throw unreadable(taken + first.from, `it is no text in ${charset}: say its charset`);
  const rows = parsed(text, separator);
  if (rows.length === spans.length || spans.length === 1) return rows;
  // Odd quotes, which the parser reads otherwise: each row by itself.
  return spans.map(({ from, to }) => {
    const own = textOf(held.subarray(from, to), charset) ?? '';
    return parsed(own, separator)[0] ?? [own];
  });
}

function parsed(text: string, delimiter: string): string[][] {
  return parse(text, {
    delimiter,
    record_delimiter: ['\r\n', '\n', '\r'],
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: true,
  });
}

/** A name given twice would hide a column: the second gets its place behind it. */
function namesOf(header: readonly string[]): string[] {
  const seen = new Set<string>();
  return header.map((raw, index) => {
    const name = raw.trim() || `column ${index + 1}`;
    const own = seen.has(name) ? `${name} (${index + 1})` : name;
    seen.add(own);
    return own;
  });
}

export function unreadable(at: number, why: string): HostError {
  return new HostError('DATASET_UNREADABLE', { detail: `at byte ${at}: ${why}` });
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
