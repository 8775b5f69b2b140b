import { HostError } from '../../errors/index.js';

import { isReadable, markOf, textOf, unitOf } from './charsets.js';
import type { Reading, ReadingAsk } from './reading.js';

const SEPARATORS = [',', ';', '\t', '|'] as const;
/** A byte order mark has three bytes at the most. */
const MARK_BYTES = 3;

/**
 * How a dataset is read, from its first bytes: a mark outranks what was said, what was said outranks what they look
 * like. Null while too few have come.
 */
export function sniff(bytes: Buffer, ask: ReadingAsk, isEnd: boolean): Sniffed | null {
  if (bytes.length <= MARK_BYTES && !isEnd) return null;
  const { charset, length: mark } = markOf(bytes) ?? {
    charset: ask.charset?.toLowerCase() ?? 'utf-8',
    length: 0,
  };
  if (!isReadable(charset)) throw unreadableBeginning(`rows cannot be told apart in ${charset}`);
  const reading = readingOf(bytes.subarray(mark), charset, { ask, isEnd });
  return reading && { reading, mark };
}

interface Sniffed {
  readonly reading: Reading;
  /** The bytes of the mark. */
  readonly mark: number;
}

function readingOf(
  text: Buffer,
  charset: string,
  { ask, isEnd }: { readonly ask: ReadingAsk; readonly isEnd: boolean },
): Reading | null {
  const format = ask.format ?? formatOf(text);
  if (format === 'json') return jsonIn(charset);
  const line = format && firstLine(text, isEnd);
  if (line === null) return null;
  const cut = line.subarray(0, line.length - (unitOf(charset) === 'byte' ? 0 : line.length % 2));
  const separator = ask.separator ?? separatorOf(textOf(cut, charset) ?? '');
  return { format: 'csv', charset, separator, header: ask.header ?? [] };
}

function jsonIn(charset: string): Reading {
  if (!/^(utf-?8|(us-)?ascii)$/.test(charset)) throw unreadableBeginning('JSON comes in UTF-8');
  return { format: 'json', charset: 'utf-8', separator: ',', header: [] };
}

function formatOf(text: Buffer): 'csv' | 'json' | null {
  const sign = text.find((code) => code > 0x20);
  if (sign === undefined) return null;
  return sign === 0x7b || sign === 0x5b ? 'json' : 'csv';
}

function firstLine(text: Buffer, isEnd: boolean): Buffer | null {
  const ends = [text.indexOf('\n'), text.indexOf('\r')].filter((at) => at >= 0);
  if (ends.length > 0) return text.subarray(0, Math.min(...ends));
  return isEnd ? text : null;
}

/** The one that is there most often, outside of quotes. */
function separatorOf(line: string): string {
  const bare = line.replace(/"[^"]*"/g, '');
  const counts = SEPARATORS.map((separator) => bare.split(separator).length);
  return SEPARATORS[counts.indexOf(Math.max(...counts))] ?? ',';
}

function unreadableBeginning(why: string): HostError {
  return new HostError('DATASET_UNREADABLE', { detail: why });
}
