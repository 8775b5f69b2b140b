/** A row in the bytes that were looked at: its content, and where the next one begins. */
export interface Span {
  readonly from: number;
  readonly to: number;
  readonly next: number;
}

/**
 * Finds where rows end, in bytes as they come. It is handed the same bytes again with more behind them until it has
 * found a row's end; `shift` says that so many of them are done with.
 */
export interface RowEnds {
  /** The rows that are whole. `isEnd`: nothing follows. */
  find(bytes: Buffer, isEnd: boolean): Span[];
  shift(bytes: number): void;
  /** Whether what is behind the last row found could not be the beginning of one. */
  isBetween(bytes: Buffer, from: number): boolean;
}

const LF = 0x0a;
const CR = 0x0d;
const QUOTE = 0x22;

/** How a code unit of the text is read: in all charsets but UTF-16 line ends, quotes and separators are single bytes. */
export type Unit = 'byte' | 'utf-16le' | 'utf-16be';

/**
 * Rows of separated values (RFC 4180): a quote opens a cell only where a cell begins, so a stray one in the middle of a
 * text is text; line ends inside quotes belong to the cell. Empty lines are no rows.
 */
export class CsvRowEnds implements RowEnds {
  private at = 0;
  private rowFrom = 0;
  private isQuoted = false;
  private isCellStart = true;
  private readonly separator: number;
  private readonly step: number;

  constructor(
    separator: string,
    private readonly unit: Unit,
  ) {
    this.separator = separator.charCodeAt(0);
    this.step = unit === 'byte' ? 1 : 2;
  }

  find(bytes: Buffer, isEnd: boolean): Span[] {
    const spans: Span[] = [];
    const end = bytes.length - (bytes.length % this.step);
    while (this.at < end) {
      const code = this.codeAt(bytes, this.at);
      if (!isEnd && this.at + this.step >= end && this.needsNext(code)) break;
      if (this.isQuoted) this.inQuotes(bytes, code, end);
      else if (code === LF || code === CR) this.endRow(bytes, { code, end }, spans);
      else this.inCell(code);
    }
    if (isEnd && !this.isQuoted && end > this.rowFrom) {
      spans.push({ from: this.rowFrom, to: end, next: end });
      this.rowFrom = end;
    }
    return spans;
  }

  shift(bytes: number): void {
    this.at -= bytes;
    this.rowFrom -= bytes;
  }

  isBetween(bytes: Buffer, from: number): boolean {
    return from >= bytes.length;
  }

  /** A line end of two signs, or a quote that is doubled. */
  private needsNext(code: number): boolean {
    return code === CR || (code === QUOTE && this.isQuoted);
  }

  private inQuotes(bytes: Buffer, code: number, end: number): void {
    if (code !== QUOTE) {
      this.at = this.unit === 'byte' ? nextQuote(bytes, this.at) : this.at + this.step;
      return;
    }
    const isEscaped = this.at + this.step < end && this.codeAt(bytes, this.at + this.step) === QUOTE;
    if (!isEscaped) this.isQuoted = false;
    this.at += isEscaped ? 2 * this.step : this.step;
  }

  private inCell(code: number): void {
    if (code === QUOTE && this.isCellStart) this.isQuoted = true;
    this.isCellStart = code === this.separator;
    this.at += this.step;
  }

  private endRow(bytes: Buffer, { code, end }: { code: number; end: number }, spans: Span[]): void {
    const { at, step } = this;
    const isPair = code === CR && at + step < end && this.codeAt(bytes, at + step) === LF;
    const next = at + (isPair ? 2 * step : step);
    spans.push({ from: this.rowFrom, to: at, next });
    this.at = next;
    this.rowFrom = next;
    this.isCellStart = true;
  }

  private codeAt(bytes: Buffer, at: number): number {
    const first = bytes[at] as number;
    if (this.unit === 'byte') return first;
    const second = bytes[at + 1] as number;
    return this.unit === 'utf-16le' ? first | (second << 8) : (first << 8) | second;
  }
}

function nextQuote(bytes: Buffer, from: number): number {
  const found = bytes.indexOf(QUOTE, from);
  return found < 0 ? bytes.length : found;
}

const OPEN = new Set(Buffer.from('{['));
const CLOSE = new Set(Buffer.from('}]'));
/** Between rows: a JSON array's own signs, so an array, lines of JSON and arrays one behind the other read alike. */
const BETWEEN = new Set(Buffer.from(' \t\r\n,[]'));
const BRACE = 0x7b;
const BRACE_END = 0x7d;
const BACKSLASH = 0x5c;

/** Rows of JSON: every value at the top, or in arrays at the top. It needs no memory of what came before a row. */
export class JsonRowEnds implements RowEnds {
  private at = 0;
  private from = -1;
  private depth = 0;
  private isString = false;
  private isEscaped = false;

  find(bytes: Buffer, isEnd: boolean): Span[] {
    const spans: Span[] = [];
    while (this.at < bytes.length) {
      const code = bytes[this.at] as number;
      if (this.from < 0) this.begin(code);
      else if (this.inRow(code)) spans.push(this.end(code));
      else this.at += 1;
    }
    if (isEnd && this.from >= 0 && this.depth === 0 && !this.isString) {
      spans.push({ from: this.from, to: this.at, next: this.at });
      this.from = -1;
    }
    return spans;
  }

  shift(bytes: number): void {
    this.at -= bytes;
    if (this.from >= 0) this.from -= bytes;
  }

  isBetween(bytes: Buffer, from: number): boolean {
    for (let at = from; at < bytes.length; at += 1) if (!BETWEEN.has(bytes[at] as number)) return false;
    return true;
  }

  private begin(code: number): void {
    if (!BETWEEN.has(code)) {
      this.from = this.at;
      this.depth = code === BRACE ? 1 : 0;
      this.isString = code === QUOTE;
    }
    this.at += 1;
  }

  /** Whether the row ends here: at its last brace or quote, or before what follows a bare word. */
  private inRow(code: number): boolean {
    if (this.isString) {
      if (this.isEscaped) this.isEscaped = false;
      else if (code === BACKSLASH) this.isEscaped = true;
      else if (code === QUOTE) {
        this.isString = false;
        return this.depth === 0;
      }
      return false;
    }
    if (this.depth === 0) return BETWEEN.has(code);
    if (code === QUOTE) this.isString = true;
    else if (OPEN.has(code)) this.depth += 1;
    else if (CLOSE.has(code)) this.depth -= 1;
    return this.depth === 0;
  }

  /** Its last brace or quote is its own; what follows a bare word is not. */
  private end(code: number): Span {
    const to = code === QUOTE || code === BRACE_END ? this.at + 1 : this.at;
    const span = { from: this.from, to, next: to };
    this.at = to;
    this.from = -1;
    return span;
  }
}
